import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { call, message, session } from '/shared/session.js'
import { toast } from '/shared/nj-toast.js'
import { copyText } from '/shared/copy.js'
import '/shared/nj-sign-in.js'
import { Desk } from './desk.js'
import { Search } from './search.js'
import { Talk } from './talk.js'
import { againstSending, quoted, short } from './names.js'
import { neighbours } from './reading.js'
import { set, settings } from './settings.js'
import { isTyping } from './keys.js'
import './nj-account.js'
import './nj-call.js'
import './nj-document.js'
import './nj-keys.js'
import './nj-passage.js'
import './nj-queue.js'
import './nj-search.js'
import './nj-shelf.js'
import './nj-supervisor.js'
import './nj-talk.js'

const VIEWS = [['talks', 'chat', '会话'], ['call', 'phone', '通话'], ['supervisor', 'chart', '班长']]
const TITLE = '热线工作台 · 娘家'

/** The hotline desk: which of its views is shown, what is open in them, and the keys that work everywhere. */
class NjWorkbench extends LitElement {
  static properties = {
    view: { state: true }, passage: { state: true }, pinned: { state: true }, settings: { state: true }, talk: { state: true }, replies: { state: true }, phone: { state: true }
  }

  #search = new Search()
  #desk

  constructor() {
    super()
    this.settings = settings()
    this.pinned = []
    this.view = this.#asked
    this.#search.addEventListener('chosen', () => { this.passage = this.#search.hit ?? this.passage })
    this.#search.addEventListener('change', () => this.requestUpdate())
    this.addEventListener('act', event => this.#act(event.detail))
    this.addEventListener('pick', event => this.#pick(event.detail))
    this.addEventListener('takeover', event => this.#takeOver(event.detail))
    this.addEventListener('closed', () => this.#left('已办结'))
    this.addEventListener('transferred', () => this.#left('已转交'))
    document.addEventListener('keydown', event => this.#key(event))
    addEventListener('hashchange', () => { this.view = this.#asked })
    session.addEventListener('change', () => this.#begin())
  }

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    session.load().catch(() => toast('没连上服务器，请看看网络，再刷新一次。', { late: true, lines: ['刷新之前什么也没丢'] }))
  }

  get #asked() {
    const view = location.hash.slice(1)
    return VIEWS.some(([name]) => name === view) ? view : 'talks'
  }

  async #begin() {
    this.requestUpdate()
    if (!session.staff || this.#desk) return
    this.#desk = new Desk(session.staff.name)
    this.#desk.addEventListener('change', () => this.#told())
    this.#desk.addEventListener('removed', event => this.#removed(event.detail))
    this.pinned = await call('/api/workbench/pins').catch(() => [])
    this.replies = await call('/api/workbench/replies').catch(() => [])
  }

  #told() {
    const waiting = this.#desk.waiting.length + [...this.#desk.unread.values()].reduce((sum, count) => sum + count, 0)
    document.title = this.#desk.crises.length ? `‼ 有人身危险 · ${TITLE}` : waiting ? `(${waiting}) ${TITLE}` : TITLE
    this.requestUpdate()
  }

  #removed({ conversationId }) {
    if (this.talk?.row?.conversationId === conversationId) this.#left('这位职工删掉了这段会话')
  }

  #left(words) {
    toast(words)
    this.#show(null)
  }

  render() {
    if (!session.staff) return nothing
    const views = { talks: () => this.#talks(), call: () => this.#call(), supervisor: () => html`<nj-supervisor .desk=${this.#desk} @replies=${event => { this.replies = event.detail }}></nj-supervisor>` }
    return html`<div class="desk" data-view=${this.view}>${this.#rail()}${views[this.view]()}</div>
      <nj-document></nj-document>
      <nj-keys .letters=${this.settings.letters} @letters=${event => { this.settings = set({ letters: event.detail }) }}></nj-keys>
      <nj-account .staff=${session.staff}></nj-account>`
  }

  #rail() {
    const shown = VIEWS.filter(([view]) => view !== 'supervisor' || session.is('SUPERVISOR', 'ADMIN'))
    const waiting = this.#desk.waiting.length
    return html`<nav class="rail" aria-label="主导航"><span class="sign">${icon('house')}</span>
      ${shown.map(([view, picture, name]) => html`<a href="#${view}" aria-current=${view === this.view ? 'page' : 'false'} class=${view === this.view ? 'on' : ''}>${icon(picture)}${name}${view === 'talks' && view !== this.view && waiting
        ? html`<em class=${this.#desk.crises.length ? 'sos' : ''}><span class="sr">，</span>${waiting}<span class="sr"> 人在等</span></em>` : nothing}</a>`)}
      <span class="grow"></span><button @click=${() => this.#keys.open()}>${icon('info')}快捷键</button>
      <button class="me" aria-label="我的账号" @click=${() => this.querySelector('nj-account').open()}><span class="avatar" title=${session.staff.displayName}>${session.staff.displayName.slice(0, 1)}</span></button></nav>`
  }

  #talks() {
    return html`<aside class="queue" aria-label="会话队列"><nj-queue .desk=${this.#desk} .letters=${this.settings.letters}></nj-queue></aside>
      <main class="mid" aria-label="对话"><nj-talk .talk=${this.talk} .desk=${this.#desk} .replies=${this.replies} .phone=${this.phone} .letters=${this.settings.letters}></nj-talk></main>
      <aside class="find" aria-label="查文件">${this.#finder()}<section class="read" aria-label="段落预览">${this.#reader(this.talk?.mine ? 'talk' : 'none')}</section>${this.#hints()}</aside>`
  }

  #call() {
    return html`<aside class="calling" aria-label="通话"><nj-call .desk=${this.#desk} .region=${session.staff.region}></nj-call></aside>
      <main class="find" aria-label="查文件">${this.#finder()}<nj-shelf .search=${this.#search} .pinned=${this.pinned}></nj-shelf>${this.#hints()}</main>
      <aside class="read" aria-label="照着念">${this.#reader('call')}</aside>`
  }

  #finder() {
    return html`<nj-search .search=${this.#search} .letters=${this.settings.letters} .region=${session.staff.region} .shelf=${this.view === 'talks' ? this.pinned : null} @left=${this.#leftSearch}></nj-search>`
  }

  #reader(target) {
    return html`<nj-passage .passage=${this.passage} .pinned=${this.pinned} .letters=${this.settings.letters} .q=${this.#search.found?.q ?? ''} .target=${target}></nj-passage>`
  }

  #hints() {
    if (!this.settings.letters) return nothing
    return html`<footer class="keys">${[['/', '搜索'], ['↑', ''], ['↓', '选'], ['Enter', '全文'], ['I', this.view === 'call' ? '记入' : '插入'], ['C', '复制']].map(([key, does]) => html`<span><kbd>${key}</kbd>${does}</span>`)}
      <span class="grow"></span><span><kbd>?</kbd>全部</span></footer>`
  }

  get #keys() { return this.querySelector('nj-keys') }

  #leftSearch() {
    const composer = this.querySelector('nj-composer textarea')
    if (composer) composer.focus()
    else document.activeElement.blur()
  }

  #key(event) {
    if (!session.staff || event.isComposing || event.defaultPrevented || this.querySelector('dialog[open]')) return
    if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) return this.#toSearch(event)
    if (!this.settings.letters || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return
    const act = this.#keyed(event.key)
    if (!act) return
    event.preventDefault()
    act()
  }

  #keyed(key) {
    if (key === '/') return () => this.#toSearch()
    if (key === '?') return () => this.#keys.open()
    if (this.view !== 'talks') return null
    const talk = this.querySelector('nj-talk')
    const row = /^[1-9]$/.test(key) ? this.querySelector('nj-queue').numbered[Number(key) - 1] : null
    if (row) return () => this.#pick(row)
    return { j: () => this.#step(1), k: () => this.#step(-1), n: () => talk.write(true), t: () => talk.transfer(), e: () => talk.finish() }[key.toLowerCase()]
  }

  #toSearch(event) {
    event?.preventDefault()
    this.querySelector('nj-search')?.focusField()
  }

  /** Next and previous of one's own talks. */
  #step(by) {
    const { mine } = this.#desk
    const at = mine.findIndex(row => row.id === this.talk?.id)
    const next = mine[(at + by + mine.length) % mine.length]
    if (next) this.#show(next, false)
  }

  /** Who waits is taken; any other is looked at. */
  async #pick(row) {
    if (row.state !== 'WAITING') return this.#show(row)
    try {
      this.#show(await this.#desk.take(row.id))
    } catch (error) {
      toast(message(error), { late: true })
      this.#desk.load().catch(() => {})
    }
  }

  async #takeOver(row) {
    try {
      this.#show(await call(`/api/handoffs/${row.id}/transfer`, { method: 'POST', body: { to: session.staff.name } }))
    } catch (error) {
      toast(message(error), { late: true })
    }
  }

  async #show(row, thenWrite = true) {
    if (this.talk?.id !== row?.id) {
      this.talk?.leave()
      this.talk = row ? new Talk(this.#desk, row.id) : null
      this.talk?.addEventListener('change', () => this.requestUpdate())
    }
    this.#desk.show(row?.id ?? null)
    if (!row) return
    if (this.view !== 'talks') location.hash = this.view = 'talks'
    await this.updateComplete
    if (thenWrite) this.querySelector('nj-talk')?.write(false)
    this.phone = (await call(`/api/chat/union?region=${row.region?.code ?? ''}`).catch(() => null))?.phone
  }

  #act({ act, passage, about, words }) {
    const acts = {
      open: () => this.querySelector('nj-document').open(passage),
      copy: () => this.#copy(passage, words),
      pin: () => this.#pin(passage),
      show: () => this.#read(about),
      search: () => { this.#search.look(about); this.#toSearch() },
      insert: () => this.#insert(passage),
      spoken: () => this.#spoken(passage)
    }
    acts[act]?.()
  }

  async #copy(passage, words) {
    this.#search.used(passage)
    toast(await copyText(quoted(passage, words || undefined)) ? '已复制原文和出处' : '没复制成。请选中文字，自己复制。')
  }

  async #pin(passage) {
    const pinned = this.pinned.some(pin => pin.passageId === passage.passageId)
    try {
      this.pinned = await call(`/api/workbench/pins?passage=${encodeURIComponent(passage.passageId)}`, { method: pinned ? 'DELETE' : 'PUT' })
      toast(pinned ? '不再收藏' : `已收藏 ${short(passage.title)} ${passage.section}`)
    } catch (error) {
      toast(message(error), { late: true })
    }
  }

  async #read(passageId) {
    try {
      this.passage = (await neighbours(passageId)).passage
    } catch (error) {
      toast(error.status ? message(error) : error.message, { late: true })
    }
  }

  /** Into the open talk, where what is for staff alone is refused; on a call into the notes. */
  #insert(passage) {
    if (this.view === 'call') {
      this.#search.used(passage)
      return this.querySelector('nj-call').note(passage)
    }
    const against = this.talk?.mine ? againstSending(passage) : '先从左边接入一个会话，再插入。'
    if (against) return toast(against, { late: true })
    this.#search.used(passage)
    this.querySelector('nj-talk').insert(passage)
  }

  /** On a call: said to the caller, and kept in the ticket; else the browser reads it out. */
  #spoken(passage) {
    this.#search.used(passage)
    if (this.view === 'call') return this.querySelector('nj-call').spoken(passage)
    speechSynthesis.cancel()
    const speech = new SpeechSynthesisUtterance(passage.spoken ?? passage.text)
    speech.lang = 'zh-CN'
    speechSynthesis.speak(speech)
  }
}

customElements.define('nj-workbench', NjWorkbench)
