import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { message, session } from '/shared/session.js'
import { subject } from './words.js'
import './nj-transcript.js'
import './nj-composer.js'
import './nj-close.js'
import './nj-transfer.js'

/** A conversation from the worker's first word on, what it is about, and where an agent answers. */
class NjTalk extends LitElement {
  static properties = { talk: { attribute: false }, desk: { attribute: false }, replies: { attribute: false }, phone: {}, letters: { attribute: false }, wrong: { state: true } }

  #writes = null

  createRenderRoot() { return this }

  willUpdate(changed) {
    if (!changed.has('talk')) return
    changed.get('talk')?.removeEventListener('change', this.#changed)
    this.talk?.addEventListener('change', this.#changed)
    this.wrong = ''
    if (this.talk && !this.talk.dossier) this.#load()
  }

  #changed = () => this.requestUpdate()

  async #load() {
    try {
      await this.talk.load()
    } catch (error) {
      this.wrong = message(error)
    }
  }

  render() {
    if (!this.talk) return html`<p class="empty">从左边选一个会话。${this.letters ? html`按 <kbd>1</kbd> 到 <kbd>9</kbd> 也行。` : nothing}</p>`
    if (!this.talk.dossier) return html`<p class="empty" role="status">${this.wrong || '正在打开…'}</p>`
    return html`${this.#head()}${this.#brief()}
      <nj-transcript .talk=${this.talk} .me=${session.staff.displayName} .typing=${this.desk.isTyping(this.talk.id)}></nj-transcript>
      ${this.talk.mine ? html`<nj-composer .talk=${this.talk} .replies=${this.replies} .letters=${this.letters} .variables=${this.#variables()} @finish=${() => this.finish()}></nj-composer>` : this.#aside()}
      <nj-close></nj-close><nj-transfer></nj-transfer>`
  }

  #variables() {
    return { 地区: this.talk.row.region?.name, 坐席: session.staff.displayName, 工会: session.union.name, 电话: this.phone }
  }

  #head() {
    const { row } = this.talk
    const facts = [row.region?.name ?? '地区未知', row.reasonWord, row.agent && `${row.agent.name}在接`, row.ticket && `工单 ${row.ticket}`]
    return html`<div class="bar1"><div class="subject"><h2 class="clip">${this.talk.dossier.asked.find(text => text.length > 4) ?? subject(row)}</h2><p class="meta clip">${facts.filter(Boolean).join(' · ')}</p></div>
      ${this.talk.mine ? html`<button class="btn" @click=${() => this.transfer()} title="转交（T）">${icon('swap')}转交</button><button class="btn" @click=${() => this.finish()} title="办结（E）">${icon('check')}办结</button>` : nothing}</div>`
  }

  #brief() {
    const { summary, answered, searched, cited, contact, convenient, note, rating } = this.talk.dossier
    const answers = answered.filter(one => one.outcome === 'ANSWER').length
    const lines = [['想问', summary], answered.length ? ['已答', html`智能助手答了 ${answered.length} 次，${answers} 次有出处${cited.length ? html`，${cited.length} 条：${cited.slice(0, 4).map(citation =>
      html`<button class="link" @click=${() => this.#show(citation.passageId)}>${citation.section}</button> `)}` : nothing}`] : null,
    searched.length ? ['搜过', searched.map(words => html`<button class="link" @click=${() => this.#search(words)}>${words}</button> `)] : null,
    contact ? ['联系', `${contact}${convenient ? `，${convenient}方便` : ''}`] : null, note ? ['留言', note] : null, rating ? ['评价', `${'★'.repeat(rating)}${'☆'.repeat(5 - rating)} ${rating} 分`] : null]
    return html`<dl class="brief">${lines.filter(Boolean).map(([name, fact]) => html`<dt>${name}</dt><dd>${fact}</dd>`)}</dl>`
  }

  #aside() {
    const { row } = this.talk
    const supervisor = session.is('SUPERVISOR', 'ADMIN')
    return html`<div class="aside">${row.state === 'WAITING' ? html`<button class="btn primary" @click=${this.#take}>接入</button>`
      : row.state === 'TAKEN' ? html`<p class="grow muted">${row.agent?.name}正在接。</p>${supervisor ? html`<button class="btn" @click=${() => this.transfer()}>${icon('swap')}转交</button><button class="btn" @click=${this.#takeOver}>我来接</button>` : nothing}`
      : html`<p class="muted">这次会话已经结束。职工再来说话，会先由智能助手回答。</p>`}</div>`
  }

  #take() { this.dispatchEvent(new CustomEvent('pick', { detail: this.talk.row, bubbles: true })) }
  #takeOver() { this.dispatchEvent(new CustomEvent('takeover', { detail: this.talk.row, bubbles: true })) }
  #show(passageId) { this.#act('show', passageId) }
  #search(words) { this.#act('search', words) }
  #act(act, about) { this.dispatchEvent(new CustomEvent('act', { detail: { act, about }, bubbles: true })) }

  finish() { if (this.talk?.mine) this.querySelector('nj-close').open(this.talk.row) }
  transfer() { if (this.talk?.row) this.querySelector('nj-transfer').open(this.talk.row) }
  insert(passage) { this.querySelector('nj-composer')?.insert(passage) }

  /** At once, or as soon as the talk is here. */
  write(note) {
    this.#writes = note
    this.requestUpdate()
  }

  updated() {
    const composer = this.querySelector('nj-composer')
    if (this.#writes === null || !composer) return
    const note = this.#writes
    this.#writes = null
    composer.updateComplete.then(() => composer.focusField(note))
  }
}

customElements.define('nj-talk', NjTalk)
