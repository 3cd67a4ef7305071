import { LitElement, html, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { icon } from '/shared/icon.js'
import { plain } from '/shared/markdown.js'
import { call } from './api.js'
import { Conversation } from './conversation.js'
import { recall } from './memory.js'
import { host } from './host.js'
import { showMode } from './mode.js'
import './nj-answer.js'
import './nj-composer.js'
import './nj-greeting.js'
import './nj-header.js'
import './nj-menu.js'
import './nj-source.js'

/** The whole chat: header, talk, composer, and the sheets over them. Everything below gets what it shows from here. */
class NjChat extends LitElement {
  static properties = {
    union: { state: true }, conversation: { state: true }, said: { state: true }, below: { state: true }
  }

  #atEnd = true
  #parts = null

  constructor() {
    super()
    this.union = null
    this.conversation = new Conversation()
    this.said = ''
    this.below = false
    this.conversation.addEventListener('change', () => this.requestUpdate())
    this.conversation.addEventListener('reply', event => this.#announce(event.detail))
    this.conversation.addEventListener('person', event => this.#person(event.detail))
    this.addEventListener('nj-ask', event => this.ask(event.detail))
    this.addEventListener('nj-cite', event => this.renderRoot.querySelector('nj-source').open(this.conversation, event.detail))
    this.addEventListener('nj-region', event => this.#chooseRegion(event.detail))
    this.addEventListener('nj-menu', () => this.renderRoot.querySelector('nj-menu').open())
    this.addEventListener('nj-handoff', () => this.#showHandoff())
    this.addEventListener('nj-said', event => { this.said = event.detail })
    addEventListener('keydown', event => event.key === 'Escape' && !document.querySelector('dialog[open]') && host.close())
    host.onAsk = text => this.ask(text)
    host.onOpen = () => this.renderRoot.querySelector('nj-composer')?.focus()
  }

  createRenderRoot() { return this }

  async connectedCallback() {
    super.connectedCallback()
    showMode()
    await this.#connect()
    if (this.conversation.entries.length) requestAnimationFrame(() => this.#toEnd())
  }

  async #connect() {
    try {
      await this.conversation.resume()
      await this.#load()
    } catch {
      this.conversation.retryNow() // says that the line is down, and tries again
      setTimeout(() => this.union ?? this.#connect(), 3000)
    }
  }

  async #load() {
    const region = this.conversation.region ?? recall('niangjia.region') ?? host.region
    this.union = await call(`/union${region ? `?region=${region}` : ''}`).catch(() => call('/union'))
    if (region && !this.conversation.begun) this.conversation.region = this.union.region.code
  }

  ask(text) {
    this.#atEnd = true
    this.conversation.send(text)
  }

  async #chooseRegion(place) {
    await this.conversation.chooseRegion(place.code)
    this.union = await call(`/union?region=${place.code}`)
    this.said = `现在按${this.union.region.name}的规定回答`
  }

  /** A screen reader hears a reply once, whole, when it is finished. */
  async #announce(reply) {
    if (reply.outcome !== 'CRISIS') this.said = `智能助手：${plain(reply.text)}` // an alert speaks for itself
    if (this.conversation.region && this.conversation.region !== this.union?.region.code) await this.#load().catch(() => {})
  }

  /** The same for a person's words, and for who comes and goes. */
  async #person({ author, agent, text, event }) {
    if (author === 'AGENT') this.said = `${agent.name}：${plain(text)}`
    else if (event.kind !== 'NOTICE') this.said = (await import('./nj-person.js')).told(event)
  }

  #bringParts() {
    this.#parts = import('./person.js').then(() => this.requestUpdate(), () => { this.#parts = null })
  }

  willUpdate() {
    if (!this.#parts && (this.conversation.handoff || this.conversation.undo || this.conversation.entries.some(isPersons))) this.#bringParts()
    const scroller = this.renderRoot?.querySelector?.('.talk')
    this.#atEnd ||= !scroller || scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 60
  }

  updated() {
    if (this.#atEnd && this.conversation.entries.length) requestAnimationFrame(() => this.#toEnd()) // when the parts have drawn
  }

  /** The end of the talk, but never further than where the last question still stands at the top. */
  #toEnd() {
    const scroller = this.renderRoot.querySelector('.talk')
    if (!scroller) return
    const question = [...scroller.querySelectorAll('.me')].at(-1)
    const end = scroller.scrollHeight - scroller.clientHeight
    const most = question && !isPersons(this.conversation.entries.at(-1)) && !this.conversation.agent ? question.offsetTop - scroller.offsetTop - 12 : end
    scroller.scrollTop = Math.min(end, most)
    this.#atEnd = true
  }

  #scrolled(event) {
    const { scrollHeight, scrollTop, clientHeight } = event.target
    const left = scrollHeight - scrollTop - clientHeight
    this.below = left > 160
    this.#atEnd = left < 60
  }

  /** Who asked for a person already is shown where that stands. */
  #showHandoff() {
    const card = this.renderRoot.querySelector('nj-handoff')
    card?.scrollIntoView({ block: 'center' })
    card?.querySelector('a, input')?.focus()
  }

  #jump() {
    const scroller = this.renderRoot.querySelector('.talk')
    scroller.scrollTo({ top: scroller.scrollHeight, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
  }

  render() {
    const { conversation, union } = this
    return html`
      <nj-header .union=${union} .handoff=${conversation.handoff} .agent=${conversation.agent} .offline=${conversation.retryIn !== null}></nj-header>
      ${conversation.retryIn === null ? nothing : this.#banner()}
      <main class="talk" tabindex="0" aria-label="对话" @scroll=${this.#scrolled}>
        ${union ? html`<nj-greeting .union=${union} ?short=${conversation.entries.length > 0}></nj-greeting>` : this.#waiting()}
        ${repeat(conversation.entries, entry => entry.id, (entry, at) => this.#entry(entry, at))}
        ${conversation.handoff ? html`<nj-handoff .conversation=${conversation} .handoff=${conversation.handoff}
          .phone=${union?.phone ?? '12351'}></nj-handoff>` : nothing}
        ${this.#afterwards()}
      </main>
      ${this.below ? html`<button class="below" aria-label="看下面" title="看下面" @click=${this.#jump}>${icon('down')}</button>` : nothing}
      <nj-composer .agent=${conversation.agent} .busy=${conversation.busy} .begun=${conversation.entries.length > 0} .union=${union}
        @nj-stop=${() => conversation.stop()} @input=${() => conversation.writes()}></nj-composer>
      <nj-source></nj-source>
      <nj-menu .conversation=${conversation} .union=${union}></nj-menu>
      <div class="sr" role="status">${this.said}</div>`
  }

  /** What stands below the talk: that the agent writes, how it was, and that a request was taken back. */
  #afterwards() {
    const { conversation } = this
    if (conversation.agent && conversation.typing) {
      return html`<p class="writing"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${conversation.agent.name}正在输入</p>`
    }
    if (conversation.state === 'CLOSED') return html`<nj-rating .conversation=${conversation} .rating=${conversation.rating}></nj-rating>`
    return conversation.undo ? html`<p class="event" role="status">已撤回 <button class="link" @click=${() =>
      conversation.requestPerson().catch(() => {})}>点错了，接着排队</button></p>` : nothing
  }

  #waiting() {
    return html`<p class="waiting">正在打开…</p>`
  }

  #banner() {
    return html`<div class="banner" role="status">${icon('wifioff')}
      <span><b>网络断了，<span aria-hidden="true">${this.conversation.retryIn} 秒后</span>再连</b>您的话已经存好，连上就发</span>
      <button class="btn small" @click=${() => this.conversation.retryNow()}>现在重连</button></div>`
  }

  #entry(entry, at) {
    if (entry.author === 'WORKER') return this.#worker(entry, at)
    if (isPersons(entry)) return html`<nj-person .entry=${entry} .phone=${this.union?.phone ?? '12351'}></nj-person>`
    return html`<nj-answer .entry=${entry} .phone=${this.union?.phone ?? '12351'} .union=${this.union}
      .conversation=${this.conversation} ?last=${at === this.conversation.entries.length - 1}></nj-answer>`
  }

  #worker(entry, at) {
    const first = at === 0 || day(this.conversation.entries[at - 1].at) !== day(entry.at)
    return html`
      ${first ? html`<p class="day">${day(entry.at)} ${time(entry.at)}</p>` : nothing}
      <p class="me ${entry.state === 'sent' || entry.state === 'sending' ? '' : 'unsent'}"><span class="sr">您：</span>${entry.text}</p>
      ${entry.state === 'waiting' && this.conversation.retryIn !== null
        ? html`<p class="under">${icon('clock')}等网络，自动发送</p>` : nothing}
      ${entry.state === 'refused' ? html`<p class="under refused">${icon('alert')}<span>${entry.reason}</span>
        <button class="btn small" @click=${() => this.conversation.resend(entry)}>再发一次</button></p>` : nothing}`
  }
}

const isPersons = entry => entry.author === 'AGENT' || entry.author === 'EVENT'

function day(at) {
  const then = new Date(at)
  return then.toDateString() === new Date().toDateString() ? '今天' : `${then.getMonth() + 1}月${then.getDate()}日`
}

function time(at) {
  return new Date(at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false })
}

customElements.define('nj-chat', NjChat)
