import { LitElement, html, nothing } from 'lit'
import { icon } from './icon.js'
import { call, message } from './session.js'

const PAUSE = 200
let instances = 0

/** Chooses a place by a part of its name: a field with a list under it. Tells of it with `nj-region` ({code, name, path}). */
class NjRegion extends LitElement {
  static properties = { label: {}, value: {}, places: { state: true }, text: { state: true }, at: { state: true }, note: { state: true } }

  #timer
  #id = `region-${instances++}`

  constructor() {
    super()
    this.label = '地区'
    this.value = null
    this.places = []
    this.text = ''
    this.at = -1
    this.note = ''
  }

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    this.#find('')
  }

  focus() { this.querySelector('input').focus() }

  #typed(event) {
    this.text = event.target.value
    this.at = -1
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#find(this.text.trim()), PAUSE)
  }

  async #find(text) {
    try {
      const places = await call(`/api/chat/regions?q=${encodeURIComponent(text)}`)
      if (text !== this.text.trim()) return
      this.places = text ? places : [{ code: '000000', name: '全国', path: '全国' }, ...places]
      this.note = this.places.length ? '' : `没找到“${text}”，写市或县区的全名试试`
    } catch (error) {
      this.note = message(error) ?? ''
    }
  }

  #key(event) {
    if (event.isComposing || event.keyCode === 229) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && this.places.length) {
      event.preventDefault()
      this.at = Math.min(Math.max(this.at + step, 0), this.places.length - 1)
      this.updateComplete.then(() => this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      event.stopPropagation()
      const place = this.places[Math.max(this.at, 0)]
      if (place && (this.at >= 0 || this.text.trim())) this.#choose(place)
    }
  }

  #choose(place) {
    this.value = place
    this.text = ''
    this.at = -1
    this.#find('')
    this.dispatchEvent(new CustomEvent('nj-region', { detail: place, bubbles: true }))
  }

  render() {
    return html`<div class="region">
      <label for=${this.#id}>${this.label}${this.value ? html`：<b>${this.value.name}</b>` : nothing}</label>
      <div class="search">${icon('search')}<input id=${this.#id} role="combobox" aria-expanded="true" aria-autocomplete="list" aria-controls="${this.#id}-list"
        aria-activedescendant=${this.at >= 0 ? `${this.#id}-${this.at}` : nothing} autocomplete="off" placeholder="输入市或县区，比如“济南”"
        .value=${this.text} @input=${this.#typed} @keydown=${this.#key}></div>
      <ul role="listbox" id="${this.#id}-list" aria-label=${this.label} tabindex="-1">${this.places.map((place, at) => html`<li role="option" id="${this.#id}-${at}"
        aria-selected=${at === this.at ? 'true' : 'false'} @click=${() => this.#choose(place)}>${place.path}</li>`)}</ul>
      ${this.note ? html`<p class="meta" role="status">${this.note}</p>` : nothing}</div>`
  }
}

customElements.define('nj-region', NjRegion)
