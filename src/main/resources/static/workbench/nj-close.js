import { LitElement, html } from 'lit'
import { icon } from '/shared/icon.js'
import { call, message } from '/shared/session.js'
import { TOPIC } from './names.js'
import { RESOLUTION } from './words.js'

/** Ends a talk: what came of it, its topic, and whether the knowledge base lacked something. */
class NjClose extends LitElement {
  static properties = { row: { attribute: false }, wrong: { state: true }, sending: { state: true } }

  createRenderRoot() { return this }

  open(row) {
    this.row = row
    this.wrong = ''
    this.updateComplete.then(() => {
      this.querySelector('dialog').showModal()
      this.querySelector('[name=outcome]').focus()
    })
  }

  render() {
    return html`<dialog class="small" aria-labelledby="close-title"><form @submit=${this.#submit}>
      <div class="bar1"><h2 id="close-title" class="grow">办结这个会话</h2><button type="button" class="icon-btn" aria-label="先不办结" @click=${this.#leave}>${icon('close')}</button></div>
      <fieldset><legend>结果</legend>${Object.entries(RESOLUTION).map(([code, name]) => html`<label class="pick"><input type="radio" name="outcome" value=${code} ?checked=${code === 'RESOLVED'}>${name}</label>`)}</fieldset>
      <label>主题<select name="topic">${Object.entries(TOPIC).map(([code, name]) => html`<option value=${code} ?selected=${code === (this.row?.topic ?? 'OTHER')}>${name}</option>`)}</select></label>
      <label class="pick"><input type="checkbox" name="lacked">知识库里缺这方面的内容，请管理员补上</label>
      <label>备注（可不写，只有坐席看得到）<textarea name="note" rows="2" maxlength="2000"></textarea></label>
      <p class="wrong" role="alert">${this.wrong}</p>
      <p class="foot"><button type="button" class="btn" @click=${this.#leave}>先不办结</button><button class="btn primary" ?disabled=${this.sending}>办结</button></p></form></dialog>`
  }

  #leave() { this.querySelector('dialog').close() }

  async #submit(event) {
    event.preventDefault()
    const given = new FormData(event.target)
    this.sending = true
    try {
      const row = await call(`/api/handoffs/${this.row.id}/resolution`, { method: 'POST',
        body: { outcome: given.get('outcome'), topic: given.get('topic'), knowledgeLacked: given.has('lacked'), note: given.get('note').trim() || null } })
      event.target.reset()
      this.#leave()
      this.dispatchEvent(new CustomEvent('closed', { detail: row, bubbles: true }))
    } catch (error) {
      this.wrong = message(error)
    } finally {
      this.sending = false
    }
  }
}

customElements.define('nj-close', NjClose)
