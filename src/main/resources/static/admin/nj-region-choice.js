import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { call, message } from '/shared/session.js'

const PAUSE = 200
const COUNTRY = { code: '000000', name: '全国', path: '全国' }

/** A place, found by a part of its name. Tells of a choice with `nj-chosen` and {code, name, path}; with `any`, null stands for none. */
class NjRegionChoice extends LitElement {
  static properties = { label: {}, name: {}, any: {}, found: { state: true }, at: { state: true }, note: { state: true } }

  #timer
  #typed = null

  constructor() {
    super()
    this.found = null
    this.at = -1
    this.note = ''
  }

  createRenderRoot() { return this }

  #type(event) {
    this.#typed = event.target.value
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#find(this.#typed.trim()), PAUSE)
  }

  async #open() {
    if (!this.found) await this.#find('')
  }

  async #find(text) {
    try {
      const places = await call(`/api/chat/regions?q=${encodeURIComponent(text)}`)
      if ((this.#typed ?? '').trim() !== text) return
      const country = !text || '全国'.startsWith(text) ? [COUNTRY] : []
      this.found = [...(this.any && !text ? [{ code: null, name: this.any, path: this.any }] : []), ...country, ...places].slice(0, 12)
      this.at = text && this.found.length ? 0 : -1
      this.note = this.found.length ? '' : `没找到「${text}」，写市或区县的全名试试`
    } catch (error) {
      this.note = message(error)
    }
  }

  #key(event) {
    if (event.isComposing || event.keyCode === 229) return
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (move) {
      event.preventDefault()
      if (!this.found) return this.#open()
      this.at = Math.max(0, Math.min(this.found.length - 1, this.at + move))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (this.found?.[this.at]) this.#choose(this.found[this.at])
    } else if (event.key === 'Escape' && this.found) {
      event.stopPropagation()
      this.#close()
    }
  }

  #choose(place) {
    this.#close()
    this.dispatchEvent(new CustomEvent('nj-chosen', { detail: place.code === null ? null : place, bubbles: true }))
  }

  #close() {
    clearTimeout(this.#timer)
    this.#typed = null
    this.found = null
    this.at = -1
    this.note = ''
    const input = this.querySelector('input')
    input.value = this.name ?? ''
  }

  #left(event) {
    if (!this.contains(event.relatedTarget)) this.#close()
  }

  render() {
    const list = `${this.id || 'region'}-list`
    return html`<div class="choice" @focusout=${this.#left}>
      <span class="in1">${icon('place')}<input role="combobox" aria-label=${this.label} aria-expanded=${this.found ? 'true' : 'false'} aria-controls=${list}
        aria-activedescendant=${this.at >= 0 ? `${list}-${this.at}` : nothing} aria-autocomplete="list" autocomplete="off" spellcheck="false"
        .value=${this.#typed ?? this.name ?? ''} @focus=${event => event.target.select()} @click=${this.#open} @input=${this.#type} @keydown=${this.#key}>${icon('down')}</span>
      <ul class="options" id=${list} role="listbox" aria-label=${this.label} ?hidden=${!this.found?.length}>${(this.found ?? []).map((place, n) => html`
        <li id=${`${list}-${n}`} role="option" aria-selected=${n === this.at ? 'true' : 'false'} @pointerdown=${event => event.preventDefault()}
          @click=${() => this.#choose(place)}>${place.path}</li>`)}</ul>
      ${this.note ? html`<p class="src warn" role="status">${this.note}</p>` : nothing}</div>`
  }
}

customElements.define('nj-region-choice', NjRegionChoice)
