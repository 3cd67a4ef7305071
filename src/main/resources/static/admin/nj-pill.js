import { LitElement, html, nothing } from 'lit'
import 'shoelace/components/dropdown/dropdown.js'
import 'shoelace/components/menu/menu.js'
import 'shoelace/components/menu-item/menu-item.js'
import { icon } from '/shared/icon.js'
import '/shared/nj-region.js'

/** One filter: closed it names itself or what is chosen; the cross takes it away. Tells of a choice with `nj-chosen`, null for none. */
class NjPill extends LitElement {
  /** name; options as [[code, name]], or none for a place; value: the code; shown: what a chosen place is called */
  static properties = { name: {}, options: {}, value: {}, shown: {} }

  createRenderRoot() { return this }

  #choose(value, shown) {
    this.querySelector('sl-dropdown').hide()
    this.dispatchEvent(new CustomEvent('nj-chosen', { detail: { value, shown } }))
  }

  #clear() {
    this.#choose(null)
    this.querySelector('button').focus()
  }

  render() {
    const chosen = this.value ? this.options?.find(([code]) => code === this.value)?.[1] ?? this.shown ?? this.value : null
    return html`<span class="chip ${chosen ? 'on' : ''}"><sl-dropdown @sl-after-show=${this.#opened}>
      <button slot="trigger" aria-label="${this.name}：${chosen ?? '不限'}">${chosen ?? this.name}${chosen ? nothing : icon('down')}</button>
      ${this.options ? this.#menu() : html`<div class="panel"><nj-region label="地区" @nj-region=${event => this.#choose(event.detail.code, event.detail.name)}></nj-region></div>`}
      </sl-dropdown>${chosen ? html`<button class="x" aria-label="不限${this.name}" @click=${this.#clear}>${icon('close')}</button>` : nothing}</span>`
  }

  #menu() {
    return html`<sl-menu @sl-select=${event => this.#choose(event.detail.item.value || null)}>
      <sl-menu-item type="checkbox" value="" ?checked=${!this.value}>不限</sl-menu-item>
      ${this.options.map(([code, name]) => html`<sl-menu-item type="checkbox" value=${code} .checked=${code === this.value}>${name}</sl-menu-item>`)}</sl-menu>`
  }

  #opened(event) {
    if (event.target.localName === 'sl-dropdown') this.querySelector('nj-region')?.focus()
  }
}

customElements.define('nj-pill', NjPill)
