import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { call } from './api.js'

const PAUSE = 200
const SHOWN_AT_FIRST = 12

/** Chooses a place: the union's own parts as chips, any other by its name. Tells of it with `nj-placed`. */
class NjPlace extends LitElement {
  static properties = { skip: { type: Boolean }, places: { state: true }, text: { state: true }, note: { state: true }, all: { state: true } }

  #timer

  constructor() {
    super()
    this.places = []
    this.text = ''
    this.note = ''
    this.all = false
  }

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    this.#find('')
  }

  #typed(event) {
    this.text = event.target.value.trim()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#find(this.text), PAUSE)
  }

  async #find(text) {
    try {
      const places = await call(`/regions?q=${encodeURIComponent(text)}`)
      if (text !== this.text) return
      this.places = places
      this.note = places.length ? '' : `没找到“${text}”。写市或县区的全名试试。`
    } catch {
      this.note = '现在查不到地名，请稍后再试。'
    }
  }

  #enter(event) {
    if (event.key !== 'Enter' || event.isComposing) return
    event.preventDefault()
    if (this.text && this.places.length) this.#choose(this.places[0])
  }

  #choose(place) {
    this.dispatchEvent(new CustomEvent('nj-placed', { detail: place, bubbles: true }))
  }

  render() {
    const shown = this.all || this.text ? this.places : this.places.slice(0, SHOWN_AT_FIRST)
    return html`
      <label class="input">${icon('search')}<input type="search" aria-label="输入市或区县" placeholder="输入市或区县，比如“济南”"
        autocomplete="off" .value=${this.text} @input=${this.#typed} @keydown=${this.#enter}></label>
      <div class="chips">${shown.map(place => html`<button type="button" class="chip" @click=${() => this.#choose(place)}>${
        this.text ? place.path : place.name}</button>`)}
        ${shown.length < this.places.length ? html`<button type="button" class="chip more" @click=${() => { this.all = true }}>还有 ${
          this.places.length - shown.length} 个</button>` : nothing}</div>
      <p class="lab" role="status">${this.note}</p>
      ${this.skip ? html`<button type="button" class="link" @click=${() => this.dispatchEvent(new Event('nj-skip'))}>不选，先看全国统一的规定</button>` : nothing}`
  }
}

customElements.define('nj-place', NjPlace)
