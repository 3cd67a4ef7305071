import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { opening, words } from './marked.js'
import { KIND, VALIDITY, againstSending, date, short } from './names.js'
import { neighbours, related } from './reading.js'

const WHY = { GUIDE: '办事指南', BASIS: '依据', NEAR: '意思相近' }
const SETTLED = 150

/** The chosen passage: what to say first, then whether it holds, then its own words between its neighbours, then what goes with it. */
class NjPassage extends LitElement {
  static properties = { passage: { attribute: false }, pinned: { attribute: false }, target: {}, letters: { attribute: false }, q: {}, around: { state: true }, more: { state: true }, note: { state: true } }

  #pause
  #request

  createRenderRoot() { return this }

  willUpdate(changed) {
    if (!changed.has('passage')) return
    this.note = ''
    const before = changed.get('passage')
    if (before?.passageId === this.passage?.passageId) return
    this.around = this.more = null
    clearTimeout(this.#pause)
    this.#request?.abort()
    if (this.passage) this.#pause = setTimeout(() => this.#load(this.passage.passageId), SETTLED)
  }

  updated(changed) {
    if (changed.has('passage')) this.querySelector('.body')?.scrollTo(0, 0)
  }

  async #load(id) {
    const request = this.#request = new AbortController()
    const [around, more] = await Promise.allSettled([neighbours(id), related(id, this.q, request.signal)])
    if (request !== this.#request || this.passage?.passageId !== id) return
    this.around = around.value ?? null
    this.more = more.value ?? null
    if (around.reason) this.note = around.reason.message
  }

  render() {
    const { passage } = this
    if (!passage) return nothing
    const pinned = this.pinned?.some(pin => pin.passageId === passage.passageId)
    return html`<div class="bar1"><h2 class="clip grow">${short(passage.title)}　${passage.section}</h2>
        <button class="icon-btn" aria-pressed=${pinned} aria-label="收藏" title="收藏（P）" @click=${() => this.#act('pin')}>${icon(pinned ? 'starred' : 'star')}</button>
        <button class="icon-btn" aria-label="打开全文" title="打开全文（Enter）" @click=${() => this.#act('open')}>${icon('ext')}</button></div>
      <div class="body" tabindex="0" role="region" aria-label="段落">${this.#spoken()}${this.#facts()}${this.#text()}${this.#together()}${this.#alsoSearched()}</div>
      ${this.#actions()}`
  }

  #spoken() {
    const own = this.passage.spoken
    const line = own ?? this.more?.spoken
    return line ? html`<section class="say" aria-label="可以这样说"><p class="meta">可以这样说${own || !this.more?.spokenOf ? nothing : html`，摘自《${this.more.spokenOf}》`}</p><p class="aloud">${line}</p></section>` : nothing
  }

  #facts() {
    const { validity, publisher, author, kind, effectiveFrom, region, documentNumber, visibility } = this.passage
    const facts = [publisher ?? author ?? KIND[kind], documentNumber, effectiveFrom && `${date(effectiveFrom)}起`, region.name].filter(Boolean).join(' · ')
    const replaced = this.around?.document.supersededBy
    return html`<p class="facts"><span class="tag ${VALIDITY[validity].tag}">${VALIDITY[validity].name}</span>${visibility === 'STAFF' ? html`<span class="tag staff">内部，不能发给职工</span>` : nothing}<span class="meta">${facts}</span></p>
      ${validity !== 'IN_FORCE' ? html`<p class="warn">${banner(validity, replaced)}</p>` : nothing}
      ${this.around?.passage.note ? html`<p class="warn">${this.around.passage.note}</p>` : nothing}`
  }

  #text() {
    const { passage, around } = this
    return html`${passage.heading && passage.heading !== passage.section ? html`<p class="path">${passage.heading.replaceAll(' > ', ' › ')}</p>` : nothing}
      ${around?.before ? this.#near(around.before) : nothing}
      <div class="this"><b>${passage.section}</b><div class="text">${words(passage)}</div></div>
      ${around?.after ? this.#near(around.after) : nothing}
      ${this.note ? html`<p class="warn" role="alert">${this.note}</p>` : nothing}`
  }

  #near(part) {
    return html`<button class="near" title="打开这一段" @click=${() => this.#act('show', part.passageId)}><b>${part.section}</b>　${opening(part)}</button>`
  }

  #together() {
    if (!this.more?.passages.length) return nothing
    return html`<section class="rel"><h3 class="path">常和它一起用</h3>${this.more.passages.map(other => html`<button @click=${() => this.#act('show', other.passageId)}>
      <b>${other.why === 'GUIDE' ? other.title : `${other.title} ${other.section}`}</b><span class="clip grow">${opening(other)}</span><span class="why">${WHY[other.why]}</span></button>`)}</section>`
  }

  #alsoSearched() {
    if (!this.more?.searches.length) return nothing
    return html`<section class="rel"><h3 class="path">同事查到这里，搜的是</h3><p class="chips">${this.more.searches.map(({ words, uses }) =>
      html`<button class="chip" @click=${() => this.#act('search', words)}>${words}<span class="meta">${uses} 次</span></button>`)}</p></section>`
  }

  #actions() {
    const key = letter => this.letters ? html`<kbd>${letter}</kbd>` : nothing
    const against = this.target === 'talk' ? againstSending(this.passage) : ''
    return html`<div class="acts">
      ${this.target === 'call' ? html`<button class="btn" @click=${() => this.#act('spoken')}>${icon('check')}念过了${key('R')}</button>` : nothing}
      ${this.target === 'talk' ? html`<button class="btn" aria-disabled=${against ? 'true' : 'false'} title=${against} @click=${() => this.#act('insert')}>${icon('insert')}插入会话${key('I')}</button>` : nothing}
      <button class="btn" @click=${() => this.#act('copy')}>${icon('copy')}复制带出处${key('C')}</button>
      ${this.target === 'call' ? html`<span class="grow"></span><button class="btn ghost" @click=${() => this.#act('insert')}>${icon('insert')}记入工单${key('I')}</button>` : nothing}
      ${this.target === 'none' ? html`<button class="btn" @click=${() => this.#act('spoken')}>${icon('speaker')}读出来${key('R')}</button>` : nothing}</div>`
  }

  #act(act, about) {
    const passage = this.passage
    this.dispatchEvent(new CustomEvent('act', { detail: { act, passage, about, words: act === 'copy' ? this.#selected() : '' }, bubbles: true }))
  }

  /** Words of the passage that the reader has marked with the pointer. */
  #selected() {
    const selection = getSelection()
    const own = this.querySelector('.this')
    return selection && !selection.isCollapsed && own?.contains(selection.anchorNode) && own.contains(selection.focusNode) ? selection.toString() : ''
  }
}

const banner = (validity, replaced) => ({
  NOT_YET: '这一条还没有开始施行。', EXPIRED: '这一条已经失效，不能再照着办。', REPORTED: '这是当年的报道，现在是否还有，要问当地工会。',
  SUPERSEDED: `这一条已被新的规定取代${replaced ? `，现在看《${short(replaced)}》` : ''}。`
})[validity]

customElements.define('nj-passage', NjPassage)
