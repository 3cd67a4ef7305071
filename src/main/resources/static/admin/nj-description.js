import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { KINDS, TOPICS } from './words.js'
import './nj-basis.js'
import './nj-document-choice.js'
import './nj-questions.js'
import './nj-region-choice.js'

const LONGEST_SPOKEN = 60

/** What is known of a document as a whole, each part with the place it was read from, and a mark where somebody must look. */
class NjDescription extends LitElement {
  static properties = { edit: {}, version: {}, readonly: { type: Boolean } }

  createRenderRoot() { return this }

  #set(name, label, value, merge = null) { this.edit.describe(`改${label}`, { [name]: value }, merge) }

  #looked(name) { this.edit.step('看过一项', { looked: [...this.edit.now.looked, name] }) }

  /** The warning of a part, until somebody changed it or said it is right. */
  #warning(name) {
    const { now, base, shown } = this.edit
    return now.looked.includes(name) || now.description[name] !== base.description[name] || !shown.open ? null : shown.proposal[name]?.warning ?? null
  }

  render() {
    const { proposal } = this.edit.shown
    const read = Object.keys(proposal).length
    const look = Object.keys(proposal).filter(name => this.#warning(name)).length
    return html`<div class="h"><h2>${read ? '认出来的信息' : '信息'}</h2><span class="grow"></span><span class="meta">${read ? `${read} 项${look ? `，${look} 项要看` : ''}` : ''}</span></div>
      <div class="body meta2" tabindex="0" role="region" aria-label="信息">
        ${this.#text('title', '标题', { rows: 2 })}
        ${this.#text('publisher', '发布单位')}
        ${this.#text('documentNumber', '文号')}
        ${this.#region()}
        ${this.#kind()}
        ${this.#topics()}
        ${this.#visibility()}
        ${this.#date('issuedOn', '发布日期')}
        ${this.#date('effectiveFrom', '施行日期')}
        ${this.#date('effectiveUntil', '失效日期')}
        ${this.#replaces()}
        ${this.#part('basis', '依据', html`<nj-basis .basis=${this.edit.now.description.basis} ?readonly=${this.readonly} @nj-changed=${event => this.#set('basis', '依据', event.detail)}></nj-basis>`)}
        ${this.#questions()}
        ${this.#spoken()}
        ${this.#text('author', '编写人（指南、问答）')}
        ${this.#text('owner', '谁负责')}
        ${this.#date('reviewBy', '下次核对')}
        ${this.#text('sourceAsOf', '资料核对到（如 2026-06）')}</div>`
  }

  #part(name, label, field) {
    const warning = this.#warning(name)
    const place = this.edit.shown.proposal[name]?.place
    return html`<div class="part ${warning ? 'look' : ''}" role="group" aria-label=${label}><span class="label">${label}</span>${field}
      ${warning ? html`<span class="src warn">${icon('alert')}<span class="grow">${warning}</span>${this.readonly ? nothing : html`<button class="link" @click=${() => this.#looked(name)}>看过了</button>`}</span>`
        : place ? html`<span class="src">${icon('check')}${place}</span>` : nothing}</div>`
  }

  #text(name, label, { rows = 1 } = {}) {
    const text = this.edit.now.description[name] ?? ''
    if (this.readonly && !text) return nothing
    const typed = event => this.#set(name, label, event.target.value || null, `field-${name}`)
    return this.#part(name, label, html`<span class="in1">${rows > 1
      ? html`<textarea aria-label=${label} rows=${rows} maxlength="500" ?readonly=${this.readonly} .value=${text} @input=${typed}></textarea>`
      : html`<input aria-label=${label} maxlength="200" ?readonly=${this.readonly} .value=${text} @input=${typed}>`}</span>`)
  }

  #date(name, label) {
    const day = this.edit.now.description[name] ?? ''
    if (this.readonly && !day) return nothing
    return this.#part(name, label, html`<span class="in1"><input type="date" aria-label=${label} ?readonly=${this.readonly} .value=${day} @change=${event => this.#set(name, label, event.target.value || null)}></span>`)
  }

  #region() {
    const { now, base, shown } = this.edit
    const name = now.regionName ?? (now.description.region === base.description.region ? shown.regionName : now.description.region)
    return this.#part('region', '地区', this.readonly ? html`<span class="in1">${name}</span>`
      : html`<nj-region-choice id="document-region" label="地区" .name=${name} @nj-chosen=${({ detail }) =>
        this.edit.step('改地区', { regionName: detail.name, description: { ...now.description, region: detail.code } })}></nj-region-choice>`)
  }

  #kind() {
    return this.#part('kind', '种类', html`<span class="in1"><select aria-label="种类" ?disabled=${this.readonly} .value=${this.edit.now.description.kind} @change=${event => this.#set('kind', '种类', event.target.value)}>
      ${Object.entries(KINDS).map(([kind, word]) => html`<option value=${kind} ?selected=${kind === this.edit.now.description.kind}>${word}</option>`)}</select></span>`)
  }

  #topics() {
    const { topics } = this.edit.now.description
    return this.#part('topics', '主题', html`<span class="chips">${Object.entries(TOPICS).map(([topic, word]) => html`
      <button class="chip ${topics.includes(topic) ? 'on' : ''}" aria-pressed=${topics.includes(topic) ? 'true' : 'false'} ?disabled=${this.readonly}
        @click=${() => this.#set('topics', '主题', topics.includes(topic) ? topics.filter(other => other !== topic) : [...topics, topic])}>${word}</button>`)}</span>`)
  }

  #visibility() {
    const now = this.edit.now.description.visibility
    const choices = { PUBLIC: '职工能看', STAFF: '只给内部看' }
    return this.#part('visibility', '谁能看', html`<span class="segments">${Object.entries(choices).map(([visibility, word]) => html`
      <button aria-pressed=${visibility === now ? 'true' : 'false'} ?disabled=${this.readonly} @click=${() => this.#set('visibility', '谁能看', visibility)}>${word}</button>`)}</span>
      ${now === 'STAFF' ? html`<span class="src">${icon('lock')}发布以后也只有工作人员查得到。</span>` : nothing}`)
  }

  #replaces() {
    const { shown, now } = this.edit
    const titles = Object.fromEntries(shown.replaces.map(({ id, title }) => [id, title]))
    return this.#part('replaces', '代替哪一份', html`<nj-document-choice .chosen=${now.description.replaces} .titles=${{ ...titles, ...now.titles }} .self=${shown.id} ?readonly=${this.readonly}
      @nj-changed=${({ detail: { ids, titles: named } }) => this.edit.step('改代替哪一份', { titles: { ...now.titles, ...named }, description: { ...now.description, replaces: ids } })}></nj-document-choice>`)
  }

  #questions() {
    const { questions } = this.edit.now.description
    return this.#part('questions', '整份的问法', html`<nj-questions .questions=${questions} ?readonly=${this.readonly}
      @nj-changed=${({ detail }) => this.edit.describe(detail.label, { questions: detail.questions })}></nj-questions>`)
  }

  #spoken() {
    const spoken = this.edit.now.description.spoken ?? ''
    const length = [...spoken].length
    if (this.readonly && !spoken) return nothing
    return this.#part('spoken', '口述（接电话时念的一句）', html`<span class="in1"><textarea aria-label="口述" rows="2" ?readonly=${this.readonly} .value=${spoken}
      @input=${event => this.#set('spoken', '口述', event.target.value || null, 'field-spoken')}></textarea></span><span class="src ${length > LONGEST_SPOKEN ? 'warn' : ''}">${length} / ${LONGEST_SPOKEN} 字</span>`)
  }
}

customElements.define('nj-description', NjDescription)
