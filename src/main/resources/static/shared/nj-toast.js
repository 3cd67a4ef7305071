import { LitElement, html, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { icon } from './icon.js'

const STAYS = 8_000
const STAYS_WITH_UNDO = 20_000

/** Short messages about what was done, with the way back where there is one. They wait while a pointer or the focus is on them. */
class NjToast extends LitElement {
  static properties = { toasts: { state: true } }

  #number = 0

  constructor() {
    super()
    this.toasts = []
  }

  createRenderRoot() { return this }

  add(text, { undo, late = false, lines = [] } = {}) {
    const toast = { id: this.#number++, text, undo, late, lines }
    this.toasts = [...this.toasts, toast].slice(-3)
    this.#wait(toast)
  }

  #wait(toast) {
    clearTimeout(toast.timer)
    if (toast.lines.length) return // somebody has to read it
    toast.timer = setTimeout(() => this.#close(toast), toast.undo ? STAYS_WITH_UNDO : STAYS)
  }

  #close(toast) {
    clearTimeout(toast.timer)
    this.toasts = this.toasts.filter(other => other !== toast)
  }

  async #undo(toast) {
    this.#close(toast)
    await toast.undo()
  }

  render() {
    return html`<section class="toasts" aria-label="消息" role="region">
      <div role="status" aria-live="polite">${repeat(this.toasts, toast => toast.id, toast => this.#toast(toast))}</div></section>`
  }

  #toast(toast) {
    return html`<div class="toast ${toast.late ? 'late' : ''}" @pointerenter=${() => clearTimeout(toast.timer)} @focusin=${() => clearTimeout(toast.timer)}
      @pointerleave=${() => this.#wait(toast)} @focusout=${() => this.#wait(toast)}>
      ${icon(toast.late ? 'alert' : 'check')}<div class="grow"><p>${toast.text}</p>
      ${toast.lines.length ? html`<ul>${toast.lines.map(line => html`<li>${line}</li>`)}</ul>` : nothing}</div>
      ${toast.undo ? html`<button class="undo" @click=${() => this.#undo(toast)}>${icon('undo')}撤销</button>` : nothing}
      <button class="close" aria-label="关掉这条消息" @click=${() => this.#close(toast)}>${icon('close')}</button></div>`
  }
}

customElements.define('nj-toast', NjToast)

/**
 * Tells what was done.
 * @param undo takes it back; its button is shown while the message stays
 * @param late something went wrong
 * @param lines one each for what was refused, and why; the message then stays until it is closed
 */
export function toast(text, options) {
  const place = document.querySelector('nj-toast') ?? document.body.appendChild(document.createElement('nj-toast'))
  place.add(text, options)
}
