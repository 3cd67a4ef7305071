import { LitElement, html, nothing } from 'lit'
import '/shared/shoelace.js'
import 'shoelace/components/dialog/dialog.js'
import { local, zoned } from './when.js'

/** Asks when to publish and when to take out. Tells of it with `nj-set` and {at, until}, null for none. */
class NjTimetable extends LitElement {
  static properties = { shown: {}, draft: { type: Boolean }, refused: { state: true } }

  createRenderRoot() { return this }

  #set() {
    const at = zoned(this.querySelector('[name=at]')?.value)
    const until = zoned(this.querySelector('[name=until]').value)
    const begins = at && at > new Date().toISOString() ? at : new Date().toISOString()
    this.refused = until && until <= begins ? '下架的时间要在发布之后、也要在现在之后。' : ''
    if (!this.refused) this.dispatchEvent(new CustomEvent('nj-set', { detail: { at, until } }))
  }

  render() {
    const { publishAt, withdrawAt } = this.shown
    return html`<sl-dialog label="定时" open @sl-request-close=${() => this.dispatchEvent(new Event('nj-close'))}>
      <div class="fields">
        ${this.draft ? html`<label>什么时候发布<span class="in1"><input type="datetime-local" name="at" autofocus .value=${local(publishAt)}></span><small class="meta">不填就是现在。</small></label>` : nothing}
        <label>什么时候下架<span class="in1"><input type="datetime-local" name="until" step="1" .value=${local(withdrawAt)}></span><small class="meta">不填就一直用。到了时间，一秒内不再用它回答；文件还在。</small></label>
        <p class="refused" role="alert">${this.refused}</p></div>
      <div slot="footer" class="row end"><button class="btn" @click=${() => this.dispatchEvent(new Event('nj-close'))}>不了</button>
        <button class="btn strong" @click=${this.#set}>定好</button></div></sl-dialog>`
  }
}

customElements.define('nj-timetable', NjTimetable)
