// The shell of the admin's pages: who is signed in, the navigation, and the page that the address names.
//
// A page registers with one line in PAGES and one file named like its tag. It draws in the light DOM (createRenderRoot() { return this }),
// gets its address as `.route` ({path, parts, query}, see shared/route.js) whenever that changes, and begins with
// <header class="ttl"><h1>…</h1></header>; its styles stand in a stylesheet that index.html links. It asks the server through
// call() of shared/session.js and shows errors with message(). `get unsaved()` true makes the shell ask before the page is left.
// After a change that the counts in the navigation show: dispatchEvent(new Event('nj-counts')).
// Dialogs: <sl-dialog ${opened}> of shared/dialog.js, which takes the focus and gives it back.
// Messages: toast(text, {undo, lines}); questions: await confirm({title, text, names, yes}).

import { LitElement, html, nothing } from 'lit'
import '/shared/shoelace.js'
import 'shoelace/components/drawer/drawer.js'
import { icon } from '/shared/icon.js'
import { go, route } from '/shared/route.js'
import { session } from '/shared/session.js'
import { confirm } from '/shared/nj-confirm.js'
import '/shared/nj-sign-in.js'
import '/shared/nj-toast.js'
import { counts } from './counts.js'
import { ROLES } from './words.js'

const WRITERS = ['EDITOR', 'REVIEWER', 'ADMIN']

/** first: of the address, tag: of the element; with a name it stands in the navigation; detail: the element for an address with an id. */
const PAGES = [
  { first: 'documents', tag: 'nj-documents', detail: 'nj-document', group: '知识库', name: '文件', icon: 'doc', roles: WRITERS, count: counts => counts.documents },
  { first: 'import', tag: 'nj-import', detail: 'nj-import', group: '知识库', name: '导入', icon: 'upload', roles: WRITERS, count: counts => counts.importing && '正在进行' },
  { first: 'review', tag: 'nj-reviews', detail: 'nj-document', group: '知识库', name: '待确认', icon: 'edit', roles: WRITERS, count: counts => counts.UNCONFIRMED },
  { first: 'people', tag: 'nj-people', group: '设置', name: '人员与权限', icon: 'users', roles: ['ADMIN'] },
  { first: 'places', tag: 'nj-places', group: '设置', name: '地区', icon: 'place', roles: ['ADMIN'] },
  { first: 'calendar', tag: 'nj-calendar', group: '设置', name: '放假安排', icon: 'cal', roles: ['ADMIN'] },
  { first: 'categories', tag: 'nj-categories', group: '设置', name: '工单分类', icon: 'card', roles: ['ADMIN'] },
  { first: 'on-call', tag: 'nj-on-call', group: '设置', name: '危机值班', icon: 'phone', roles: ['ADMIN'] },
  { first: 'audit', tag: 'nj-audit', group: '设置', name: '审计日志', icon: 'list', roles: ['ADMIN'] },
  { first: 'account', tag: 'nj-account' }
]

const COUNT_AGAIN = 30_000

class NjAdmin extends LitElement {
  static properties = { page: { state: true }, at: { state: true }, drawer: { state: true }, trouble: { state: true } }

  #hash = ''

  constructor() {
    super()
    this.drawer = false
    session.addEventListener('change', () => this.#signedIn())
    addEventListener('hashchange', () => this.#move())
    counts.addEventListener('change', () => this.requestUpdate())
    addEventListener('nj-counts', () => counts.load())
    addEventListener('beforeunload', event => this.#shown?.unsaved && event.preventDefault())
  }

  createRenderRoot() { return this }

  async connectedCallback() {
    super.connectedCallback()
    setInterval(() => document.visibilityState === 'visible' && session.staff && counts.load(), COUNT_AGAIN)
    await this.#load()
  }

  async #load() {
    try {
      this.trouble = false
      await session.load()
    } catch {
      this.trouble = true
    }
  }

  #signedIn() {
    this.requestUpdate()
    if (session.staff && !this.page) this.#move()
  }

  get #shown() { return this.renderRoot?.querySelector?.('.page-here')?.firstElementChild }

  /** Leaves a page with unsaved work only if the person says so. */
  async #move() {
    if (!session.staff || location.hash === this.#hash && this.page) return
    if (this.#shown?.unsaved && this.#hash) {
      const wanted = location.hash
      history.replaceState(null, '', this.#hash)
      if (!await confirm({ title: '改动还没有存，要离开这一页吗？', text: '离开以后，没存的改动就没有了。', yes: '离开，不存', no: '留下' })) return
      history.pushState(null, '', wanted)
    }
    await this.#show()
  }

  async #show() {
    const at = route()
    const page = PAGES.find(({ first }) => first === at.parts[0])
    if (!page || !this.#may(page)) return this.#elsewhere(at)
    const tag = at.parts.length > 1 && page.detail ? page.detail : page.tag
    this.#hash = location.hash
    this.drawer = false
    try {
      await import(`./${tag}.js`)
    } catch {
      this.trouble = true
      return
    }
    const same = this.page?.tag === tag
    this.page = { ...page, tag }
    this.at = at
    if (!same) counts.load()
    await this.updateComplete
    if (!same) this.#arrive()
  }

  /** The first page this person has. */
  #elsewhere(at) {
    const first = PAGES.find(page => this.#may(page))
    if (at.parts[0] !== first.first) go(`/${first.first}`)
  }

  #arrive() {
    document.title = `${this.page.name ?? '我的账号'} · 娘家`
    scrollTo(0, 0)
    this.querySelector('main')?.focus({ preventScroll: true })
  }

  updated() {
    const place = this.querySelector('.page-here')
    if (!place || !this.page) return
    if (place.firstElementChild?.localName !== this.page.tag) place.replaceChildren(document.createElement(this.page.tag))
    place.firstElementChild.route = this.at
  }

  #may(page) { return !page.roles || session.is(...page.roles) }

  render() {
    if (this.trouble) return this.#noConnection()
    if (!session.staff) return nothing
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>跳到正文</a>
      <div class="shell">
        <header class="narrow"><button class="icon-btn" aria-label="打开导航" @click=${() => { this.drawer = true }}>${icon('menu')}</button>
          <b class="grow clip">${session.union.name}</b><span class="sign">${icon('house')}</span></header>
        <nav class="side" aria-label="主导航">${this.#links()}</nav>
        <main class="main page-here" id="main" tabindex="-1"></main>
      </div>
      <sl-drawer label="娘家" placement="start" ?open=${this.drawer} @sl-after-hide=${event => { if (event.target.localName === 'sl-drawer') this.drawer = false }}>
        ${this.drawer ? html`<nav class="side" aria-label="主导航">${this.#links()}</nav>` : nothing}</sl-drawer>`
  }

  #skip(event) {
    event.preventDefault()
    this.querySelector('main').focus()
  }

  #links() {
    const mine = PAGES.filter(page => page.name && this.#may(page))
    const groups = [...new Set(mine.map(page => page.group))]
    return html`
      <div class="id"><span class="sign">${icon('house')}</span><span><b>娘家</b><span>${session.union.name}</span></span></div>
      ${groups.map(group => html`<h2>${group}</h2>${mine.filter(page => page.group === group).map(page => this.#link(page))}`)}
      <span class="grow"></span>
      <a href="#/account" aria-current=${this.page?.first === 'account' ? 'page' : nothing}><span class="avatar" aria-hidden="true">${[...session.staff.displayName][0]}</span>
        <span class="clip">${session.staff.displayName}</span><em>${ROLES[session.staff.role]}</em></a>`
  }

  #link(page) {
    const count = page.count?.(counts.now)
    return html`<a href="#/${page.first}" aria-current=${this.page?.first === page.first ? 'page' : nothing}>${icon(page.icon)}${page.name}
      ${count ? html`<em>${typeof count === 'number' ? count.toLocaleString('zh-CN') : count}</em>` : nothing}</a>`
  }

  #noConnection() {
    return html`<main class="sign-in"><div class="sheet"><h1>没连上服务器</h1><p>请看看网络，再试一次。</p>
      <button class="btn primary" @click=${() => location.reload()}>再试一次</button></div></main>`
  }
}

customElements.define('nj-admin', NjAdmin)
