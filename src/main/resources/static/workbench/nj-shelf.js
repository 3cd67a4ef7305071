import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { short } from './names.js'
import { recent } from './recent.js'

/** What an agent keeps at hand, and the last searches that were of use. */
class NjShelf extends LitElement {
  static properties = { pinned: { attribute: false }, search: { attribute: false } }

  createRenderRoot() { return this }

  willUpdate(changed) {
    if (!changed.has('search')) return
    changed.get('search')?.removeEventListener('change', this.#changed)
    this.search.addEventListener('change', this.#changed)
  }

  #changed = () => this.requestUpdate()

  render() {
    const words = recent()
    if (!this.pinned?.length && !words.length) return nothing
    return html`<section class="shelf" aria-labelledby="shelf-title"><h2 id="shelf-title" class="meta">收藏与最近</h2><div class="chips">
      ${this.pinned?.map(pin => html`<button class="chip" @click=${() => this.#act('show', pin.passageId)}>${icon('pin')}${name(pin)}</button>`)}
      ${words.map(q => html`<button class="chip" @click=${() => this.#act('search', q)}>${q}</button>`)}</div></section>`
  }

  #act(act, about) {
    this.dispatchEvent(new CustomEvent('act', { detail: { act, about }, bubbles: true }))
  }
}

const name = ({ title, section }) => `${short(title)} ${section}`.trim()

customElements.define('nj-shelf', NjShelf)
