import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { replace } from '/shared/route.js'
import { call, message } from '/shared/session.js'
import { toast } from '/shared/nj-toast.js'
import { moment } from './when.js'

const WEEKDAY = new Intl.DateTimeFormat('zh-CN', { weekday: 'short', timeZone: 'UTC' })

/** The days of a year on which the week is not as usual, as the State Council's notice has them. */
class NjCalendar extends LitElement {
  static properties = { route: {}, year: { state: true }, shown: { state: true }, days: { state: true }, source: { state: true }, note: { state: true }, saving: { state: true } }

  #saved = ''

  createRenderRoot() { return this }

  get unsaved() { return Boolean(this.days) && this.#text() !== this.#saved }

  willUpdate(changed) {
    const wanted = Number(this.route?.query.get('year')) || this.year || new Date().getFullYear()
    if (changed.has('route') && wanted !== this.year) this.#load(wanted)
  }

  async #load(year) {
    this.year = year
    this.days = null
    try {
      const shown = await call(`/api/admin/calendar/${year}`)
      if (year === this.year) this.#take(shown)
    } catch (error) {
      this.note = message(error)
    }
  }

  #take(shown) {
    this.shown = shown
    this.days = shown.days.map(day => ({ ...day }))
    this.source = shown.source
    this.note = ''
    this.#saved = this.#text()
  }

  #text() { return JSON.stringify([this.source, this.days]) }

  #go(year) {
    replace('/calendar', '', { year })
    this.#load(year)
  }

  #change(day, values) {
    Object.assign(day, values)
    this.requestUpdate()
  }

  async #add() {
    this.days = [...this.days, { date: '', closed: true, name: '' }]
    await this.updateComplete
    this.querySelector('tbody tr:last-child input').focus()
  }

  #remove(day) {
    const before = this.days
    this.days = this.days.filter(other => other !== day)
    toast(`去掉了${day.date || '一行'}，还没有存`, { undo: () => { this.days = before } })
  }

  async #save(event) {
    event.preventDefault()
    this.saving = true
    try {
      this.#take(await call(`/api/admin/calendar/${this.year}`, { method: 'PUT', body: { source: this.source, days: this.days } }))
      toast(`${this.year}年的放假安排存好了，办理期限已经重新算过`)
    } catch (error) {
      this.note = message(error)
      await this.updateComplete
      this.querySelector('[role=alert]')?.scrollIntoView({ block: 'center' })
    } finally {
      this.saving = false
    }
  }

  render() {
    return html`<header class="ttl"><h1>放假安排</h1><p>上班时间和办理期限照这里算</p><span class="grow"></span>
        <div class="row" role="group" aria-label="选年份"><button class="icon-btn" aria-label="前一年" ?disabled=${this.unsaved} @click=${() => this.#go(this.year - 1)}>${icon('left')}</button>
          <b aria-live="polite">${this.year}年</b><button class="icon-btn" aria-label="后一年" ?disabled=${this.unsaved} @click=${() => this.#go(this.year + 1)}>${icon('right')}</button></div></header>
      ${this.note ? html`<p class="trouble" role="alert">${icon('alert')}<span class="grow">${this.note}</span></p>` : nothing}
      ${this.shown?.warning ? html`<p class="trouble" role="status">${icon('alert')}<span class="grow">${this.shown.warning}</span></p>` : nothing}
      ${this.days ? this.#form() : html`<div class="sheet pad skeleton" aria-hidden="true"><i></i></div>`}`
  }

  #form() {
    const { missing, changedBy, changedAt, workingDays } = this.shown
    return html`<form class="sheet editor" @submit=${this.#save}>
      <label class="pad">依据哪个通知<span class="in1"><input name="source" required maxlength="300" .value=${this.source} @input=${event => { this.source = event.target.value }}></span>
        <small class="meta">${missing ? '还没录入。' : `全年 ${workingDays} 个工作日。${changedBy ? `${changedBy} ${moment(changedAt)}改过。` : '随软件带来的。'}`}</small></label>
      ${this.days.length ? html`<table><thead><tr><th scope="col">日期</th><th scope="col">放假还是上班</th><th scope="col">名称</th><th scope="col"><span class="sr">去掉</span></th></tr></thead>
        <tbody>${this.days.map((day, n) => this.#row(day, n))}</tbody></table>` : html`<p class="empty">${icon('cal')}这一年还没有放假和调休的日子。</p>`}
      <div class="row pad"><button type="button" class="btn" @click=${this.#add}>${icon('plus')}加一天</button><span class="grow"></span>
        <button class="btn strong" ?disabled=${this.saving || !this.unsaved}>${this.saving ? '正在存…' : '存'}</button></div></form>`
  }

  #row(day, n) {
    const weekday = day.date ? WEEKDAY.format(new Date(`${day.date}T00:00:00Z`)) : ''
    return html`<tr><td data-head="日期"><span class="in1"><input type="date" required aria-label=${`第 ${n + 1} 行日期`} min=${`${this.year}-01-01`} max=${`${this.year}-12-31`} .value=${day.date}
          @change=${event => this.#change(day, { date: event.target.value })}><span class="meta">${weekday}</span></span></td>
      <td data-head="放假还是上班"><span class="in1"><select aria-label=${`第 ${n + 1} 行放假还是上班`} .value=${day.closed ? 'closed' : 'worked'} @change=${event => this.#change(day, { closed: event.target.value === 'closed' })}>
          <option value="closed" ?selected=${day.closed}>放假</option><option value="worked" ?selected=${!day.closed}>调休上班</option></select></span></td>
      <td data-head="名称"><span class="in1"><input required maxlength="50" aria-label=${`第 ${n + 1} 行名称`} .value=${day.name} @input=${event => this.#change(day, { name: event.target.value })}></span></td>
      <td><button type="button" class="icon-btn" aria-label=${`去掉第 ${n + 1} 行`} @click=${() => this.#remove(day)}>${icon('trash')}</button></td></tr>`
  }
}

customElements.define('nj-calendar', NjCalendar)
