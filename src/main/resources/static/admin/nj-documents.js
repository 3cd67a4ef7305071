import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { go, href, replace } from '/shared/route.js'
import { call, message, session } from '/shared/session.js'
import { counts } from './counts.js'
import { KINDS, LISTS, STATES, TOPICS, VALIDITIES } from './words.js'
import './nj-bulk.js'
import './nj-document-table.js'
import './nj-pill.js'
import './nj-rebuild.js'

const SIZE = 50
const AT_ONCE = 500
const PAUSE = 250
const FILTERS = ['q', 'topic', 'region', 'kind', 'validity', 'state', 'list']

/** Every document: searched, sifted, and changed many at once. What is asked for stands in the address. */
class NjDocuments extends LitElement {
  static properties = { route: {}, found: { state: true }, ticked: { state: true }, trouble: { state: true }, busy: { state: true } }

  #asked = null
  #timer
  #key = event => this.#pressed(event)

  constructor() {
    super()
    this.ticked = new Map()
    this.found = null
    counts.addEventListener('change', () => this.requestUpdate())
  }

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    addEventListener('keydown', this.#key)
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    removeEventListener('keydown', this.#key)
    this.#asked?.abort()
  }

  willUpdate(changed) {
    if (changed.has('route')) this.#load()
  }

  /** The address as an object: filters, place, sort, page from 1. */
  get #wanted() { return Object.fromEntries(this.route.query) }

  #want(change, typing = false) {
    const wanted = { ...this.#wanted, page: '', ...change }
    if (!typing) return go('/documents', '', wanted)
    replace('/documents', '', wanted)
    this.route = { ...this.route, query: new URLSearchParams(location.hash.split('?')[1] ?? '') }
  }

  #question(from, size) {
    const { sort, desc, ...wanted } = this.#wanted
    const query = new URLSearchParams(FILTERS.filter(name => wanted[name]).map(name => [name, wanted[name]]))
    if (sort) query.set('sort', sort)
    if (desc) query.set('descending', 'true')
    query.set('from', from)
    query.set('size', size)
    return `/api/admin/documents?${query}`
  }

  get #from() { return (Math.max(1, Number(this.#wanted.page) || 1) - 1) * SIZE }

  async #load() {
    this.#asked?.abort()
    const asked = this.#asked = new AbortController()
    this.busy = true
    try {
      this.found = await call(this.#question(this.#from, SIZE), { signal: asked.signal })
      this.trouble = null
    } catch (error) {
      this.trouble = message(error) ?? this.trouble
    }
    if (asked === this.#asked) this.busy = false
  }

  #typed(event) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#want({ q: event.target.value.trim() }, true), PAUSE)
  }

  #pressed(event) {
    const typing = event.target.closest?.('input, textarea, sl-input, sl-select, [contenteditable]')
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && !document.querySelector('sl-dialog[open]')) {
      event.preventDefault()
      this.querySelector('[type=search]').focus()
    }
  }

  #searchKey(event) {
    if (event.key === 'Escape' && event.target.value) {
      event.target.value = ''
      this.#want({ q: '' }, true)
    }
  }

  /** Everything that the filters find, beyond this page. */
  async #tickAll() {
    try {
      const all = new Map()
      for (let from = 0; from < this.found.total; from += AT_ONCE) {
        const { documents } = await call(this.#question(from, AT_ONCE))
        documents.forEach(({ id, title }) => all.set(id, title))
      }
      this.ticked = all
    } catch (error) {
      this.trouble = message(error) ?? this.trouble
    }
  }

  #changed(event) {
    const refused = new Set(event.detail.refused)
    this.ticked = new Map([...this.ticked].filter(([id]) => refused.has(id)))
    this.#load()
  }

  render() {
    const { documents, passages } = counts.now
    return html`
      <header class="ttl"><h1>文件</h1>${documents === undefined ? nothing : html`<p>${number(documents)} 份，${number(passages)} 段</p>`}<span class="grow"></span>
        ${session.is('ADMIN') ? html`<nj-rebuild></nj-rebuild>` : nothing}<a class="btn primary" href="#/import">${icon('upload')}导入文件</a></header>
      ${this.#lists()}${this.#filters()}
      ${this.trouble ? html`<div class="trouble" role="alert">${icon('alert')}<span class="grow">${this.trouble}</span><button class="btn small" @click=${this.#load}>再试一次</button></div>` : nothing}
      ${this.#table()}${this.#pages()}
      <nj-bulk .ticked=${this.ticked} @nj-changed=${this.#changed} @nj-none=${() => { this.ticked = new Map() }}></nj-bulk>`
  }

  #lists() {
    const on = this.#wanted.list
    return html`<nav class="sheet todo" aria-label="待办清单">${Object.entries(LISTS).map(([list, { name, late }]) => html`
      <a href=${href('/documents', '', on === list ? {} : { list })} aria-current=${on === list ? 'true' : nothing}>
        <b class=${late && counts.now[list] ? 'late' : ''}>${counts.now[list] === undefined ? '–' : number(counts.now[list])}</b><span>${name}</span></a>`)}</nav>`
  }

  #filters() {
    const { q = '', topic, region, place, kind, validity, state, list } = this.#wanted
    const pill = (name, options, value, key) => html`<nj-pill .name=${name} .options=${options} .value=${value}
      @nj-chosen=${event => this.#want({ [key]: event.detail.value })}></nj-pill>`
    return html`<div class="row wrap filters" role="search" aria-label="找文件">
      <label class="search">${icon('search')}<span class="sr">搜标题、文号或正文</span><input type="search" placeholder="标题、文号或正文" autocomplete="off" .value=${q}
        @input=${this.#typed} @keydown=${this.#searchKey}><kbd aria-hidden="true">/</kbd></label>
      ${pill('主题', Object.entries(TOPICS), topic, 'topic')}
      <nj-pill name="地区" .value=${region} .shown=${place} @nj-chosen=${event => this.#want({ region: event.detail.value, place: event.detail.shown })}></nj-pill>
      ${pill('种类', Object.entries(KINDS), kind, 'kind')}
      ${pill('时效', Object.entries(VALIDITIES).map(([code, { name }]) => [code, name]), validity, 'validity')}
      ${pill('状态', Object.entries(STATES), state, 'state')}
      ${list && LISTS[list] ? html`<span class="chip on"><span>${LISTS[list].name}</span><button class="x" aria-label="不看这张清单" @click=${() => this.#want({ list: '' })}>${icon('close')}</button></span>` : nothing}
      <span class="grow"></span><span class="meta" role="status">${this.found ? `${number(this.found.total)} 份` : '正在找…'}</span></div>`
  }

  #table() {
    if (!this.found) return this.trouble ? nothing : html`<div class="sheet skeleton" aria-hidden="true">${Array.from({ length: 8 }, () => html`<div><i></i><i></i><i></i></div>`)}</div>`
    if (!this.found.total) return this.#nothing()
    const { sort, desc } = this.#wanted
    return html`<nj-document-table .documents=${this.found.documents} .ticked=${this.ticked} .sort=${sort} .descending=${!!desc} ?aria-busy=${this.busy}
      @nj-ticked=${event => { this.ticked = event.detail }} @nj-sort=${event => this.#want(event.detail)}></nj-document-table>`
  }

  #nothing() {
    const sifted = FILTERS.filter(name => this.#wanted[name])
    if (!sifted.length) return html`<div class="sheet empty">${icon('doc')}<p>还没有文件。把文件拖进来就行。</p><p><a href="#/import">去导入</a></p></div>`
    const { list, q } = this.#wanted
    return html`<div class="sheet empty">${icon(list ? 'check' : 'search')}<p>${list && sifted.length === 1 ? `「${LISTS[list]?.name}」现在一份也没有。`
      : `没找到${q ? `“${q}”` : '这样的文件'}。试试少写几个字，或者去掉几个条件。`}</p><p><a href="#/documents">看全部文件</a></p></div>`
  }

  #pages() {
    const { total = 0, documents = [] } = this.found ?? {}
    if (!total) return nothing
    const page = this.#from / SIZE + 1
    const all = documents.length && documents.every(({ id }) => this.ticked.has(id)) && this.ticked.size < total
    return html`<div class="row wrap meta pages"><span>${number(this.#from + 1)} 至 ${number(this.#from + documents.length)}，共 ${number(total)} 份</span>
      ${all ? html`<button class="link" @click=${this.#tickAll}>选全部 ${number(total)} 份</button>` : nothing}<span class="grow"></span>
      ${total > SIZE ? html`<button class="btn small" ?disabled=${page <= 1} @click=${() => this.#want({ page: page > 2 ? page - 1 : '' })}>${icon('left')}上一页</button>
        <button class="btn small" ?disabled=${this.#from + documents.length >= total} @click=${() => this.#want({ page: page + 1 })}>下一页${icon('right')}</button>` : nothing}</div>`
  }
}

const number = count => count.toLocaleString('zh-CN')

customElements.define('nj-documents', NjDocuments)
