import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'

/** What a guide rests on: laws with their articles, or rules. Tells of a change with `nj-changed` and the list. */
class NjBasis extends LitElement {
  static properties = { basis: {}, readonly: { type: Boolean } }

  createRenderRoot() { return this }

  #tell(basis) { this.dispatchEvent(new CustomEvent('nj-changed', { detail: basis })) }

  #key(event) {
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    this.#add(event.target)
  }

  /** 工会法第三条 is a law with its article; what names no article is a rule. */
  #add(input) {
    const text = input.value.trim().replace(/[《》]/g, '')
    if (!text) return
    const [, law, article] = text.match(/^(.+?)\s*(第[一二三四五六七八九十百千零〇]+条.*)$/) ?? []
    input.value = ''
    this.#tell([...this.basis, law ? { law, article, rule: null } : { law: null, article: null, rule: text }])
  }

  render() {
    if (this.readonly && !this.basis.length) return html`<span class="meta">没有写</span>`
    return html`${this.basis.map((basis, n) => html`<span class="in1 chosen"><span class="grow">${basis.law ? `《${basis.law}》${basis.article ?? ''}` : basis.rule}</span>${this.readonly ? nothing
        : html`<button aria-label=${`去掉依据：${basis.law ?? basis.rule}`} @click=${() => this.#tell(this.basis.toSpliced(n, 1))}>${icon('close')}</button>`}</span>`)}
      ${this.readonly ? nothing : html`<span class="in1"><input aria-label="加一条依据" placeholder="如 工会法第三条，回车加上" @keydown=${this.#key} @blur=${event => this.#add(event.target)}></span>`}`
  }
}

customElements.define('nj-basis', NjBasis)
