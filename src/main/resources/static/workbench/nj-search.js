import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { excerpt } from './marked.js'
import { KIND, TOPIC, VALIDITY, short } from './names.js'
import './nj-region-filter.js'
import './nj-shelf.js'

const CHOICE = /^[a-z0-9\u4e00-\u9fff]$/i

/**
 * The field, the filters and what was found. ↓ goes from the field into the results; there single letters act on the chosen one, and
 * any other letter goes back to the field.
 */
class NjSearch extends LitElement {
  static properties = { search: { attribute: false }, letters: { attribute: false }, region: { attribute: false }, shelf: { attribute: false } }

  createRenderRoot() { return this }

  willUpdate(changed) {
    if (!changed.has('search')) return
    changed.get('search')?.removeEventListener('change', this.#changed)
    this.search.addEventListener('change', this.#changed)
  }

  #changed = () => this.requestUpdate()

  focusField() {
    const field = this.#field
    field.focus()
    field.select()
  }

  get #field() { return this.querySelector('#search-field') }

  render() {
    const { search } = this
    return html`<div class="ask" role="search">
        <div class="box">${icon('search')}<input id="search-field" type="text" autocomplete="off" spellcheck="false" maxlength="200" placeholder="搜法条、办事指南、内部口径" aria-label="查文件"
          aria-controls=${search.found?.hits.length ? 'search-hits' : nothing} .value=${search.q} @input=${this.#typed} @compositionend=${this.#typed} @keydown=${this.#inField}>
          ${search.q ? html`<button class="icon-btn" aria-label="清空" @click=${this.#clear}>${icon('close')}</button>` : this.letters ? html`<kbd>/</kbd>` : nothing}</div>
        ${this.#filters()}
        ${search.found ? this.#also(search.found) : nothing}
      </div>
      <div class="hits" @scroll=${this.#scrolled} aria-busy=${search.waiting}>${this.#results()}</div>`
  }

  #filters() {
    const { filters } = this.search
    return html`<div class="flt" role="group" aria-label="筛选">
      <button class="chip ${filters.inForce ? 'on' : ''}" aria-pressed=${filters.inForce} @click=${() => this.search.filter({ inForce: !filters.inForce })}>只看现行有效${filters.inForce ? icon('check') : nothing}</button>
      <nj-region-filter .code=${filters.region} .own=${this.region} @chosen=${event => this.search.filter({ region: event.detail })}></nj-region-filter>
      ${this.#pill('topic', '全部主题', TOPIC)}${this.#pill('kind', '全部种类', KIND)}${this.#pill('visibility', '公开和内部', { PUBLIC: '只看公开', STAFF: '只看内部' })}
    </div>`
  }

  #pill(name, all, names) {
    const chosen = this.search.filters[name]
    return html`<label class="chip pill ${chosen ? 'on' : ''}"><span class="sr">${all}</span><select @change=${event => this.search.filter({ [name]: event.target.value })}>
      <option value="" ?selected=${!chosen}>${all}</option>${Object.entries(names).map(([code, word]) => html`<option value=${code} ?selected=${chosen === code}>${word}</option>`)}
    </select>${icon('down')}</label>`
  }

  #also(found) {
    return html`<div class="syn"><span>${found.expandedTerms.length ? html`同时查了 ${found.expandedTerms.slice(0, 5).map(term =>
      html`<button class="word" title="只搜“${term}”" @click=${() => this.search.look(term)}>${term}</button> `)}` : nothing}</span>
      <span>${Math.max(1, Math.round(found.tookMs))} 毫秒</span></div>`
  }

  #results() {
    const { search } = this
    if (search.note) return html`<p class="empty" role="alert">${search.note} <button class="btn small" @click=${() => search.run()}>再试一次</button></p>`
    if (!search.found) return search.waiting ? html`<p class="empty" role="status">正在找…</p>` : this.shelf ? html`<nj-shelf .search=${search} .pinned=${this.shelf}></nj-shelf>` : nothing
    if (!search.found.hits.length) return this.#nothing()
    return html`<ul id="search-hits" role="listbox" aria-label="找到的段落" @keydown=${this.#inHits}>${search.found.hits.map((hit, index) => this.#hit(hit, index))}</ul>
      <p class="sr" role="status">找到 ${search.found.hits.length} 条，第一条是${short(search.found.hits[0].title)}${search.found.hits[0].section}</p>`
  }

  #nothing() {
    const { search } = this
    const { inForce, region, topic, kind, visibility } = search.filters
    return html`<p class="empty" role="status">没找到「${search.found.q}」。试试少写几个字，或者
      ${inForce ? html`<button class="link" @click=${() => search.filter({ inForce: false })}>看已失效的</button>` : nothing}
      ${region || topic || kind || visibility ? html`<button class="link" @click=${() => search.filter({ region: '', topic: '', kind: '', visibility: '' })}>全部地区</button>`
        : nothing}</p>`
  }

  #hit(hit, index) {
    const on = index === this.search.chosen
    return html`<li class="hit ${on ? 'on' : ''}" role="option" aria-selected=${on} tabindex=${on ? 0 : -1} @click=${() => this.#choose(index)} @dblclick=${() => this.#act('open')}>
      <p class="t"><b>${short(hit.title)}　${hit.section}</b>${hit.visibility === 'STAFF' ? html`<span class="tag staff">内部</span>` : nothing}</p>
      ${hit.spoken ? html`<p class="spoken">${hit.spoken}</p>` : nothing}
      <p class="words">${excerpt(hit)}</p>
      <p class="f"><span class="tag ${VALIDITY[hit.validity].tag}">${VALIDITY[hit.validity].name}</span><span class="grow clip">${hit.publisher ?? hit.author ?? KIND[hit.kind]} · ${hit.region.name}</span><span>${ranks(hit.ranks)}</span></p></li>`
  }

  #typed(event) {
    // Half-typed pinyin is no word yet.
    if (!event.isComposing) this.search.type(event.target.value)
  }

  #clear() {
    this.search.clear()
    this.#field.focus()
  }

  #inField(event) {
    if (event.isComposing) return
    if (event.key === 'ArrowDown' && this.search.found?.hits.length) this.#toHits(event)
    else if (event.key === 'Enter' && this.search.found?.hits.length) this.#toHits(event)
    else if (event.key === 'Escape') this.#escape(event)
  }

  #toHits(event) {
    event.preventDefault()
    this.#focusChosen()
  }

  #escape(event) {
    event.preventDefault()
    if (this.search.q) this.search.clear()
    else this.dispatchEvent(new CustomEvent('left', { bubbles: true }))
  }

  async #choose(index) {
    this.search.choose(index)
    await this.#focusChosen()
  }

  async #focusChosen() {
    await this.updateComplete
    const option = this.querySelectorAll('.hit')[this.search.chosen]
    option?.focus({ preventScroll: true })
    option?.scrollIntoView({ block: 'nearest' })
  }

  #inHits(event) {
    const { chosen } = this.search
    const move = { ArrowDown: chosen + 1, ArrowUp: chosen - 1, Home: 0, End: this.search.found.hits.length - 1 }[event.key]
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (move !== undefined || event.key === 'Enter' || event.key === 'Escape') event.preventDefault()
    if (move < 0 || event.key === 'Escape') this.focusField()
    else if (move !== undefined) this.#choose(move)
    else if (event.key === 'Enter') this.#act('open')
    else this.#letter(event)
  }

  #letter(event) {
    const act = { i: 'insert', c: 'copy', p: 'pin', r: 'spoken' }[event.key.toLowerCase()]
    if (this.letters && act) {
      event.preventDefault()
      event.stopPropagation()
      this.#act(act)
    } else if (event.key === 'Process' || CHOICE.test(event.key)) {
      event.stopPropagation()
      this.#field.focus() // the letter then goes into the field
      this.#field.setSelectionRange(this.#field.value.length, this.#field.value.length)
    }
  }

  #act(act) {
    this.dispatchEvent(new CustomEvent('act', { detail: { act, passage: this.search.hit }, bubbles: true }))
  }

  #scrolled(event) {
    const list = event.currentTarget
    if (list.scrollTop + list.clientHeight > list.scrollHeight - 200) this.search.more()
  }
}

const ranks = ({ keyword, vector }) => [keyword && `关键词 ${keyword}`, vector && `语义 ${vector}`].filter(Boolean).join(' · ')

customElements.define('nj-search', NjSearch)
