import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { go, href, replace } from '/shared/route.js'
import { Refused, call, message, session } from '/shared/session.js'
import { toast } from '/shared/nj-toast.js'
import { DocumentEdit } from './document-edit.js'
import { moment } from './when.js'
import './nj-conflict.js'
import './nj-description.js'
import './nj-document-actions.js'
import './nj-document-notes.js'
import './nj-history.js'
import './nj-passages.js'
import './nj-source-text.js'
import './nj-versions.js'

const TABS = { content: '内容', versions: '版本', history: '经过' }
const COLUMNS = { source: '原文', passages: '段落', description: '信息' }

/** One document: what it was made from, its passages and what was understood, side by side; its versions; what happened to it. */
class NjDocument extends LitElement {
  static properties = { route: {}, shown: { state: true }, source: { state: true }, neighbours: { state: true }, tab: { state: true }, column: { state: true },
    trouble: { state: true }, conflict: { state: true }, busy: { state: true }, at: { state: true }, kept: { state: true } }

  #id = null
  #edit = null
  #keys = event => this.#key(event)
  #keep = () => this.#edit?.keep()

  constructor() {
    super()
    this.tab = 'content'
    this.column = 'passages'
  }

  createRenderRoot() { return this }

  /** Where the way to the next one leads: among what is to be confirmed, or among all documents. */
  get #base() { return `/${this.route.parts[0]}` }

  connectedCallback() {
    super.connectedCallback()
    addEventListener('keydown', this.#keys)
    addEventListener('pagehide', this.#keep)
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    removeEventListener('keydown', this.#keys)
    removeEventListener('pagehide', this.#keep)
    this.#leave()
  }

  willUpdate(changed) {
    if (!changed.has('route') || !this.route) return
    this.tab = TABS[this.route.query.get('tab')] ? this.route.query.get('tab') : 'content'
    if (this.route.parts[1] !== this.#id) this.#open(this.route.parts[1])
  }

  #leave() {
    if (!this.#edit?.dirty) return
    this.#edit.keep()
    toast(`《${this.#edit.now.description.title}》的改动还没有存，先留在这台电脑上，下次打开可以接着改。`)
  }

  async #open(id) {
    this.#leave()
    this.#id = id
    Object.assign(this, { shown: null, source: null, neighbours: null, trouble: '', conflict: null, at: null, kept: null })
    this.#edit = null
    try {
      const shown = await call(address(id))
      const source = shown.source ? await call(address(id, '/source')).catch(() => null) : null
      if (id !== this.#id) return
      this.#edit = new DocumentEdit(shown, (source?.kinds ?? []).filter(({ undone }) => undone).map(({ kind }) => kind), session.staff.name)
      this.#edit.addEventListener('change', () => this.requestUpdate())
      this.source = source
      this.kept = this.#edit.kept
      this.shown = shown
      this.#findNeighbours()
    } catch (error) {
      if (id === this.#id) this.trouble = message(error)
    }
  }

  /** A convenience: without it the page is whole. */
  async #findNeighbours() {
    this.neighbours = await call(`/api/admin/reviews/${encodeURIComponent(this.#id)}`).catch(() => null)
  }

  #key(event) {
    if (event.isComposing || !this.shown) return
    const way = event.altKey && { ArrowLeft: 'previous', ArrowRight: 'next' }[event.key]
    if (way) {
      event.preventDefault()
      if (this.neighbours?.[way]) go(this.#base, this.neighbours[way].id)
    } else if ((event.ctrlKey || event.metaKey) && event.key === 's') {
      event.preventDefault()
      if (this.shown.mayEdit) this.#save()
    } else if ((event.ctrlKey || event.metaKey) && event.key === 'z' && !event.target.closest?.('input, textarea')) {
      event.preventDefault()
      this.#undo()
    }
  }

  #undo() {
    const label = this.#edit.undo()
    if (label) toast(`已撤销：${label}`)
  }

  /** @returns whether the server has now what stands on the page */
  async #save({ quiet = false } = {}) {
    if (!this.#edit.dirty && quiet) return true
    const saved = await this.#act('', { method: 'PUT', body: this.#edit.change })
    if (saved && !quiet) toast('草稿存好了。')
    return saved
  }

  /** Asks the server to do something to the document and shows what comes of it. */
  async #act(path, { method, body }) {
    this.busy = true
    try {
      const shown = await call(address(this.#id, path), { method, body })
      if (path === '' && method === 'PUT') this.#edit.forget()
      if (shown) await this.#takeUp(shown)
      dispatchEvent(new Event('nj-counts'))
      return true
    } catch (error) {
      if (error instanceof Refused && error.status === 409 && method === 'PUT') await this.#collide()
      else toast(message(error), { late: true })
      return false
    } finally {
      this.busy = false
    }
  }

  async #takeUp(shown) {
    const source = shown.source ? await call(address(this.#id, '/source')).catch(() => this.source) : null
    this.#edit.take(shown, (source?.kinds ?? []).filter(({ undone }) => undone).map(({ kind }) => kind))
    this.source = source
    this.shown = shown
    this.kept = null
  }

  /** Somebody else saved meanwhile: both texts are shown, and nothing is lost. */
  async #collide() {
    this.#edit.keep()
    this.conflict = await call(address(this.#id)).catch(() => null)
    if (!this.conflict) toast('别人刚刚改过这份文件。您的内容还在，请稍后再存。', { late: true })
  }

  async #resolve({ detail: mine }) {
    const theirs = this.conflict
    this.conflict = null
    const { now } = this.#edit
    this.#edit.take(theirs)
    this.shown = theirs
    if (mine) {
      this.#edit.resume({ now })
      await this.#save()
    } else {
      this.#edit.forget()
      await this.#takeUp(theirs)
    }
  }

  #resume() {
    this.#edit.resume(this.kept)
    this.kept = null
  }

  #dropKept() {
    this.#edit.forget()
    this.kept = null
  }

  async #do({ detail: { path, method = 'POST', body, saveFirst, done, undo, next, gone } }) {
    if (saveFirst && !await this.#save({ quiet: true })) return
    const then = this.neighbours?.next ?? this.neighbours?.previous
    if (!await this.#act(path, { method, body })) return
    toast(done, undo ? { undo: () => this.#undone(undo) } : {})
    if (gone) go(then ? this.#base : '/review', then?.id)
    else if (next && then) go(this.#base, then.id)
    else this.#findNeighbours()
  }

  /** Also from the page of another document, where this one's message still stands. */
  async #undone({ id, path, method }) {
    try {
      await call(address(id, path), { method })
      toast('已撤销。')
      if (id === this.#id) this.#reload()
      dispatchEvent(new Event('nj-counts'))
    } catch (error) {
      toast(message(error), { late: true })
    }
  }

  #reload() {
    const id = this.#id
    this.#id = null
    return this.#open(id)
  }

  /** Kinds of mends are taken back, or made again: one step like any other. */
  async #mend({ detail: { wanted, label } }) {
    const { passages, unmended } = this.#edit.now
    try {
      const { texts, kept } = await call(address(this.#id, '/source/passages'), { method: 'POST', body: { unmended, wanted, texts: passages.map(({ text }) => text) } })
      this.#edit.step(label, { unmended: wanted, passages: passages.map((passage, n) => ({ ...passage, text: texts[n] })) })
      toast(kept ? `${label}，${kept} 段您改过，没有动。` : `${label}。`, { undo: () => this.#undo() })
    } catch (error) {
      toast(message(error), { late: true })
    }
  }

  #choose(tab) {
    this.tab = tab
    replace(this.#base, this.#id, { tab: tab === 'content' ? '' : tab })
  }

  render() {
    if (this.trouble) return html`<header class="ttl"><h1>打不开这份文件</h1></header><div class="sheet empty">${icon('doc')}<p>${this.trouble}</p>
      <p><a href="#/documents">回到文件</a></p></div>`
    if (!this.shown) return html`<header class="ttl"><h1>正在打开…</h1></header>`
    return html`${this.#head()}
      <nj-document-notes .shown=${this.shown} .kept=${this.kept} @nj-resume=${this.#resume} @nj-drop-kept=${this.#dropKept} @nj-do=${this.#do}></nj-document-notes>
      ${this.tab === 'content' ? this.#content() : this.tab === 'versions' ? html`<nj-versions .shown=${this.shown} @nj-do=${this.#do}></nj-versions>`
        : html`<nj-history .document=${this.shown.id} .savedAt=${this.shown.savedAt}></nj-history>`}
      ${this.conflict ? html`<nj-conflict .theirs=${this.conflict} .mine=${this.#edit.now} @nj-resolved=${this.#resolve}></nj-conflict>` : nothing}`
  }

  #head() {
    return html`<header class="ttl of-document"><div class="grow"><p class="meta">${this.#path()}</p><h1>${this.#edit.now.description.title}</h1></div>
      <div class="segments" role="group" aria-label="看哪一面">${Object.entries(TABS).map(([tab, word]) => html`
        <button aria-pressed=${this.tab === tab ? 'true' : 'false'} @click=${() => this.#choose(tab)}>${word}</button>`)}</div>
      ${this.neighbours?.total && (this.neighbours.position || this.#base === '/review') ? html`${this.#step('previous', '上一篇')}${this.#step('next', '下一篇')}` : nothing}
      <nj-document-actions .shown=${this.shown} .dirty=${this.#edit.dirty} .busy=${this.busy} .now=${this.#edit.now} @nj-save=${() => this.#save()} @nj-do=${this.#do}></nj-document-actions></header>`
  }

  #path() {
    const { source, version, publishedVersion } = this.shown
    const first = this.#base === '/review' ? html`<a href="#/review">待确认</a>` : html`<a href="#/documents">文件</a>`
    const at = this.neighbours?.position ? ` › 第 ${this.neighbours.position} 份，共 ${this.neighbours.total} 份` : ''
    const file = source ? ` › ${source.file.slice(source.file.lastIndexOf('/') + 1)}${source.of > 1 ? ` › 第 ${source.number} 篇，共 ${source.of} 篇` : at}` : at
    return html`${first}${file} › 第 ${version} 版${publishedVersion && publishedVersion !== version ? `（答问用第 ${publishedVersion} 版）` : ''}${
      this.#edit.dirty ? html` · <span class="warn">有改动没存</span>` : html` · ${moment(this.shown.savedAt)}存`}`
  }

  #step(way, word) {
    const other = this.neighbours[way]
    const key = way === 'next' ? 'Alt+ArrowRight' : 'Alt+ArrowLeft'
    const inside = way === 'next' ? [word, icon('right')] : [icon('left'), word]
    return other ? html`<a class="btn" href=${href(this.#base, other.id)} title=${other.title} aria-keyshortcuts=${key}>${inside}</a>`
      : html`<button class="btn" disabled>${inside}</button>`
  }

  #content() {
    const columns = Object.keys(COLUMNS).filter(column => column !== 'source' || this.source)
    const column = columns.includes(this.column) ? this.column : 'passages'
    return html`<div class="segments columns" role="group" aria-label="看哪一栏">${columns.map(name => html`
        <button aria-pressed=${column === name ? 'true' : 'false'} @click=${() => { this.column = name }}>${COLUMNS[name]}</button>`)}</div>
      <div class="cols ${this.source ? '' : 'two'}" data-column=${column}>
        ${this.source ? html`<nj-source-text class="sheet pane" .source=${this.source} .document=${this.shown.id} .edit=${this.#edit} .version=${this.#edit.now} .at=${this.at}
          ?readonly=${!this.shown.mayEdit} @nj-mend=${this.#mend}></nj-source-text>` : nothing}
        <nj-passages class="sheet pane" .edit=${this.#edit} .version=${this.#edit.now} ?readonly=${!this.shown.mayEdit}
          @nj-at=${event => { this.at = event.detail }} @nj-undo=${this.#undo}></nj-passages>
        <nj-description class="sheet pane" .edit=${this.#edit} .version=${this.#edit.now} ?readonly=${!this.shown.mayEdit}></nj-description></div>`
  }
}

const address = (id, path = '') => `/api/admin/documents/${encodeURIComponent(id)}${path}`

customElements.define('nj-document', NjDocument)
