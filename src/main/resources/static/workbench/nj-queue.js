import { LitElement, html, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { call, message } from '/shared/session.js'
import { RESOLUTION, ago, running, subject } from './words.js'
import './nj-presence.js'

/**
 * Who waits and whom one has. While the pointer is on the list no row moves: what comes meanwhile waits behind a line that counts
 * it. Only somebody in danger is shown at once, above the list.
 */
class NjQueue extends LitElement {
  static properties = { desk: { attribute: false }, letters: { attribute: false }, tab: { state: true }, held: { state: true }, done: { state: true }, place: { state: true } }

  #tick

  constructor() {
    super()
    this.tab = 'mine'
    this.place = ''
  }

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    this.#tick = setInterval(() => this.requestUpdate(), 1000)
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    clearInterval(this.#tick)
  }

  willUpdate(changed) {
    if (!changed.has('desk')) return
    changed.get('desk')?.removeEventListener('change', this.#changed)
    this.desk.addEventListener('change', this.#changed)
  }

  #changed = () => this.requestUpdate()

  /** The rows that have a number, in their order: crises first. */
  get numbered() { return [...this.desk.crises, ...this.#waiting.filter(row => row.state === 'WAITING'), ...this.desk.mine] }

  /** Those of the list; while it is held, in the places they had, gone ones too. */
  get #waiting() {
    const now = this.desk.waiting.filter(row => row.reason !== 'CRISIS')
    return this.held ? this.held.map(row => now.find(other => other.id === row.id) ?? { ...row, state: 'GONE' }) : now
  }

  get #new() { return this.held ? this.desk.waiting.filter(row => row.reason !== 'CRISIS' && !this.held.some(other => other.id === row.id)).length : 0 }

  render() {
    const { desk } = this
    return html`<div class="bar1"><h1>会话</h1><span class="grow"></span><nj-presence .desk=${desk}></nj-presence></div>
      ${desk.loaded && !desk.connected ? html`<p class="cut" role="status">连接断了，正在重新连上…</p>` : nothing}
      <div class="tabs" role="tablist" aria-label="哪些会话">${[['mine', '等待与我的'], ['all', '全部'], ['done', '已办结']].map(([tab, name]) =>
        html`<button role="tab" aria-selected=${this.tab === tab} @click=${() => this.#show(tab)}>${name}${tab === 'all' ? html`<small>${desk.rows.length}</small>` : nothing}</button>`)}</div>
      ${desk.crises.map((row, index) => this.#crisis(row, index))}
      <div class="rows" role="region" aria-label="会话列表" tabindex="0" @pointerenter=${this.#hold} @pointerleave=${this.#release}>
        ${!desk.loaded ? html`<p class="empty">正在找…</p>` : this.tab === 'mine' ? this.#mine() : this.tab === 'all' ? this.#all() : this.#done()}</div>`
  }

  #show(tab) {
    this.tab = tab
    if (tab === 'done') this.#loadDone()
  }

  async #loadDone() {
    try {
      const sets = await Promise.all(['RESOLVED', 'UNANSWERED', 'WITHDRAWN'].map(state => call(`/api/handoffs?state=${state}&scope=ALL&size=100`)))
      this.done = sets.flatMap(set => set.handoffs).sort((one, other) => (other.endedAt ?? '').localeCompare(one.endedAt ?? ''))
    } catch (error) {
      this.done = message(error)
    }
  }

  #hold() {
    if (this.tab === 'mine') this.held = this.desk.waiting.filter(row => row.reason !== 'CRISIS')
  }

  #release() { this.held = null }

  #crisis(row, index) {
    const limit = this.desk.clocks.acknowledgeWithinSeconds
    const left = Math.ceil(limit - (Date.now() - new Date(row.requestedAt)) / 1000)
    return html`<div class="conv sos" role="alert"><p class="l1"><b>有人身危险</b><time>${running(row.requestedAt)}</time></p>
      <p class="clip">${row.lastText ? `「${row.lastText}」` : subject(row)}</p>
      <p class="l3"><span class="grow">${row.acknowledgedBy ? '已有人在处理' : left > 0 ? `${left} 秒内要有人接` : '还没有人接'}</span>
        <button class="btn small" @click=${() => this.#pick(row)}>立即接入 ${this.letters && index < 9 ? html`<kbd>${index + 1}</kbd>` : nothing}</button></p></div>`
  }

  #mine() {
    const waiting = this.#waiting
    const { mine, presence } = this.desk
    const before = this.desk.crises.length
    return html`<p class="group"><span>等待 ${this.desk.waiting.length}</span><span>期限快到的在前，其余按等待时间</span></p>
      ${this.#new ? html`<button class="new" @click=${this.#release}>${this.#new} 条新的</button>` : nothing}
      ${waiting.length || this.desk.crises.length ? nothing : html`<p class="empty">现在没有人在等。</p>`}
      <ul>${repeat(waiting, row => row.id, (row, index) => this.#row(row, before + index))}</ul>
      <p class="group"><span>我的 ${mine.length}</span><span>上限 ${presence?.me.mostChats || '—'}</span></p>
      ${mine.length ? nothing : html`<p class="empty">手上没有会话。</p>`}
      <ul>${repeat(mine, row => row.id, (row, index) => this.#row(row, before + waiting.filter(other => other.state === 'WAITING').length + index))}</ul>`
  }

  #all() {
    const places = [...new Map(this.desk.rows.filter(row => row.region).map(row => [row.region.code, row.region.name]))]
    const rows = [...this.desk.waiting, ...this.desk.mine, ...this.desk.others].filter(row => !this.place || row.region?.code === this.place)
    return html`<p class="group"><label>地区 <select @change=${event => { this.place = event.target.value }}><option value="">全部</option>${places.map(([code, name]) =>
        html`<option value=${code} ?selected=${code === this.place}>${name}</option>`)}</select></label><span>${rows.length} 个</span></p>
      ${rows.length ? html`<ul>${repeat(rows, row => row.id, row => this.#row(row, 9))}</ul>` : html`<p class="empty">现在没有会话。</p>`}`
  }

  #done() {
    if (typeof this.done === 'string') return html`<p class="empty" role="alert">${this.done}</p>`
    if (!this.done) return html`<p class="empty">正在找…</p>`
    return this.done.length ? html`<ul>${repeat(this.done, row => row.id, row => this.#row(row, 9))}</ul>` : html`<p class="empty">还没有办结的会话。</p>`
  }

  #row(row, index) {
    const unread = this.desk.unread.get(row.id)
    const late = row.state === 'WAITING' && Date.now() - new Date(row.requestedAt) > this.desk.clocks.answerWithinSeconds * 1000
    return html`<li><button class="conv ${row.id === this.desk.shown ? 'on' : ''} ${row.state === 'GONE' ? 'gone' : ''}" aria-current=${row.id === this.desk.shown ? 'true' : 'false'}
      ?disabled=${row.state === 'GONE'} @click=${() => this.#pick(row)}>
      <span class="l1"><b>${subject(row)}</b>${unread ? html`<span class="unread" aria-label="${unread} 条没看">${unread}</span>` : nothing}<time class=${late ? 'late' : row.state === 'WAITING' ? '' : 'q'}>${this.#time(row)}</time></span>
      <span class="said clip">${row.lastText ?? ''}</span>
      <span class="l3">${this.#third(row, late)}${this.letters && index < 9 && row.state !== 'GONE' ? html`<span class="grow"></span><kbd>${index + 1}</kbd>` : nothing}</span></button></li>`
  }

  #time(row) {
    return row.state === 'WAITING' ? running(row.requestedAt) : row.state === 'GONE' ? '' : ago(row.lastAt ?? row.endedAt ?? row.requestedAt)
  }

  #third(row, late) {
    if (row.state === 'GONE') return '已被接走'
    if (row.state === 'WAITING') return late ? html`<span class="tag late">等了超过 ${Math.round(this.desk.clocks.answerWithinSeconds / 60)} 分钟</span>` : html`${row.reasonWord}${this.#wait(row)}`
    if (row.state === 'TAKEN') return this.#standing(row)
    return { RESOLVED: RESOLUTION[row.outcome] ?? '已办结', WITHDRAWN: '职工不等了', UNANSWERED: '改为电话回复' }[row.state]
  }

  #wait(row) {
    const part = Math.min(1, (Date.now() - new Date(row.requestedAt)) / 1000 / this.desk.clocks.answerWithinSeconds)
    return html`<span class="grow"></span><progress class="sla" max="1" .value=${part} aria-label="已等时间占时限的 ${Math.round(part * 100)}%"></progress>`
  }

  #standing(row) {
    if (!this.desk.isMine(row)) return `${row.agent?.name ?? '坐席'}在接`
    if (this.desk.isTyping(row.id)) return html`正在输入<span class="dots"><i></i><i></i><i></i></span>`
    return row.lastAuthor === 'WORKER' ? '等您回复' : '等职工回复'
  }

  #pick(row) { this.dispatchEvent(new CustomEvent('pick', { detail: row, bubbles: true })) }
}

customElements.define('nj-queue', NjQueue)
