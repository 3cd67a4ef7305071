import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { dialled } from './numbers.js'

const EVERY = 20_000

/** Where the request for a person stands: place in the queue, when somebody is there, the number to ring, and how to take it back. */
class NjHandoff extends LitElement {
  static properties = { conversation: {}, handoff: {}, phone: {}, note: { state: true } }

  #timer

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    this.#timer = setInterval(() => document.hidden || this.conversation.refreshHandoff().catch(() => {}), EVERY)
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    clearInterval(this.#timer)
  }

  async #withdraw() {
    try {
      await this.conversation.withdraw()
    } catch {
      this.note = '没撤回成，请再点一次。'
    }
  }

  render() {
    const { handoff } = this
    return html`<section class="card handoff" aria-label="转人工">
      <div class="row">${handoff.open ? html`<i class="pulse"></i>` : html`<i class="dot away"></i>`}<h2 class="grow">${this.#title()}</h2></div>
      ${handoff.open ? this.#queue() : nothing}
      <p class="muted">您前面说的话一起转过去，不用再讲一遍。</p>
      <a class="btn primary wide" href=${dialled('12351', this.phone)}>${icon('phone')}${handoff.open ? '不想等，' : ''}拨打 ${this.phone}</a>
      <button class="btn ghost wide" @click=${this.#withdraw}>撤回，接着问助手</button>
      ${this.note ? html`<p role="status">${this.note}</p>` : nothing}
    </section>`
  }

  #queue() {
    const before = this.handoff.position - 1
    return before === 0 ? html`<p class="queue">下一位就是您</p>`
      : html`<p class="queue"><b>${before}<small>位</small></b><span>排在您前面</span></p>`
  }

  #title() {
    if (this.handoff.open) return '正在为您找坐席'
    return this.handoff.opensAt ? `文字坐席${when(this.handoff.opensAt)}上班` : '网上现在没有人值班，请打电话'
  }
}

/** 明天 8:30, in the reader's own time. */
function when(time) {
  const then = new Date(time)
  const clock = `${then.getHours()}:${String(then.getMinutes()).padStart(2, '0')}`
  const days = Math.round((new Date(then).setHours(0, 0, 0, 0) - new Date().setHours(0, 0, 0, 0)) / 86_400_000)
  return `${['今天', '明天', '后天'][days] ?? `${then.getMonth() + 1}月${then.getDate()}日`} ${clock} `
}

customElements.define('nj-handoff', NjHandoff)
