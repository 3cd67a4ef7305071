import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { call, message } from '/shared/session.js'
import { PRESENCE } from './words.js'

/** Gives a talk to a colleague who is here, or back into the queue. */
class NjTransfer extends LitElement {
  static properties = { row: { attribute: false }, colleagues: { state: true }, wrong: { state: true }, sending: { state: true } }

  createRenderRoot() { return this }

  async open(row) {
    this.row = row
    this.wrong = ''
    this.colleagues = null
    await this.updateComplete
    this.querySelector('dialog').showModal()
    const presence = await call('/api/workbench/presence').catch(error => { this.wrong = message(error); return { colleagues: [] } })
    this.colleagues = presence.colleagues
    await this.updateComplete
    this.querySelector('[name=to]')?.focus()
  }

  render() {
    return html`<dialog class="small" aria-labelledby="transfer-title"><form @submit=${this.#submit}>
      <div class="bar1"><h2 id="transfer-title" class="grow">转交给谁</h2><button type="button" class="icon-btn" aria-label="不转了" @click=${this.#leave}>${icon('close')}</button></div>
      <fieldset><legend class="sr">转给</legend><label class="pick"><input type="radio" name="to" value="" checked>转回排队，谁有空谁接</label>
        ${this.colleagues?.map(one => html`<label class="pick"><input type="radio" name="to" value=${one.account} ?disabled=${one.account === this.row?.agent?.account}><i class="dot ${PRESENCE[one.state].dot}"></i>${one.name}
          <span class="meta">坐席 ${one.number} · ${PRESENCE[one.state].name} ${one.chats}/${one.mostChats}</span></label>`)}
        ${this.colleagues?.length === 0 ? html`<p class="meta">现在没有别的同事在线。</p>` : nothing}</fieldset>
      <label>交接的话（只有坐席看得到）<textarea name="note" rows="2" maxlength="2000"></textarea></label>
      <p class="wrong" role="alert">${this.wrong}</p>
      <p class="foot"><button type="button" class="btn" @click=${this.#leave}>不转了</button><button class="btn primary" ?disabled=${this.sending}>转交</button></p></form></dialog>`
  }

  #leave() { this.querySelector('dialog').close() }

  async #submit(event) {
    event.preventDefault()
    const given = new FormData(event.target)
    this.sending = true
    try {
      const row = await call(`/api/handoffs/${this.row.id}/transfer`, { method: 'POST', body: { to: given.get('to') || null, note: given.get('note').trim() || null } })
      event.target.reset()
      this.#leave()
      this.dispatchEvent(new CustomEvent('transferred', { detail: row, bubbles: true }))
    } catch (error) {
      this.wrong = message(error)
    } finally {
      this.sending = false
    }
  }
}

customElements.define('nj-transfer', NjTransfer)
