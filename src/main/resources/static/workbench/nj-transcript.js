import { LitElement, html, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { icon } from '/shared/icon.js'
import { markdown } from '/shared/markdown.js'
import { message } from '/shared/session.js'
import { toast } from '/shared/nj-toast.js'
import { VALIDITY, short } from './names.js'
import { clock, told } from './words.js'

const MADE = { EXTRACTIVE: '摘自原文', MODEL: 'AI生成', FIXED: '固定答复', CALCULATED: '推算', CURATED: '审定答复' }
const NEAR = 40

/** What was said, by whom, so that it is seen without reading: worker, assistant, a person of the union, and notes for staff alone. */
class NjTranscript extends LitElement {
  static properties = { talk: { attribute: false }, me: {}, typing: { attribute: false }, below: { state: true } }

  #count = 0
  #atEnd = true

  createRenderRoot() { return this }

  willUpdate(changed) {
    if (!changed.has('talk')) return
    changed.get('talk')?.removeEventListener('change', this.#changed)
    this.talk.addEventListener('change', this.#changed)
    this.#count = 0
  }

  #changed = () => this.requestUpdate()

  firstUpdated() {
    // The composer grows and shrinks: who is at the end stays there.
    new ResizeObserver(() => { if (this.#atEnd) this.#toEnd() }).observe(this.#talk)
  }

  updated() {
    const count = this.talk.entries.length
    if (this.#count === 0) this.#atEnd = true
    if (count !== this.#count) this.below = !this.#atEnd
    if (this.#atEnd) this.#toEnd()
    this.#count = count
  }

  get #talk() { return this.querySelector('.talk') }

  render() {
    return html`<div class="talk" tabindex="0" role="log" aria-label="对话" @scroll=${this.#scrolled}>
        ${repeat(this.talk.entries, entry => entry.sequence, entry => entry.author ? this.#said(entry) : this.#happened(entry))}
        ${this.typing ? html`<p class="meta typing"><span class="dots"><i></i><i></i><i></i></span>职工正在输入</p>` : nothing}</div>
      ${this.below ? html`<button class="btn small newer" @click=${this.#toEnd}>有新内容${icon('down')}</button>` : nothing}`
  }

  #scrolled() {
    const talk = this.#talk
    this.#atEnd = talk.scrollHeight - talk.scrollTop - talk.clientHeight < NEAR
    if (this.#atEnd && this.below) this.below = false
  }

  #toEnd() {
    const talk = this.#talk
    talk.scrollTop = talk.scrollHeight
  }

  #said(entry) {
    return { WORKER: () => this.#worker(entry), ASSISTANT: () => this.#assistant(entry), AGENT: () => this.#agent(entry) }[entry.author]()
  }

  #worker({ id, text, createdAt }) {
    const masked = this.talk.dossier.masked.includes(id)
    const original = this.talk.original.get(id)
    return html`<div class="m w"><small>职工 ${clock(createdAt)}</small><p class="b">${original ?? text}</p>
      ${masked && !original ? html`<button class="link meta" @click=${() => this.#original(id)}>看遮住的内容（会留记录）</button>` : nothing}</div>`
  }

  async #original(id) {
    try {
      await this.talk.showOriginal(id)
    } catch (error) {
      toast(message(error), { late: true })
    }
  }

  #assistant({ text, reply, createdAt }) {
    return html`<div class="m a"><small><span class="sign">${icon('house')}</span>智能助手，${MADE[reply?.answeredBy] ?? '固定答复'} ${clock(createdAt)}</small>
      <div class="b">${this.#words(text, reply?.citations ?? [])}</div></div>`
  }

  #agent({ text, citations, agent, createdAt }) {
    return html`<div class="m me"><small>${agent?.name === this.me ? '您' : `${agent?.name} 坐席 ${agent?.number}`} ${clock(createdAt)}</small><div class="b">${this.#words(text, citations)}</div>
      ${citations.map(citation => html`<button class="quote" @click=${() => this.#open(citation)}><span class="f"><span class="cite" aria-hidden="true">${citation.number}</span><b>${short(citation.title)}　${citation.section}</b>
        <span class="tag ${VALIDITY[citation.validity].tag}">${VALIDITY[citation.validity].name}</span></span><span class="clip">${citation.quote}</span></button>`)}</div>`
  }

  #words(text, citations) {
    return markdown(text, { citation: number => this.#citation(citations.find(one => one.number === Number(number)), number) })
  }

  #citation(citation, number) {
    const button = document.createElement('button')
    button.className = 'cite'
    button.textContent = number
    button.setAttribute('aria-label', citation ? `出处 ${number}：${short(citation.title)}${citation.section}` : `出处 ${number}`)
    button.disabled = !citation
    button.addEventListener('click', () => this.#open(citation))
    return button
  }

  #open(citation) {
    this.dispatchEvent(new CustomEvent('act', { detail: { act: 'show', about: citation.passageId }, bubbles: true }))
  }

  #happened(event) {
    if (event.kind === 'NOTE') {
      return html`<div class="secret">${icon('lock')}<p>${event.text}<small>　${event.agent?.name} ${clock(event.createdAt)}，只有坐席看得到</small></p></div>`
    }
    const line = event.kind === 'NOTICE' ? `已自动告诉职工：${event.text.replaceAll('**', '')}` : told(event, this.me)
    return line ? html`<p class="event"><span>${line}</span></p>` : nothing
  }
}

customElements.define('nj-transcript', NjTranscript)
