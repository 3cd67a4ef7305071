import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { call, message } from '/shared/session.js'
import { toast } from '/shared/nj-toast.js'
import './nj-region-choice.js'
import { moment } from './when.js'

const STATES = { PENDING: '正在发', DELIVERED: '送到了', FAILED: '没送到' }

/** Whom a crisis of a place calls, beside those at the desk. */
class NjOnCall extends LitElement {
  static properties = { route: {}, board: { state: true }, rows: { state: true }, note: { state: true }, saving: { state: true } }

  #saved = ''

  createRenderRoot() { return this }

  get unsaved() { return Boolean(this.rows) && this.#text() !== this.#saved }

  connectedCallback() {
    super.connectedCallback()
    this.#load()
  }

  async #load() {
    try {
      this.#take(await call('/api/admin/on-call'))
    } catch (error) {
      this.note = message(error)
    }
  }

  #take(board) {
    this.board = board
    this.rows = board.rows.map(row => ({ ...row }))
    this.#saved = this.#text()
    this.note = ''
  }

  #text() { return JSON.stringify(this.rows.map(({ region, name, webhook }) => [region?.code, name, webhook])) }

  #change(row, values) {
    Object.assign(row, values)
    this.requestUpdate()
  }

  #remove(row) {
    const before = this.rows
    this.rows = this.rows.filter(other => other !== row)
    toast(`去掉了${row.name || '一行'}，还没有存`, { undo: () => { this.rows = before } })
  }

  async #save(event) {
    event.preventDefault()
    if (this.rows.some(row => !row.region)) {
      this.note = '每一行都要选地区。'
      return
    }
    this.saving = true
    try {
      const rows = this.rows.map(({ region, name, webhook }) => ({ region: region.code, name, webhook }))
      this.#take(await call('/api/admin/on-call', { method: 'PUT', body: { rows } }))
      toast('值班表存好了')
    } catch (error) {
      this.note = message(error)
    } finally {
      this.saving = false
    }
  }

  render() {
    return html`<header class="ttl"><h1>危机值班</h1><p>职工有危险时，除了坐席，还通知谁</p></header>
      ${this.note ? html`<p class="trouble" role="alert">${icon('alert')}<span class="grow">${this.note}</span></p>` : nothing}
      ${this.board ? this.#form() : nothing}`
  }

  #form() {
    return html`<form class="sheet editor" @submit=${this.#save}>
      <p class="pad">${this.board.everywhereSet ? html`全部地区的危机还会发到设置里的接收地址。${this.#last(this.board.everywhere)}` : '设置里没有填全部地区的接收地址，只通知下面列的。'}</p>
      ${this.rows.length ? html`<table><thead><tr><th scope="col">地区</th><th scope="col">谁值班</th><th scope="col">接收地址</th><th scope="col">上次通知</th><th scope="col"><span class="sr">去掉</span></th></tr></thead>
        <tbody>${this.rows.map((row, n) => this.#row(row, n))}</tbody></table>` : html`<p class="empty">${icon('alert')}还没有人值班。职工有危险时，只有坐席看得到。</p>`}
      <div class="row pad"><button type="button" class="btn" @click=${() => { this.rows = [...this.rows, { region: null, name: '', webhook: '', last: null }] }}>${icon('plus')}加一行</button><span class="grow"></span>
        <button class="btn strong" ?disabled=${this.saving || !this.unsaved}>${this.saving ? '正在存…' : '存'}</button></div></form>`
  }

  #row(row, n) {
    return html`<tr><td data-head="地区"><nj-region-choice id=${`on-call-${n}`} .label=${`第 ${n + 1} 行地区`} .name=${row.region?.name ?? ''} @nj-chosen=${event => this.#change(row, { region: event.detail })}></nj-region-choice></td>
      <td data-head="谁值班"><span class="in1"><input required maxlength="100" aria-label=${`第 ${n + 1} 行谁值班`} .value=${row.name} @input=${event => this.#change(row, { name: event.target.value })}></span></td>
      <td data-head="接收地址"><span class="in1"><input type="url" required maxlength="1000" placeholder="https://" aria-label=${`第 ${n + 1} 行接收地址`} .value=${row.webhook} @input=${event => this.#change(row, { webhook: event.target.value })}></span></td>
      <td data-head="上次通知">${this.#last(row.last)}</td>
      <td><button type="button" class="icon-btn" aria-label=${`去掉第 ${n + 1} 行`} @click=${() => this.#remove(row)}>${icon('trash')}</button></td></tr>`
  }

  #last(last) {
    return last ? html`<span class="tag ${last.state === 'FAILED' ? 'late' : 'inforce'}">${STATES[last.state]}</span> <small>${moment(last.at)}${last.error ? `，${last.error}` : ''}</small>` : html`<small>还没通知过</small>`
  }
}

customElements.define('nj-on-call', NjOnCall)
