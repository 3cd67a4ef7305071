import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { call } from '/shared/session.js'

/** Of which place texts are looked for: all, one's own, or one found by name; always with the places above it. */
class NjRegionFilter extends LitElement {
  static properties = { code: {}, own: { attribute: false }, other: { state: true }, places: { state: true } }

  #request

  createRenderRoot() { return this }

  render() {
    const known = [this.own, this.other].filter(place => place && place.code !== '000000')
    return html`<label class="chip pill ${this.code ? 'on' : ''}"><span class="sr">全部地区</span><select .value=${this.code ?? ''} @change=${this.#changed}>
        <option value="" ?selected=${!this.code}>全部地区</option><option value="000000" ?selected=${this.code === '000000'}>只看全国的</option>
        ${known.map(place => html`<option value=${place.code} ?selected=${this.code === place.code}>${place.name} + 上级</option>`)}
        <option value="other">换个地方…</option></select>${icon('down')}</label>
      <dialog class="small" aria-labelledby="region-title" @close=${() => { this.places = null }}>
        <h2 id="region-title">看哪个地方的文件</h2>
        <input type="text" autocomplete="off" placeholder="写地名，比如 临沂" aria-label="地名" @input=${event => this.#find(event.target.value)}>
        <ul class="places">${this.places?.map(place => html`<li><button @click=${() => this.#take(place)}>${place.name}<span class="meta">${place.path}</span></button></li>`)}
          ${this.places?.length === 0 ? html`<li class="meta">没有这个地名，换个写法试试。</li>` : nothing}</ul>
        <button class="btn" @click=${() => this.#dialog.close()}>不换了</button>
      </dialog>`
  }

  get #dialog() { return this.querySelector('dialog') }

  #changed(event) {
    if (event.target.value !== 'other') return this.#tell(event.target.value)
    event.target.value = this.code ?? ''
    this.querySelector('input').value = ''
    this.#dialog.showModal()
    this.#find('')
  }

  async #find(q) {
    this.#request?.abort()
    const request = this.#request = new AbortController()
    const places = await call(`/api/chat/regions?q=${encodeURIComponent(q.trim())}`, { signal: request.signal }).catch(() => null)
    if (places) this.places = places
  }

  async #take(place) {
    this.other = place
    this.#dialog.close()
    await this.updateComplete
    this.#tell(place.code)
  }

  #tell(code) { this.dispatchEvent(new CustomEvent('chosen', { detail: code })) }
}

customElements.define('nj-region-filter', NjRegionFilter)
