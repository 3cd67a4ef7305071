import { LitElement, html, nothing } from 'lit'
import { call, message } from '/shared/session.js'
import { toast } from '/shared/nj-toast.js'
import { PRESENCE, ago, clock, running, subject } from './words.js'

/** All talks as they go on, who is here, and where a clock ran out; a waiting one can be given to somebody. */
class NjWatch extends LitElement {
  static properties = { desk: { attribute: false }, breaches: { state: true } }

  #tick

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    this.desk?.addEventListener('change', this.#changed)
    this.#tick = setInterval(() => this.requestUpdate(), 1000)
    call('/api/workbench/breaches').then(breaches => { this.breaches = breaches }).catch(error => { this.breaches = message(error) })
    this.desk?.load().catch(() => {})
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    this.desk?.removeEventListener('change', this.#changed)
    clearInterval(this.#tick)
  }

  #changed = () => this.requestUpdate()

  render() {
    const { desk } = this
    const rows = [...desk.waiting, ...desk.mine, ...desk.others]
    const people = desk.presence ? [desk.presence.me, ...desk.presence.colleagues] : []
    return html`<section class="sheet"><h2>现在的会话 <span class="meta">等待 ${desk.waiting.length}，正在接 ${rows.length - desk.waiting.length}</span></h2>
        ${rows.length ? html`<table><thead><tr><th>职工</th><th>最近一句</th><th>为什么找人</th><th>等了 / 最近</th><th>坐席</th><th><span class="sr">操作</span></th></tr></thead><tbody>${rows.map(row => this.#row(row, people))}</tbody></table>`
          : html`<p class="empty">现在没有会话。</p>`}</section>
      <section class="sheet"><h2>谁在</h2>${people.length ? html`<table><thead><tr><th>坐席</th><th>状态</th><th class="n">手上</th><th class="n">上限</th></tr></thead><tbody>${people.map(one => html`<tr><td>${one.name}<small>坐席 ${one.number}</small></td>
        <td><i class="dot ${PRESENCE[one.state].dot}"></i> ${PRESENCE[one.state].name}</td><td class="n">${one.chats}</td><td class="n">${one.mostChats}</td></tr>`)}</tbody></table>` : nothing}</section>
      ${this.#late()}`
  }

  #row(row, people) {
    return html`<tr><td>${row.alert ? html`<span class="tag crisis">有人身危险</span> ` : nothing}${subject(row)}</td><td class="words"><span class="clip">${row.lastText}</span></td><td>${row.reasonWord}</td>
      <td class="day">${row.state === 'WAITING' ? running(row.requestedAt) : ago(row.lastAt ?? row.takenAt)}</td><td>${row.agent && row.state === 'TAKEN' ? row.agent.name : '—'}</td>
      <td class="n"><button class="btn small" @click=${() => this.#look(row)}>${row.state === 'WAITING' ? '我来接' : '看'}</button>
      ${row.state === 'WAITING' && people.length ? html`<select aria-label="派给" @change=${event => this.#give(row, event.target)}><option value="">派给…</option>${people.map(one => html`<option value=${one.account}>${one.name}</option>`)}</select>` : nothing}</td></tr>`
  }

  #look(row) { this.dispatchEvent(new CustomEvent('pick', { detail: row, bubbles: true })) }

  async #give(row, field) {
    const agent = field.value
    field.value = ''
    if (!agent) return
    try {
      const given = await call(`/api/handoffs/${row.id}/assignment`, { method: 'POST', body: { agent } })
      toast(`已派给${given.agent.name}`)
    } catch (error) {
      toast(message(error), { late: true })
    }
    this.desk.load().catch(() => {})
  }

  #late() {
    const { breaches } = this
    return html`<section class="sheet"><h2>超时 <span class="meta">最近 7 天</span></h2>${typeof breaches === 'string' ? html`<p class="empty" role="alert">${breaches}</p>` : !breaches ? html`<p class="empty">正在找…</p>`
      : breaches.length ? html`<table><thead><tr><th>什么时候</th><th>地区</th><th>哪个时限</th><th class="n">等了</th><th class="n">时限</th><th>坐席</th></tr></thead><tbody>${breaches.map(one => html`<tr>
        <td class="day">${new Date(one.requestedAt).toLocaleDateString('zh-CN')} ${clock(one.requestedAt)}</td><td>${one.region?.name ?? '未知'}</td>
        <td><span class="tag ${one.clock === 'ACKNOWLEDGE' ? 'crisis' : 'late'}">${one.clock === 'ACKNOWLEDGE' ? '危险响应' : '首次响应'}</span></td><td class="n">${spent(one.waitedSeconds)}</td><td class="n">${spent(one.limitSeconds)}</td>
        <td>${one.agent ?? '没人接'}</td></tr>`)}</tbody></table>` : html`<p class="empty">最近 7 天都没有超时。</p>`}</section>`
  }
}

const spent = seconds => running(0, seconds * 1000)

customElements.define('nj-watch', NjWatch)
