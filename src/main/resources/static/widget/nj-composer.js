import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { recall, remember } from './memory.js'

const MOST = 2000
const COUNTED_FROM = 1800
const DRAFT = 'niangjia.draft'

/** Where the worker types. Enter sends, but never while an input method still composes; Shift+Enter is a new line. */
class NjComposer extends LitElement {
  static properties = { agent: {}, busy: { type: Boolean }, begun: { type: Boolean }, union: {}, text: { state: true } }

  constructor() {
    super()
    this.text = recall(DRAFT) ?? ''
  }

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    addEventListener('nj-mode', () => this.requestUpdate())
  }

  focus() { this.renderRoot.querySelector('textarea').focus() }

  #typed(event) {
    this.text = event.target.value
    remember(DRAFT, this.text || null)
  }

  #key(event) {
    const composing = event.isComposing || event.keyCode === 229
    if (event.key === 'Enter' && !event.shiftKey && !composing) {
      event.preventDefault()
      this.#send()
    }
  }

  #submit(event) {
    event.preventDefault()
    this.#send()
  }

  #send() {
    const text = this.text.trim()
    if (!text || length(text) > MOST) {
      this.focus()
      return
    }
    this.text = ''
    remember(DRAFT, null)
    this.dispatchEvent(new CustomEvent('nj-ask', { detail: text, bubbles: true }))
  }

  updated() {
    const field = this.renderRoot.querySelector('textarea')
    field.style.height = 'auto'
    field.style.height = `${Math.min(field.scrollHeight, 140)}px`
  }

  render() {
    const count = length(this.text)
    const tooLong = count > MOST
    return html`
      <form class="foot" aria-label="提问" @submit=${this.#submit}>
        <div class="compose ${tooLong ? 'too-long' : ''}">
          <textarea rows="1" aria-label="说说您遇到的事" enterkeyhint="send" autocomplete="off"
            aria-describedby="fine" aria-invalid=${tooLong} .value=${this.text}
            placeholder=${this.agent ? `回复${this.agent.name}…` : this.begun ? '接着问…' : '说说您遇到的事…'} @input=${this.#typed} @keydown=${this.#key}></textarea>
          ${this.busy
            ? html`<button type="button" class="go halt" aria-label="停" @click=${this.#stop}>${icon('stop')}</button>`
            : html`<button class="go ${this.text.trim() && !tooLong ? '' : 'off'}" aria-label="发送">${icon('send')}</button>`}
        </div>
        ${count > COUNTED_FROM ? html`<p class="count ${tooLong ? 'over' : ''}" role="status">${tooLong
          ? `多了 ${count - MOST} 个字。一次请写在 ${MOST} 字以内，可以分几条说。` : `还可以写 ${MOST - count} 个字`}</p>` : nothing}
        <p class="fine" id="fine">${this.agent ? '现在是工会的人在跟您说话。' : html`${this.#place()}回答摘自现行文件，请以原文为准。不用填身份证号。`}</p>
      </form>`
  }

  #place() {
    if (!this.union) return nothing
    return html`<button type="button" class="place" @click=${() => this.dispatchEvent(new CustomEvent('nj-menu', { bubbles: true }))}
      aria-label="地区：${this.union.region.name}，点这里换">${icon('place')}${this.union.region.name}</button>`
  }

  #stop() {
    this.dispatchEvent(new CustomEvent('nj-stop', { bubbles: true }))
  }
}

const length = text => [...text].length

customElements.define('nj-composer', NjComposer)
