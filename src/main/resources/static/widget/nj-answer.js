import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { markdown, plain } from '/shared/markdown.js'
import { NAMES, dialled, hotlines, ringable } from './numbers.js'
import { VALIDITY, copied } from './sources.js'
import { copyText } from '/shared/copy.js'
import './nj-feedback.js'
import './nj-place.js'

const TOPICS = { JOINING: '入会', BENEFITS: '福利帮扶', LEGAL_AID: '维权', OTHER: '其他' }
/** Outcomes after which a number to ring helps even if the text names none. */
const CALLING = ['ANSWER', 'NO_ANSWER']

/** One reply of the assistant: the words with their citations, limits in time, numbers to ring, sources, and what one may do with it. */
class NjAnswer extends LitElement {
  static properties = {
    entry: {}, conversation: {}, phone: {}, last: { type: Boolean }, reading: { state: true }, note: { state: true }
  }

  #nodes = []

  createRenderRoot() { return this }

  disconnectedCallback() {
    super.disconnectedCallback()
    if (this.reading) speechSynthesis.cancel()
  }

  willUpdate(changed) {
    if (!changed.has('entry') && !changed.has('phone')) return
    const before = changed.get('entry')
    if (before?.text !== this.entry.text || before?.reply !== this.entry.reply || changed.has('phone')) this.#nodes = this.#made()
  }

  /** The text's blocks; limits in time stand in a box of their own, the verdict in bold. */
  #made() {
    const blocks = markdown(this.entry.text, {
      citation: number => this.#citation(number), words: text => ringable(text, this.phone)
    })
    if (blocks[0]?.localName === 'p' && this.entry.citations.length > 0) lead(blocks[0])
    return boxed(blocks)
  }

  #citation(number) {
    const button = document.createElement('button')
    button.className = 'cite'
    button.textContent = number
    button.setAttribute('aria-label', `出处 ${number}`)
    button.disabled = !this.entry.reply
    button.addEventListener('click', () => this.#open(Number(number), button))
    const cited = this.entry.citations.find(citation => citation.number === Number(number))
    if (cited) button.title = `《${cited.title}》${cited.section}`
    return button
  }

  #open(number, from) {
    this.dispatchEvent(new CustomEvent('nj-cite', { detail: { reply: this.entry.reply, number, from }, bubbles: true }))
  }

  #ask(text) {
    this.dispatchEvent(new CustomEvent('nj-ask', { detail: text, bubbles: true }))
  }

  render() {
    const { entry } = this
    if (entry.reply?.outcome === 'CRISIS') return this.#crisis()
    return html`<article class="ans" aria-label="智能助手的回答" aria-busy=${!entry.reply && !entry.broken && !entry.stopped}>
      <p class="by"><span class="sign">${icon('house')}</span>智能助手${entry.reply?.answeredBy === 'MODEL' ? html`<span class="tag plain">AI生成</span>` : nothing}</p>
      ${entry.reply ? nothing : this.#understood()}
      <div class="said">${this.#nodes}${entry.reply || entry.broken || entry.stopped ? nothing : html`<i class="caret"></i>`}</div>
      ${entry.broken ? html`<p class="under-answer">${icon('alert')}断在这里了，连上后接着答</p>` : nothing}
      ${entry.stopped ? html`<p class="under-answer">${icon('stop')}您让我停在这里了。想看全，再问一次就行。</p>` : nothing}
      ${entry.reply ? this.#after(entry.reply) : nothing}
    </article>`
  }

  #understood() {
    const { understood, citations } = this.entry
    if (!understood) return html`<p class="read">正在找…</p>`
    return html`<p class="read">${icon('check')}听懂了：${TOPICS[understood.topic]}${citations.length ? ` · 查到 ${citations.length} 条出处` : ''}</p>`
  }

  #after(reply) {
    return html`
      ${this.#calls(reply)}
      ${reply.citations.length ? this.#sources(reply) : nothing}
      ${this.#acts(reply)}
      ${this.note ? html`<p class="done" role="status">${icon('check')}${this.note}</p>` : nothing}
      ${this.last && asksPlace(reply) ? html`<nj-place skip @nj-placed=${event => this.#ask(event.detail.path)} @nj-skip=${() => this.#ask('先看全国统一的规定')}></nj-place>` : nothing}
      ${this.last && reply.suggestions.length ? html`<div class="chips" role="group" aria-label="接着问">${reply.suggestions.map(text =>
        html`<button class="chip" @click=${() => this.#ask(text)}>${text}</button>`)}</div>` : nothing}`
  }

  #calls(reply) {
    if (reply.handoff && reply.outcome === 'HANDOFF') return nothing // its card has the number
    const named = hotlines(reply.text)
    if (!CALLING.includes(reply.outcome) && !named.length) return nothing
    const numbers = [...new Set(CALLING.includes(reply.outcome) ? ['12351', ...named] : named)].slice(0, 3)
    return html`<div class="calls">${numbers.map(number => html`
      <a class="call" href=${dialled(number, this.phone)}>${icon('phone')}<b>${number}</b><span>${NAMES[number]}</span></a>`)}</div>`
  }

  #sources(reply) {
    const inForce = reply.citations.every(citation => citation.validity === 'IN_FORCE')
    return html`<details class="sources">
      <summary>${icon('doc')}<span class="grow">${reply.citations.length} 条出处${inForce ? '，都是现行有效' : ''}</span>${icon('down')}</summary>
      <ol>${reply.citations.map(citation => html`<li><button @click=${event => this.#open(citation.number, event.currentTarget)}>
        <span class="cite" aria-hidden="true">${citation.number}</span><span class="grow">《${citation.title}》${citation.section}<small>${[
          citation.publisher ?? citation.author, citation.region.name, VALIDITY[citation.validity].name].filter(Boolean).join(' · ')}</small></span>${icon('right')}</button></li>`)}</ol>
    </details>`
  }

  #acts(reply) {
    if (reply.outcome === 'HANDOFF') return nothing
    const rated = ['ANSWER', 'NO_ANSWER', 'OUT_OF_SCOPE'].includes(reply.outcome)
    return html`<div class="acts">
      ${rated ? html`<nj-feedback .conversation=${this.conversation} .reply=${reply}></nj-feedback>` : nothing}
      <button @click=${() => this.#copy(reply)}>${icon('copy')}复制</button>
      ${'speechSynthesis' in window ? html`<button aria-pressed=${Boolean(this.reading)} @click=${() => this.#read(reply)}>${
        icon(this.reading ? 'stop' : 'speaker')}${this.reading ? '停' : '读给我听'}</button>` : nothing}
    </div>`
  }

  async #copy(reply) {
    this.note = await copyText(copied(reply)) ? '已复制，连同出处' : '没复制成。请长按文字，自己选中复制。'
    setTimeout(() => { this.note = null }, 4000)
  }

  #read(reply) {
    speechSynthesis.cancel()
    if (this.reading) {
      this.reading = false
      return
    }
    const speech = new SpeechSynthesisUtterance(plain(reply.text))
    speech.lang = 'zh-CN'
    speech.rate = .9
    speech.onend = speech.onerror = () => { this.reading = false }
    this.reading = true
    speechSynthesis.speak(speech)
  }

  /** Numbers before anything else; nothing to rate, nothing to choose. */
  #crisis() {
    const { reply } = this.entry
    const [line, first, ...rest] = reply.text.split(/\n{2,}/)
    const numbers = [...line.matchAll(/\d{3,5}/g)].map(match => match[0])
    return html`<div class="crisis" role="alert">
      ${numbers.map(number => html`<a class="call" href=${dialled(number, this.phone)}><span class="ring">${icon('phone')}</span>
        <b>${number}</b><span class="t">${NAMES[number] ?? ''}</span><em>拨打</em></a>`)}
      <p class="first">${plain(first ?? '')}</p>
      ${markdown(rest.join('\n\n'), { words: text => ringable(text, this.phone) })}
    </div>`
  }
}

/** The assistant asked for the place: the one question back that offers no sentences to choose from. */
function asksPlace(reply) {
  return reply.outcome === 'CLARIFICATION' && reply.suggestions.length === 0
}

/** A limit in time is told in a paragraph that begins with bold words ending in 期限, and the list it may open. */
function boxed(blocks) {
  const made = []
  for (const block of blocks) {
    const last = made.at(-1)
    if (block.localName === 'p' && block.firstChild?.localName === 'strong' && /期限(（.*）)?$/.test(block.firstChild.textContent)) {
      const box = document.createElement('div')
      box.className = 'deadline'
      box.append(block)
      made.push(box)
    } else if (last?.className === 'deadline' && last.childNodes.length === 1 && /[：:]$/.test(last.textContent)) {
      last.append(block)
    } else {
      made.push(block)
    }
  }
  return made
}

/** The first sentence is the verdict. */
function lead(paragraph) {
  const first = paragraph.firstChild
  if (first?.nodeType !== Node.TEXT_NODE) return
  const end = first.data.indexOf('。') + 1
  if (end < 2 || end > 48) return
  const strong = document.createElement('strong')
  strong.className = 'lead'
  strong.textContent = first.data.slice(0, end)
  first.data = first.data.slice(end)
  paragraph.prepend(strong)
}

customElements.define('nj-answer', NjAnswer)
