import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { href, replace } from '/shared/route.js'
import { call, message } from '/shared/session.js'
import { KINDS } from './words.js'
import { count, moment } from './when.js'

const GROUPS = { '': '全部', UNCONFIRMED: '导入的', SUBMITTED: '送审的', CHANGED: '改过没发布的', WAITING: '已通过、定时的' }
const AT_ONCE = 100

/** What is to be confirmed: drafts of imports, what colleagues handed in, changes that are not published, what waits for its time. */
class NjReviews extends LitElement {
  static properties = { route: {}, group: { state: true }, total: { state: true }, counts: { state: true }, rows: { state: true }, note: { state: true } }

  constructor() {
    super()
    this.group = ''
    this.counts = {}
  }

  createRenderRoot() { return this }

  willUpdate(changed) {
    if (!changed.has('route') || !this.route) return
    this.#choose(this.route.query.get('group') ?? '')
  }

  async #choose(group) {
    this.group = GROUPS[group] ? group : ''
    replace('/review', '', { group: this.group })
    this.rows = null
    await this.#load(0)
  }

  async #load(from) {
    const { group } = this
    try {
      const page = await call(`/api/admin/reviews?from=${from}&size=${AT_ONCE}${group ? `&group=${group}` : ''}`)
      if (group !== this.group) return
      Object.assign(this, { total: page.total, counts: page.counts, rows: [...(from ? this.rows : []), ...page.documents], note: '' })
    } catch (error) {
      this.note = message(error)
    }
  }

  render() {
    return html`<header class="ttl"><h1>待确认</h1><p>看一眼再发布；发布以前不会用来回答</p><span class="grow"></span>
        ${this.rows?.length ? html`<a class="btn primary" href=${href('/review', this.rows[0].id)}>从第一份看起</a>` : nothing}</header>
      <div class="segments" role="group" aria-label="看哪些">${Object.entries(GROUPS).map(([group, word]) => html`
        <button aria-pressed=${group === this.group ? 'true' : 'false'} @click=${() => this.#choose(group)}>${word}${this.#count(group)}</button>`)}</div>
      ${this.note ? html`<p class="trouble" role="alert">${icon('alert')}<span class="grow">${this.note}</span><button class="btn small" @click=${() => this.#choose(this.group)}>再试一次</button></p>` : nothing}
      ${this.rows ? this.#list() : html`<div class="sheet pad skeleton" aria-hidden="true"><i></i></div>`}`
  }

  #count(group) {
    const all = Object.values(this.counts).reduce((sum, n) => sum + n, 0)
    const n = group ? this.counts[group] ?? 0 : all
    return n ? ` ${count(n)}` : ''
  }

  #list() {
    if (!this.rows.length) return html`<div class="sheet empty">${icon('check')}都确认过了，没有等着的。<br><a href="#/import">再导入一些</a></div>`
    return html`<section class="sheet reviews" aria-label="等着确认的文件"><table><thead><tr><th scope="col">文件</th><th scope="col">种类和地区</th><th scope="col">要看什么</th>
        <th scope="col">状态</th><th scope="col" class="n">段落</th><th scope="col">谁存的</th></tr></thead><tbody>${this.rows.map(row => this.#row(row))}</tbody></table>
      ${this.rows.length < this.total ? html`<p class="pad"><button class="btn" @click=${() => this.#load(this.rows.length)}>再显示一些（还有 ${count(this.total - this.rows.length)} 份）</button></p>` : nothing}</section>`
  }

  #row(row) {
    const from = row.file ? `${row.file}${row.of > 1 ? ` · 第 ${row.number} 篇，共 ${row.of} 篇` : ''}` : ''
    return html`<tr><td><a href=${href('/review', row.id)}><b>${row.title}</b></a>${from ? html`<small>${from}</small>` : nothing}</td>
      <td>${KINDS[row.kind]}<small>${row.regionName}</small></td>
      <td class="seen">${row.warnings.length ? html`<span class="row"><span class="warn">${icon('alert')}</span>${row.warnings.join('；')}</span>` : html`<span class="row"><span class="ok">${icon('check')}</span>都认出来了</span>`}</td>
      <td>${this.#state(row)}</td><td class="n">${count(row.passages)}</td><td class="day">${row.author ?? '—'}<small>${moment(row.savedAt)}</small></td></tr>`
  }

  #state({ group, state, publishAt, mayPublish }) {
    const [word, tag] = state === 'SCHEDULED' ? [`${moment(publishAt)}发布`, 'pending'] : { UNCONFIRMED: ['等您确认', 'late'], SUBMITTED: ['送审', 'late'], CHANGED: ['改过', 'pending'], WAITING: ['已通过', 'inforce'] }[group]
    return html`<span class="tag ${tag}">${word}</span>${mayPublish ? nothing : html`<small>要别人来发布</small>`}`
  }
}

customElements.define('nj-reviews', NjReviews)
