import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { href } from '/shared/route.js'
import { call, message } from '/shared/session.js'

const PAUSE = 250

/** Documents, found by a part of their title. Tells of a change with `nj-changed` and {ids, titles}. */
class NjDocumentChoice extends LitElement {
  static properties = { chosen: {}, titles: {}, self: {}, readonly: { type: Boolean }, found: { state: true }, at: { state: true }, note: { state: true } }

  #timer

  constructor() {
    super()
    this.at = -1
  }

  createRenderRoot() { return this }

  #type(event) {
    clearTimeout(this.#timer)
    const text = event.target.value.trim()
    if (!text) return this.#close()
    this.#timer = setTimeout(() => this.#find(text), PAUSE)
  }

  async #find(text) {
    try {
      const { documents } = await call(`/api/admin/documents?size=8&q=${encodeURIComponent(text)}`)
      if (text !== this.querySelector('input')?.value.trim()) return
      this.found = documents.filter(({ id }) => id !== this.self && !this.chosen.includes(id))
      this.at = this.found.length ? 0 : -1
      this.note = this.found.length ? '' : `没找到「${text}」，试试少写几个字`
    } catch (error) {
      this.note = message(error)
    }
  }

  #key(event) {
    if (event.isComposing || event.keyCode === 229) return
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (move && this.found) {
      event.preventDefault()
      this.at = Math.max(0, Math.min(this.found.length - 1, this.at + move))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (this.found?.[this.at]) this.#choose(this.found[this.at])
    } else if (event.key === 'Escape' && this.found) {
      event.stopPropagation()
      this.#close()
    }
  }

  #choose({ id, title }) {
    this.#close()
    this.#tell([...this.chosen, id], { [id]: title })
  }

  #close() {
    clearTimeout(this.#timer)
    this.found = null
    this.note = ''
    this.at = -1
    const input = this.querySelector('input')
    if (input && document.activeElement !== input) input.value = ''
  }

  #left(event) {
    if (!this.contains(event.relatedTarget)) this.#close()
  }

  #tell(ids, titles = {}) {
    const input = this.querySelector('input')
    if (input) input.value = ''
    this.dispatchEvent(new CustomEvent('nj-changed', { detail: { ids, titles } }))
  }

  render() {
    return html`${this.chosen.map(id => html`<span class="in1 chosen"><a class="grow" href=${href('/documents', id)}>${this.titles[id] ?? id}</a>${this.readonly ? nothing
        : html`<button aria-label=${`不代替：${this.titles[id] ?? id}`} @click=${() => this.#tell(this.chosen.filter(other => other !== id))}>${icon('close')}</button>`}</span>`)}
      ${this.readonly ? nothing : html`<div class="choice" @focusout=${this.#left}><span class="in1">${icon('search')}<input role="combobox" aria-label="找要代替的文件" placeholder="写几个字找文件"
        aria-expanded=${this.found?.length ? 'true' : 'false'} aria-controls="replaced-list" aria-activedescendant=${this.at >= 0 ? `replaced-list-${this.at}` : nothing}
        aria-autocomplete="list" autocomplete="off" @input=${this.#type} @keydown=${this.#key}></span>
      <ul class="options" id="replaced-list" role="listbox" aria-label="找到的文件" ?hidden=${!this.found?.length}>${(this.found ?? []).map((row, n) => html`
        <li id=${`replaced-list-${n}`} role="option" aria-selected=${n === this.at ? 'true' : 'false'} @pointerdown=${event => event.preventDefault()}
          @click=${() => this.#choose(row)}>${row.title}<small>${row.region.name}${row.subtitle ? ` · ${row.subtitle}` : ''}</small></li>`)}</ul>
      ${this.note ? html`<p class="src warn" role="status">${this.note}</p>` : nothing}</div>`}`
  }
}

customElements.define('nj-document-choice', NjDocumentChoice)
