import { LitElement, html, nothing } from 'lit'
import '/shared/shoelace.js'
import 'shoelace/components/dropdown/dropdown.js'
import 'shoelace/components/menu/menu.js'
import 'shoelace/components/menu-item/menu-item.js'
import { icon } from '/shared/icon.js'
import { confirm } from '/shared/nj-confirm.js'
import { moment } from './when.js'
import './nj-timetable.js'

/** What can be done to a document now. Asks for saving with `nj-save`, for anything else with `nj-do` and what to send. */
class NjDocumentActions extends LitElement {
  static properties = { shown: {}, dirty: { type: Boolean }, busy: { type: Boolean }, now: {}, timetable: { state: true } }

  createRenderRoot() { return this }

  #do(detail) {
    if (!this.busy) this.dispatchEvent(new CustomEvent('nj-do', { detail, bubbles: true }))
  }

  #publish = () => {
    const { id, publishedVersion, state } = this.shown
    const undo = publishedVersion ? { id, path: `/versions/${publishedVersion}/restoration`, method: 'POST' } : { id, path: '/publication', method: 'DELETE' }
    this.#do({ path: '/publication', body: {}, saveFirst: true, next: this.shown.open !== null && !publishedVersion, undo,
      done: `${state === 'ARCHIVED' && !this.shown.open ? '重新发布' : '发布'}了《${this.now.description.title}》，${this.now.description.visibility === 'PUBLIC' ? '职工马上能问到' : '只有工作人员能看到'}。` })
  }

  #submit = () => this.#do({ path: '/submission', saveFirst: true, next: true, done: `《${this.now.description.title}》已送审，审核的同事在「待确认」里能看到。` })

  #pass = () => this.#do({ path: '/review', done: '已审核通过，还没有发布。' })

  async #withdraw() {
    const { id, description: { title } } = this.shown
    if (await confirm({ title: '下架这 1 份文件？', text: '马上不再用它回答，文件和各版本都留着，随时能重新发布。', names: [title], yes: '下架' })) {
      this.#do({ path: '/publication', method: 'DELETE', done: `下架了《${title}》。`, undo: { id, path: '/publication', method: 'POST' } })
    }
  }

  async #drop() {
    const { description: { title }, version, state } = this.shown
    const alone = state === 'DRAFT' || !this.#wasPublished
    const text = alone ? '这份草稿从没发布过，丢掉就找不回来了。' : `第 ${version} 版还没有发布，丢掉就找不回来了。已发布的内容不受影响。`
    if (await confirm({ title: '丢掉这 1 份草稿？', text, names: [title], yes: '丢掉' })) {
      this.#do({ path: alone ? '' : '/draft', method: 'DELETE', done: `丢掉了《${title}》的草稿。`, gone: alone })
    }
  }

  get #wasPublished() { return this.shown.publishedVersion !== null || this.shown.state === 'ARCHIVED' }

  #schedule({ detail: { at, until } }) {
    this.timetable = false
    const done = at ? `定好了：${moment(at)}发布${until ? `，${moment(until)}下架` : ''}。` : until ? `定好了：${moment(until)}下架。` : '时间已改。'
    this.#do({ path: '/publication', body: { at, until }, saveFirst: true, done })
  }

  render() {
    const { shown } = this
    if (!shown.mayEdit) return html`<span class="meta why">${shown.whyNot}</span>`
    const draft = shown.open !== null || this.dirty
    return html`${this.dirty ? html`<button class="btn" aria-keyshortcuts="Control+S" ?disabled=${this.busy} @click=${() => this.dispatchEvent(new Event('nj-save'))}>存草稿</button>` : nothing}
      ${this.#first(draft)}${this.#more(draft)}
      ${this.timetable ? html`<nj-timetable .shown=${shown} .draft=${draft} @nj-set=${this.#schedule} @nj-close=${() => { this.timetable = false }}></nj-timetable>` : nothing}`
  }

  /** The one that matters most now. */
  #first(draft) {
    const { shown, busy } = this
    if (draft && !shown.mayPublish) {
      return html`<button class="btn primary" ?disabled=${busy || shown.submittedAt && !this.dirty} aria-describedby="why-not" @click=${this.#submit}>${shown.submittedAt && !this.dirty ? '已送审' : '送审'}</button>`
    }
    if (draft) return html`<button class="btn primary" ?disabled=${busy} @click=${this.#publish}>${shown.publishedVersion ? '发布改动' : '确认并发布'}</button>`
    if (shown.state === 'ARCHIVED') return shown.mayPublish ? html`<button class="btn primary" ?disabled=${busy} @click=${this.#publish}>重新发布</button>` : nothing
    return html`<button class="btn" ?disabled=${busy} @click=${this.#withdraw}>下架</button>`
  }

  #more(draft) {
    const { shown } = this
    const items = [
      draft && shown.mayReview && !this.dirty && { word: '审核通过，先不发布', act: this.#pass },
      shown.mayPublish && (draft || shown.state === 'PUBLISHED') && { word: '定时发布、定时下架…', act: () => { this.timetable = true } },
      draft && shown.state === 'PUBLISHED' && { word: '下架已发布的…', act: () => this.#withdraw() },
      shown.open !== null && { word: '丢掉草稿…', act: () => this.#drop() }
    ].filter(Boolean)
    return items.length ? html`<sl-dropdown placement="bottom-end" hoist><button slot="trigger" class="btn square" aria-label="更多" aria-haspopup="menu">${icon('more')}</button>
      <sl-menu @sl-select=${event => items[Number(event.detail.item.value)].act()}>${items.map((item, n) => html`<sl-menu-item value=${String(n)}>${item.word}</sl-menu-item>`)}</sl-menu></sl-dropdown>` : nothing
  }
}

customElements.define('nj-document-actions', NjDocumentActions)
