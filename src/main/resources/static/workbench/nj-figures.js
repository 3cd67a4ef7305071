import { LitElement, html, nothing } from 'lit'
import { call, message } from '/shared/session.js'
import { running } from './words.js'

const BY = [['DAY', '按天'], ['MONTH', '按月']]
const FATES = { USED: '照用', CHANGED: '改了再用', DROPPED: '没用' }

/** The desk in plain tables. */
class NjFigures extends LitElement {
  static properties = { by: { state: true }, figures: { state: true }, wrong: { state: true } }

  constructor() {
    super()
    this.by = 'DAY'
  }

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    this.#load('DAY')
  }

  async #load(by) {
    this.by = by
    try {
      this.figures = await call(`/api/workbench/figures?by=${by}`)
      this.wrong = ''
    } catch (error) {
      this.wrong = message(error)
    }
  }

  render() {
    return html`<section class="sheet"><h2 class="row"><span class="grow">会话数字 <span class="meta">${this.by === 'DAY' ? '最近 31 天' : '最近 12 个月'}，没有会话的不列</span></span>
        <span class="segments" role="group" aria-label="按什么">${BY.map(([by, name]) => html`<button aria-pressed=${by === this.by} @click=${() => this.#load(by)}>${name}</button>`)}</span></h2>
      ${this.wrong ? html`<p class="empty" role="alert">${this.wrong}</p>` : !this.figures ? html`<p class="empty">正在找…</p>` : this.figures.periods.length ? this.#table() : html`<p class="empty">这段时间还没有人找过人工。</p>`}</section>
      ${this.figures ? this.#suggestions() : nothing}`
  }

  #table() {
    return html`<div class="wide" tabindex="0" role="region" aria-label="会话数字"><table><thead><tr><th>${this.by === 'DAY' ? '日期' : '月份'}</th><th class="n">要人工</th><th class="n">有人身危险</th><th class="n">接了</th><th class="n">办结</th><th class="n">职工不等了</th><th class="n">没人接</th>
      <th class="n">等待中位数</th><th class="n">按时</th><th class="n">知识库缺</th><th class="n">评分</th></tr></thead><tbody>${this.figures.periods.map(one => html`<tr><td class="day">${one.period}</td><td class="n">${one.requests}</td>
      <td class="n">${one.crises}</td><td class="n">${one.taken}</td><td class="n">${one.resolved}</td><td class="n">${one.withdrawn}</td><td class="n">${one.unanswered}</td>
      <td class="n">${one.medianWaitSeconds === null ? '—' : running(0, one.medianWaitSeconds * 1000)}</td><td class="n">${one.inTime === null ? '—' : `${Math.round(one.inTime * 100)}%`}</td>
      <td class="n">${one.knowledgeLacked}</td><td class="n">${one.rating === null ? '—' : one.rating.toFixed(1)}</td></tr>`)}</tbody></table></div>`
  }

  #suggestions() {
    const { suggestions } = this.figures
    const all = Object.values(suggestions).reduce((sum, count) => sum + count, 0)
    return html`<section class="sheet"><h2>建议回复怎么用的</h2>${all ? html`<table><thead><tr>${Object.values(FATES).map(name => html`<th class="n">${name}</th>`)}</tr></thead><tbody><tr>${Object.keys(FATES).map(fate =>
      html`<td class="n">${suggestions[fate] ?? 0}（${Math.round((suggestions[fate] ?? 0) / all * 100)}%）</td>`)}</tr></tbody></table>` : html`<p class="empty">还没有用过建议回复。</p>`}</section>`
  }
}

customElements.define('nj-figures', NjFigures)
