import { LitElement, html, nothing } from 'lit'
import 'shoelace/components/drawer/drawer.js'
import { href } from '/shared/route.js'
import { call, message } from '/shared/session.js'
import { count, moment } from './when.js'

const STATES = { QUEUED: '排队', RUNNING: '正在做', PAUSED: '已暂停', COMPLETED: '完成', COMPLETED_WITH_ERRORS: '完成，有没收下的' }

/** A button that opens the list of all imports. */
class NjImports extends LitElement {
  static properties = { now: {}, open: { state: true }, imports: { state: true }, note: { state: true } }

  createRenderRoot() { return this }

  async #show() {
    this.open = true
    this.imports = null
    this.note = ''
    try {
      this.imports = await call('/api/admin/imports')
    } catch (error) {
      this.note = message(error)
    }
  }

  render() {
    return html`<button class="btn" aria-haspopup="dialog" @click=${this.#show}>以前的导入</button>
      ${this.open ? html`<sl-drawer label="以前的导入" open @sl-request-close=${() => { this.open = false }}>
        ${this.note ? html`<p class="trouble">${this.note}</p>` : nothing}
        ${this.imports?.length === 0 ? html`<p class="empty">还没有导入过。把文件拖进来就行。</p>` : nothing}
        <ul class="imports">${this.imports?.map(job => this.#row(job))}</ul></sl-drawer>` : nothing}`
  }

  #row({ id, startedAt, by, state, files, filesDone, refused }) {
    return html`<li><a href=${href('/import', id)} aria-current=${id === this.now ? 'true' : nothing} @click=${() => { this.open = false }}>
      <b>${moment(startedAt)}</b><span class="tag ${state.startsWith('COMPLETED') ? refused ? 'late' : 'inforce' : 'pending'}">${STATES[state]}</span>
      <small>${by} · ${count(filesDone)} / ${count(files)} 份${refused ? `，${count(refused)} 份没收下` : ''}</small></a></li>`
  }
}

customElements.define('nj-imports', NjImports)
