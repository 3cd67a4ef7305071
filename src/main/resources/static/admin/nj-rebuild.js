import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { call, message } from '/shared/session.js'
import { toast } from '/shared/nj-toast.js'

const AGAIN = 1_000

/** Builds the index anew and shows how far that is, also to whoever comes back to the page meanwhile. */
class NjRebuild extends LitElement {
  static properties = { progress: { state: true } }

  #timer

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    this.#look()
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  async #begin() {
    if (this.#running) return
    try {
      await call('/api/admin/index/rebuild', { method: 'POST' })
      this.progress = { state: 'RUNNING', done: 0, total: 0 } // it may be over before the first look
      await this.#look()
    } catch (error) {
      toast(message(error), { late: true })
    }
  }

  get #running() { return this.progress?.state === 'RUNNING' }

  async #look() {
    const was = this.#running
    try {
      this.progress = await call('/api/admin/index/rebuild')
    } catch {
      // asked again in a second
    }
    if (was && this.progress?.state === 'COMPLETED') toast('索引已重建，答问一直照常。')
    if (was && this.progress?.state === 'FAILED') toast('重建没有做成，原来的索引照常在用。请再试一次。', { late: true })
    if (this.#running && this.isConnected) this.#timer = setTimeout(() => this.#look(), AGAIN)
  }

  render() {
    return this.#running ? this.#far() : html`<button class="btn" @click=${this.#begin}>${icon('refresh')}重建索引</button>`
  }

  #far() {
    const { done, total, secondsLeft } = this.progress
    const percent = total ? Math.floor(100 * done / total) : 0
    return html`<div class="rebuild"><span>正在重建索引 ${percent}%${secondsLeft ? `，还要约 ${left(secondsLeft)}` : ''}</span>
      <progress aria-label="重建索引" max="100" .value=${percent}></progress></div>`
  }
}

const left = seconds => seconds < 60 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`

customElements.define('nj-rebuild', NjRebuild)
