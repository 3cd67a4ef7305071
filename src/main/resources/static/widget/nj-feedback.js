import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'

const REASONS = ['没答到我问的', '看不懂', '和我们这里不一样', '内容太旧', '说错了']

/** Thumbs, with reasons where it did not help; stands in the row of what else one may do with the reply. */
class NjFeedback extends LitElement {
  static properties = { conversation: {}, reply: {}, helpful: { state: true }, asking: { state: true },
    reasons: { state: true }, note: { state: true } }

  constructor() {
    super()
    this.helpful = null
    this.asking = false
    this.reasons = []
    this.note = ''
  }

  createRenderRoot() { return this }

  async #give(helpful, reason, comment) {
    try {
      await this.conversation.giveFeedback(this.reply, { helpful, reason, comment })
      this.helpful = helpful
      this.note = helpful ? '谢谢，记下了。' : '谢谢，记下了。工会会据此改。'
      this.asking = false
    } catch {
      this.note = '没记上，请再点一次。'
    }
  }

  #notHelpful() {
    this.asking = !this.asking
    if (this.asking && this.helpful !== false) this.#keepQuietly()
  }

  /** Counts even if no reason is given after it. */
  #keepQuietly() {
    this.helpful = false
    this.conversation.giveFeedback(this.reply, { helpful: false }).catch(() => { this.note = '没记上，请再点一次。' })
  }

  #toggle(reason) {
    this.reasons = this.reasons.includes(reason) ? this.reasons.filter(other => other !== reason) : [...this.reasons, reason]
  }

  #submit(event) {
    event.preventDefault()
    const comment = new FormData(event.target).get('comment').trim()
    this.#give(false, this.reasons.join('、') || null, comment || null)
  }

  render() {
    return html`
      <button aria-pressed=${this.helpful === true} class=${this.helpful === true ? 'on' : ''} @click=${() => this.#give(true)}>${icon('thumb')}有帮助</button>
      <button aria-expanded=${this.asking} class=${this.helpful === false ? 'on' : ''} @click=${this.#notHelpful}>${icon('thumbdown')}没帮上</button>
      ${this.note ? html`<p class="done" role="status">${this.note}</p>` : nothing}
      ${this.asking ? this.#form() : nothing}`
  }

  #form() {
    return html`<form class="card" @submit=${this.#submit}>
      <fieldset><legend>哪里没帮上？可以多选</legend>
        <div class="chips">${REASONS.map(reason => html`<button type="button" class="chip ${this.reasons.includes(reason) ? 'on' : ''}"
          aria-pressed=${this.reasons.includes(reason)} @click=${() => this.#toggle(reason)}>${reason}</button>`)}</div></fieldset>
      <textarea class="input area" name="comment" rows="2" maxlength="1000" aria-label="想补充就写一句" placeholder="想补充就写一句，不写也行"></textarea>
      <div class="row"><button type="button" class="btn grow" @click=${this.#person}>${icon('headset')}转人工</button>
        <button class="btn primary grow">提交</button></div></form>`
  }

  #person() {
    this.asking = false
    this.dispatchEvent(new CustomEvent('nj-ask', { detail: '转人工', bubbles: true }))
  }
}

customElements.define('nj-feedback', NjFeedback)
