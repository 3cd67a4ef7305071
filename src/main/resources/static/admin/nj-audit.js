import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { go, replace } from '/shared/route.js'
import { call, message } from '/shared/session.js'
import './nj-pill.js'
import { day } from './times.js'

const SIZE = 50
const PAUSE = 250

/** Who did what, to what, and when. Nobody can change it. */
class NjAudit extends LitElement {
  static properties = { route: {}, found: { state: true }, actions: { state: true }, trouble: { state: true } }

  #asked = null
  #timer

  constructor() {
    super()
    this.found = null
    this.actions = []
  }

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    call('/api/admin/audit/actions').then(actions => { this.actions = Object.entries(actions) }, () => {}) // without it the others filters do
  }

  willUpdate(changed) {
    if (changed.has('route')) this.#load()
  }

  get #wanted() { return Object.fromEntries(this.route.query) }

  #want(change, typing = false) {
    const wanted = { ...this.#wanted, page: '', ...change }
    if (!typing) return go('/audit', '', wanted)
    replace('/audit', '', wanted)
    this.route = { ...this.route, query: new URLSearchParams(location.hash.split('?')[1] ?? '') }
  }

  get #from() { return (Math.max(1, Number(this.#wanted.page) || 1) - 1) * SIZE }

  async #load() {
    this.#asked?.abort()
    const asked = this.#asked = new AbortController()
    const { q, action, since, until } = this.#wanted
    const query = new URLSearchParams(Object.entries({ q, action, since, until }).filter(([, value]) => value))
    query.set('from', this.#from)
    query.set('size', SIZE)
    try {
      this.found = await call(`/api/admin/audit?${query}`, { signal: asked.signal })
      this.trouble = null
    } catch (error) {
      this.trouble = message(error) ?? this.trouble
    }
  }

  #typed(event) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#want({ q: event.target.value.trim() }, true), PAUSE)
  }

  render() {
    const { q = '', action, since = '', until = '' } = this.#wanted
    const when = (name, label, value) => html`<label class="when">${label}<input type="date" .value=${value} @change=${event => this.#want({ [name]: event.target.value })}></label>`
    return html`
      <header class="ttl"><h1>审计日志</h1><p>谁在什么时候做了什么，留三年，不能改</p></header>
      <div class="row wrap filters" role="search" aria-label="找记录"><label class="search">${icon('search')}<span class="sr">搜账号、文件或内容</span><input type="search" placeholder="账号、文件或内容" autocomplete="off" .value=${q} @input=${this.#typed}></label>
        <nj-pill name="做了什么" .options=${this.actions} .value=${action} @nj-chosen=${event => this.#want({ action: event.detail.value })}></nj-pill>
        ${when('since', '从', since)}${when('until', '到', until)}<span class="grow"></span><span class="meta" role="status">${this.found ? `${this.found.total.toLocaleString('zh-CN')} 条` : '正在找…'}</span></div>
      ${this.trouble ? html`<div class="trouble" role="alert">${icon('alert')}<span class="grow">${this.trouble}</span><button class="btn small" @click=${this.#load}>再试一次</button></div>` : nothing}
      ${this.found ? this.found.total ? this.#table() : html`<div class="sheet empty">${icon('list')}<p>没有这样的记录。试试去掉几个条件。</p></div>` : nothing}`
  }

  #table() {
    const { total, entries } = this.found
    const page = this.#from / SIZE + 1
    return html`<section class="sheet scroll" tabindex="0" role="region" aria-label="记录"><table class="cards"><thead><tr><th>时间</th><th>谁</th><th>做了什么</th><th>对什么</th><th>说明</th></tr></thead>
      <tbody>${entries.map(entry => html`<tr><td class="day">${day(entry.at)}</td><td>${entry.who}</td><td><b>${entry.action}</b></td><td>${entry.subject}</td><td class="muted">${entry.detail}</td></tr>`)}</tbody></table></section>
      <div class="row wrap meta pages"><span>${this.#from + 1} 至 ${this.#from + entries.length}，共 ${total.toLocaleString('zh-CN')} 条</span><span class="grow"></span>
      ${total > SIZE ? html`<button class="btn small" ?disabled=${page <= 1} @click=${() => this.#want({ page: page > 2 ? page - 1 : '' })}>${icon('left')}上一页</button>
        <button class="btn small" ?disabled=${this.#from + entries.length >= total} @click=${() => this.#want({ page: page + 1 })}>下一页${icon('right')}</button>` : nothing}</div>`
  }
}

customElements.define('nj-audit', NjAudit)
