import { LitElement, html, nothing } from 'lit'
import { call, message } from '/shared/session.js'
import { moment } from './when.js'

/** Who did what to a document, newest first. */
class NjHistory extends LitElement {
  static properties = { document: {}, savedAt: {}, entries: { state: true }, note: { state: true } }

  createRenderRoot() { return this }

  willUpdate(changed) {
    if (changed.has('document') || changed.has('savedAt')) this.#load()
  }

  async #load() {
    try {
      this.entries = await call(`/api/admin/documents/${encodeURIComponent(this.document)}/history`)
    } catch (error) {
      this.note = message(error)
    }
  }

  render() {
    if (this.note) return html`<p class="trouble" role="alert">${this.note}</p>`
    if (!this.entries) return nothing
    if (!this.entries.length) return html`<p class="sheet empty">还没有人动过它，从知识库文件夹来的就是这样。</p>`
    return html`<section class="sheet" aria-label="经过"><table><thead><tr><th scope="col">什么时候</th><th scope="col">谁</th><th scope="col">做了什么</th><th scope="col">说明</th></tr></thead>
      <tbody>${this.entries.map(({ at, who, action, detail }) => html`<tr><td class="day">${moment(at)}</td><td>${who}</td><td><b>${action}</b></td><td>${detail}</td></tr>`)}</tbody></table></section>`
  }
}

customElements.define('nj-history', NjHistory)
