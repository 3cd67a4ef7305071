import { LitElement, html, nothing } from 'lit'
import { call, message } from '/shared/session.js'
import { toast } from '/shared/nj-toast.js'
import { VALIDITY, short } from './names.js'
import { clock } from './words.js'

const WHO = { WORKER: '职工', ASSISTANT: '智能助手', AGENT: '坐席' }

/** 质检: talks drawn by chance; each sentence and citation of the agent is marked 对 or 错 by somebody else. */
class NjSamples extends LitElement {
  static properties = { samples: { state: true }, sheet: { state: true }, marks: { state: true }, wrong: { state: true } }

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    this.#do(() => call('/api/workbench/samples'), list => { this.samples = list.samples })
  }

  async #do(ask, then) {
    try {
      then(await ask())
      this.wrong = ''
    } catch (error) {
      this.wrong = message(error)
    }
  }

  render() {
    return html`${this.wrong ? html`<p class="trouble" role="alert">${this.wrong}</p>` : nothing}${this.sheet ? this.#scoring() : this.#list()}`
  }

  #list() {
    return html`<section class="sheet"><h2 class="row"><span class="grow">质检抽样 <span class="meta">从最近 30 天办结的会话里随机抽，评的人不能是接的人</span></span>
        <button class="btn" @click=${this.#draw}>抽 5 段</button></h2>
      ${!this.samples ? html`<p class="empty">正在找…</p>` : !this.samples.length ? html`<p class="empty">还没有抽样。按“抽 5 段”开始。</p>`
        : html`<table><thead><tr><th>办结时间</th><th>地区</th><th>坐席</th><th>评的人</th><th class="n">错 / 评</th><th><span class="sr">操作</span></th></tr></thead><tbody>${this.samples.map(one => html`<tr>
          <td class="day">${new Date(one.endedAt).toLocaleDateString('zh-CN')} ${clock(one.endedAt)}</td><td>${one.region?.name ?? '未知'}</td><td>${one.handler}</td><td>${one.scoredBy ?? '还没评'}</td>
          <td class="n">${one.scoredAt ? `${one.wrong} / ${one.marks}` : '—'}</td><td class="n"><button class="btn small" @click=${() => this.#open(one.id)}>${one.own ? '看' : one.scoredAt ? '看，改' : '评分'}</button></td></tr>`)}</tbody></table>`}</section>`
  }

  #draw() {
    this.#do(() => call('/api/workbench/samples', { method: 'POST', body: { count: 5 } }), list => {
      this.samples = list.samples
      toast(list.drawn ? `抽了 ${list.drawn} 段` : '最近 30 天办结的会话都抽过了')
    })
  }

  #open(id) {
    this.#do(() => call(`/api/workbench/samples/${id}`), sheet => {
      this.sheet = sheet
      this.marks = new Map(sheet.marks.map(mark => [key(mark), mark.correct]))
    })
  }

  #scoring() {
    const { sample, messages, remark } = this.sheet
    return html`<form class="sheet" @submit=${this.#save}><h2>评分 <span class="meta">${sample.handler}接，${new Date(sample.endedAt).toLocaleDateString('zh-CN')} 办结</span></h2>
      ${sample.own ? html`<p class="trouble">这段会话是您接的，要请别人来评。</p>` : nothing}
      <ol class="scored">${messages.map(one => this.#message(one, sample.own))}</ol>
      <label class="fields">评语<textarea name="remark" rows="3" maxlength="2000" ?disabled=${sample.own}>${remark ?? ''}</textarea></label>
      <p class="row end"><button type="button" class="btn" @click=${() => { this.sheet = null }}>回到列表</button>${sample.own ? nothing : html`<button class="btn primary">存评分</button>`}</p></form>`
  }

  #message(one, own) {
    const agent = one.author === 'AGENT'
    return html`<li class=${one.author.toLowerCase()}><small>${WHO[one.author]} ${clock(one.at)}</small>${agent ? html`<ul>${one.sentences.map((sentence, index) => this.#judged({ messageId: one.messageId, part: 'SENTENCE', number: index + 1 }, sentence, own))}
        ${one.citations.map(citation => this.#judged({ messageId: one.messageId, part: 'CITATION', number: citation.number }, html`<span class="cite">${citation.number}</span>${short(citation.title)} ${citation.section}
          <span class="tag ${VALIDITY[citation.validity].tag}">${VALIDITY[citation.validity].name}</span>`, own))}</ul>` : html`<p>${one.text.replaceAll('**', '')}</p>`}</li>`
  }

  #judged(mark, words, own) {
    const given = this.marks.get(key(mark))
    return html`<li class="judged"><span class="grow">${words}</span><span class="segments" role="group" aria-label="对还是错">${[[true, '对'], [false, '错']].map(([correct, name]) => html`<button type="button" ?disabled=${own} aria-pressed=${given === correct}
      @click=${() => { this.marks = new Map(this.marks).set(key(mark), correct) }}>${name}</button>`)}</span></li>`
  }

  #save(event) {
    event.preventDefault()
    const marks = [...this.marks].map(([mark, correct]) => ({ ...JSON.parse(mark), correct }))
    if (!marks.length) {
      this.wrong = '还没有评：每句、每条出处选“对”或“错”。'
      return
    }
    const remark = new FormData(event.target).get('remark').trim() || null
    this.#do(async () => {
      await call(`/api/workbench/samples/${this.sheet.sample.id}`, { method: 'PUT', body: { marks, remark } })
      return call('/api/workbench/samples')
    }, list => {
      this.samples = list.samples
      this.sheet = null
      toast('评分存好了')
    })
  }
}

const key = ({ messageId, part, number }) => JSON.stringify({ messageId, part, number })

customElements.define('nj-samples', NjSamples)
