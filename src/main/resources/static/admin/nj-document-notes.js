import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { href } from '/shared/route.js'
import { toast } from '/shared/nj-toast.js'
import { call, message } from '/shared/session.js'
import { moment } from './when.js'

/** What somebody must know before they go on: work that was kept, times that are set, what took whose place, a law that changed. */
class NjDocumentNotes extends LitElement {
  static properties = { shown: {}, kept: {}, checked: { state: true } }

  createRenderRoot() { return this }

  #do(detail) { this.dispatchEvent(new CustomEvent('nj-do', { detail })) }

  async #stillRight() {
    try {
      const { refused } = await call('/api/admin/document-changes', { method: 'POST', body: { ids: [this.shown.id], reviewed: true } })
      if (refused.length) return toast(refused[0].reason, { late: true })
      this.checked = this.shown.id
      dispatchEvent(new Event('nj-counts'))
      toast('记下了：今天核对过，还对。')
    } catch (error) {
      toast(message(error), { late: true })
    }
  }

  render() {
    const notes = [this.#kept(), this.#whyNot(), this.#times(), this.#superseded(), this.#replaces(), this.#basis(), this.#warnings()].filter(Boolean)
    return notes.length ? html`<div class="notes">${notes}</div>` : nothing
  }

  #kept() {
    if (!this.kept) return null
    const { at, revision, version } = this.kept
    const older = revision !== this.shown.revision || version !== this.shown.version
    return html`<p class="note late" role="alert">${icon('edit')}<span class="grow">${moment(at)}有改动没存完，还在这台电脑上。${
      older ? '后来别人存过新的，接着改会盖住那些，请先对照。' : ''}</span>
      <button class="btn small" @click=${() => this.dispatchEvent(new Event('nj-resume'))}>接着改</button>
      <button class="btn small ghost" @click=${() => this.dispatchEvent(new Event('nj-drop-kept'))}>不要了</button></p>`
  }

  #whyNot() {
    const { open, mayEdit, mayPublish, whyNot, submittedAt } = this.shown
    if (!mayEdit || mayPublish || !open) return null
    return html`<p class="note" id="why-not">${icon('lock')}<span class="grow">${submittedAt ? `${moment(submittedAt)}已送审，等审核的同事发布。` : whyNot}</span></p>`
  }

  #times() {
    const { open, publishAt, withdrawAt, mayPublish } = this.shown
    if (open !== 'SCHEDULED' && !withdrawAt) return null
    return html`<p class="note">${icon('clock')}<span class="grow">${open === 'SCHEDULED' ? `定在${moment(publishAt)}发布。改动后要重新定。` : ''}${withdrawAt ? `定在${moment(withdrawAt)}下架。` : ''}</span>
      ${mayPublish && withdrawAt && !open ? html`<button class="btn small" @click=${() => this.#do({ path: '/publication', body: {}, done: '不再定时下架。' })}>不下架了</button>` : nothing}</p>`
  }

  #superseded() {
    const { supersededBy, state } = this.shown
    if (supersededBy) return html`<p class="note">${icon('right')}<span class="grow">已被<a href=${href('/documents', supersededBy.id)}>《${supersededBy.title}》</a>取代，不再用它回答。</span></p>`
    return state === 'ARCHIVED' ? html`<p class="note">${icon('eyeoff')}<span class="grow">已下架，不用它回答。各版本都还在。</span></p>` : null
  }

  #replaces() {
    const { replaces } = this.shown
    if (!replaces.length) return null
    return html`<p class="note quiet">${icon('doc')}<span class="grow">代替：${replaces.map((other, n) => html`${n ? '、' : ''}<a href=${href('/documents', other.id)}>《${other.title}》</a>`)}</span></p>`
  }

  #basis() {
    const { basisChanged, id, mayEdit } = this.shown
    if (!basisChanged.length || this.checked === id) return null
    return html`<p class="note late">${icon('scale')}<span class="grow">依据的条文变了：${basisChanged.map(({ law, article, changedOn }) => `《${law}》${article}${changedOn ? `（${changedOn}）` : ''}`).join('、')}。请对照改，或者确认还对。</span>
      ${mayEdit ? html`<button class="btn small" @click=${this.#stillRight}>还对，已核对</button>` : nothing}</p>`
  }

  #warnings() {
    const { open, warnings } = this.shown
    return open && warnings.length ? html`<p class="note late">${icon('alert')}<span class="grow">${warnings.join('；')}。</span></p>` : null
  }
}

customElements.define('nj-document-notes', NjDocumentNotes)
