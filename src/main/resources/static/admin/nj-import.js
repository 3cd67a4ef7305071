import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { go } from '/shared/route.js'
import { call, message } from '/shared/session.js'
import { toast } from '/shared/nj-toast.js'
import { follow } from './import-follow.js'
import { upload } from './upload.js'
import './nj-drop.js'
import './nj-import-files.js'
import './nj-import-progress.js'
import './nj-imports.js'

/** Brings files in and shows how far they are; the way there can be left and found again. */
class NjImport extends LitElement {
  static properties = { route: {}, job: { state: true }, files: { state: true }, trouble: { state: true } }

  #id = null
  #following = new AbortController()
  #changed = () => this.requestUpdate()

  constructor() {
    super()
    this.files = []
  }

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    upload.addEventListener('change', this.#changed)
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    upload.removeEventListener('change', this.#changed)
    this.#following.abort()
  }

  willUpdate(changed) {
    if (changed.has('route') && this.route) this.#show(this.route.parts[1] ?? null)
  }

  /** The import that the address names; without one, what is under way. */
  async #show(id) {
    if (id === this.#id && (id || this.job)) return
    this.#following.abort()
    this.#id = id
    this.job = null
    this.files = []
    this.trouble = ''
    if (id) this.#follow(id)
    else this.#findRunning()
  }

  async #findRunning() {
    try {
      const running = (await call('/api/admin/imports')).find(({ state }) => ['QUEUED', 'RUNNING', 'PAUSED'].includes(state))
      if (running && !this.#id) go('/import', running.id)
    } catch (error) {
      this.trouble = message(error)
    }
  }

  async #follow(id) {
    this.#following = new AbortController()
    const { signal } = this.#following
    const files = new Map()
    try {
      await follow(id, job => {
        for (const file of job.files) files.set(file.number, file)
        this.job = job
        this.files = [...files.values()].sort((one, other) => one.number - other.number)
      }, signal)
      if (!signal.aborted) dispatchEvent(new Event('nj-counts'))
    } catch (error) {
      this.trouble = message(error)
    }
  }

  async #take({ detail: { files, settings } }) {
    if (!files.length) return toast('没有能传的文件。', { late: true })
    if (upload.active) toast('上一批传完，就接着传这些。')
    try {
      const id = await upload.begin(files, settings)
      if (id) go('/import', id)
    } catch (error) {
      toast(message(error), { late: true })
    }
    if (upload.tooLarge.length) toast(`${upload.tooLarge.length} 份超过 100 MB，没有传：`, { late: true, lines: upload.tooLarge })
  }

  async #pause() {
    try {
      await call(`/api/admin/imports/${this.#id}/pause`, { method: this.job.state === 'PAUSED' ? 'DELETE' : 'PUT' })
    } catch (error) {
      toast(message(error), { late: true })
    }
  }

  async #replace({ detail: { number, file } }) {
    const body = new FormData()
    body.append('file', file, file.name)
    try {
      await call(`/api/admin/imports/${this.#id}/files/${number}`, { method: 'PUT', body })
      this.#follow(this.#id)
    } catch (error) {
      toast(message(error), { late: true })
    }
  }

  render() {
    const over = !this.job || this.job.state.startsWith('COMPLETED')
    return html`<header class="ttl"><h1>导入</h1><p>可以离开这一页，导入会接着做</p><span class="grow"></span>
        ${over ? nothing : html`<button class="btn" @click=${this.#pause}>${this.job.state === 'PAUSED' ? [icon('play'), '接着做'] : [icon('pause'), '暂停']}</button>`}
        <nj-imports .now=${this.#id}></nj-imports></header>
      <nj-drop @nj-files=${this.#take}></nj-drop>
      ${this.trouble ? html`<p class="trouble" role="alert">${icon('alert')}<span class="grow">${this.trouble}</span>
        <button class="btn small" @click=${() => { this.trouble = ''; this.#follow(this.#id) }}>再试一次</button></p>` : nothing}
      ${this.job ? html`<nj-import-progress .job=${this.job} .sending=${upload.importId === this.#id ? upload : null}></nj-import-progress>
        <nj-import-files .files=${this.files} .more=${this.job.total - this.files.length} @nj-replace=${this.#replace}></nj-import-files>` : this.#nothingYet()}`
  }

  #nothingYet() {
    return upload.active ? html`<p class="sheet pad" role="status">正在传第一批……</p>`
      : html`<div class="sheet empty">${icon('upload')}传上来的文件在这里看进度：读取、清理、认出标题与日期、切成段落，再由您确认。<br>原件会留着，看得到每一处改动。</div>`
  }
}

customElements.define('nj-import', NjImport)
