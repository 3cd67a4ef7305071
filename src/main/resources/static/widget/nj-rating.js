import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'

const WORDS = [[5, '很满意'], [4, '满意'], [3, '一般'], [2, '不太满意'], [1, '不满意']]

/** How it was, once the talk with a person is over. */
class NjRating extends LitElement {
  static properties = { conversation: {}, rating: {}, score: { state: true }, note: { state: true } }

  createRenderRoot() { return this }

  async #rate(event) {
    event.preventDefault()
    if (!this.score) {
      this.note = '请先选一个'
      return
    }
    try {
      await this.conversation.rate(this.score, new FormData(event.target).get('comment').trim() || null)
    } catch {
      this.note = '没记上，请再点一次。'
    }
  }

  render() {
    if (this.rating) return html`<p class="done" role="status">${icon('check')}谢谢，您的评价记下了。</p>`
    return html`<form class="card" @submit=${this.#rate}>
      <fieldset><legend>这次帮到您了吗？</legend><div class="chips">${WORDS.map(([score, word]) =>
        html`<button type="button" class="chip ${this.score === score ? 'on' : ''}" aria-pressed=${this.score === score}
          @click=${() => { this.score = score; this.note = '' }}>${word}</button>`)}</div></fieldset>
      ${this.score ? html`<textarea class="input area" name="comment" rows="2" maxlength="1000" aria-label="想补充就写一句" placeholder="想补充就写一句，不写也行"></textarea>`
        : html`<input type="hidden" name="comment" value="">`}
      <button class="btn wide">提交评价</button>
      ${this.note ? html`<p role="status">${this.note}</p>` : nothing}</form>`
  }
}

customElements.define('nj-rating', NjRating)
