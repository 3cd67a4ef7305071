import { LitElement, html, nothing } from 'lit'
import './shoelace.js'
import 'shoelace/components/dialog/dialog.js'
import { opened } from './dialog.js'

const NAMED = 6

/** Asks before what is not easily taken back. */
class NjConfirm extends LitElement {
  static properties = { question: { state: true } }

  #answer = null
  #closing = false

  createRenderRoot() { return this }

  ask(question) {
    this.#answer?.(false)
    this.question = question
    return new Promise(resolve => { this.#answer = resolve })
  }

  #close(answer) {
    this.#answer?.(answer)
    this.#answer = null
    this.#closing = true
    this.querySelector('sl-dialog')?.hide()
  }

  /** By a button, by Esc, or by the cross; what was asked while it closed is shown now. */
  #gone(event) {
    const next = this.#closing && this.#answer
    this.#closing = false
    if (next) return event.target.show()
    this.#answer?.(false)
    this.#answer = null
    this.question = null
  }

  render() {
    if (!this.question) return nothing
    const { title, text, names = [], yes, no = '不了' } = this.question
    return html`<sl-dialog class="confirm" label=${title} ${opened} @sl-after-hide=${this.#gone}
      @sl-initial-focus=${event => { event.preventDefault(); this.querySelector('[data-no]').focus() }}>
      ${text ? html`<p>${text}</p>` : nothing}
      ${names.length ? html`<ul class="names">${names.slice(0, NAMED).map(name => html`<li>${name}</li>`)}
        ${names.length > NAMED ? html`<li>……等 ${names.length} 份</li>` : nothing}</ul>` : nothing}
      <div slot="footer" class="row end"><button class="btn" data-no @click=${() => this.#close(false)}>${no}</button>
        <button class="btn strong" data-yes @click=${() => this.#close(true)}>${yes}</button></div></sl-dialog>`
  }
}

customElements.define('nj-confirm', NjConfirm)

/**
 * @param title the question, naming object and count: 下架 3 份文件？
 * @param text what follows for workers and for the object
 * @param names of the objects
 * @param yes the deed as a verb: 下架
 * @returns whether the person said yes
 */
export function confirm(question) {
  const place = document.querySelector('nj-confirm') ?? document.body.appendChild(document.createElement('nj-confirm'))
  return place.ask(question)
}
