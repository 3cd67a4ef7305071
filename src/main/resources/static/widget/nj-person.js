import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { markdown } from '/shared/markdown.js'
import { ringable } from './numbers.js'
import { VALIDITY } from './sources.js'

/** What a person of the union says, with the passages they put below it; and who came and went. */
class NjPerson extends LitElement {
  static properties = { entry: {}, phone: {} }

  createRenderRoot() { return this }

  render() {
    return this.entry.author === 'AGENT' ? this.#says() : this.#happened()
  }

  #says() {
    const { agent, text, citations } = this.entry
    const words = markdown(text, { citation: number => this.#citation(number), words: part => ringable(part, this.phone) })
    return html`<article class="says" aria-label="${agent.name}说">
      <p class="name">${agent.name} · 坐席 ${agent.number}</p><span class="avatar" aria-hidden="true">${[...agent.name][0]}</span>
      <div class="b">${words}</div>
      ${citations.length ? html`<div class="cited">${citations.map(citation => this.#passage(citation))}</div>` : nothing}</article>`
  }

  #citation(number) {
    const button = document.createElement('button')
    button.className = 'cite'
    button.textContent = number
    button.setAttribute('aria-label', `出处 ${number}`)
    button.addEventListener('click', () => this.#open(Number(number), button))
    return button
  }

  #passage(citation) {
    return html`<button class="card" @click=${event => this.#open(citation.number, event.currentTarget)}>
      <span class="row"><span class="cite" aria-hidden="true">${citation.number}</span><b class="grow">《${citation.title}》${citation.section}</b></span>
      <mark>${short(citation.quote)}</mark>
      <span class="row"><span class="tag ${VALIDITY[citation.validity].tag}">${VALIDITY[citation.validity].name}</span><span class="meta">${
        [citation.publisher ?? citation.author, citation.region.name].filter(Boolean).join(' · ')}</span></span></button>`
  }

  #open(number, from) {
    if (!this.entry.citations.some(citation => citation.number === number)) return
    const reply = { id: this.entry.id, citations: this.entry.citations }
    this.dispatchEvent(new CustomEvent('nj-cite', { detail: { reply, number, from }, bubbles: true }))
  }

  #happened() {
    const { event } = this.entry
    if (event.kind === 'NOTICE') {
      return html`<div class="told" role="alert">${icon('alert')}<div>${markdown(event.text, { words: part => ringable(part, this.phone) })}</div></div>`
    }
    return html`<p class="event">${told(event)}</p>`
  }
}

const short = text => text.length > 90 ? `${text.slice(0, 90)}…` : text

/** Who came and went, in a line. */
export function told(event) {
  const at = new Date(event.createdAt).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false })
  const name = event.agent?.name ?? '坐席'
  switch (event.cause) {
    case 'TAKEN': return `${name}已接入 ${at}`
    case 'TRANSFERRED': return `换${name}接着跟您说 ${at}`
    case 'RETURNED': return '正在换一位坐席来，前面说的都在'
    case 'AGENT_LOST': return '刚才的坐席掉线了。您已排到最前面，说过的都在'
    case 'RESOLVED': return `${name}结束了这次对话 ${at}`
    case 'REOPENED': return '现在由智能助手回答'
    case 'UNANSWERED': return `改为电话回复您 ${at}`
    default: return ''
  }
}

customElements.define('nj-person', NjPerson)
