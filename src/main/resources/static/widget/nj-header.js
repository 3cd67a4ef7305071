import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { host } from './host.js'
import { mode, resize, setElder } from './mode.js'

/** Who answers, a person, larger print, the rest, and the way out. */
class NjHeader extends LitElement {
  static properties = { union: {}, handoff: {}, agent: {}, offline: { type: Boolean } }

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    addEventListener('nj-mode', () => this.requestUpdate())
  }

  #send(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }))
  }

  render() {
    const waiting = this.handoff?.state === 'WAITING'
    return html`
      <header aria-label="娘家">
        <div class="head">${this.agent ? html`<span class="avatar" aria-hidden="true">${[...this.agent.name][0]}</span>` : html`<span class="sign">${icon('house')}</span>`}
        <div class="who"><h1>${this.agent?.name ?? '娘家'}</h1><span>${this.#state(waiting)}</span></div>
        ${this.agent ? nothing : html`<button class="person" @click=${() => waiting ? this.#send('nj-handoff') : this.#send('nj-ask', '转人工')}>${icon('headset')}${this.#away() ? '留电话' : '转人工'}</button>`}
        ${mode.elder ? nothing : html`<button class="icon-btn" aria-label="长辈版：放大文字" title="长辈版" @click=${() => setElder(true)}>${icon('textsize')}</button>`}
        <button class="icon-btn" aria-label="更多" aria-haspopup="dialog" @click=${() => this.#send('nj-menu')}>${icon('more')}</button>
        ${host.framed ? html`<button class="icon-btn" aria-label="收起" @click=${host.close}>${icon('close')}</button>` : nothing}</div>
        ${mode.elder ? this.#sizer() : nothing}
      </header>`
  }

  /** People do answer in writing here, but not now. */
  #away() { return this.union?.desk.staffed && !this.union.desk.open }

  #state(waiting) {
    if (this.offline) return html`<i class="dot away"></i>没有连上`
    if (this.agent) return html`<i class="dot"></i><span class="clip">坐席 ${this.agent.number} · ${this.union?.name ?? ''}</span>`
    if (waiting && !this.handoff.callBack && this.handoff.open) return html`<i class="pulse"></i>正在找坐席`
    if (this.#away()) return html`<i class="dot away"></i>坐席休息中`
    return html`<span class="clip">${this.union?.name ?? ''}</span>`
  }

  #sizer() {
    return html`<div class="sizer" role="group" aria-label="文字大小">
      <span class="grow">文字大小</span>
      <button aria-label="小一点" @click=${() => resize(-1)}>${icon('minus')}</button>
      <output>${mode.size}</output>
      <button aria-label="大一点" @click=${() => resize(1)}>${icon('plus')}</button>
      <button class="leave" @click=${() => setElder(false)}>退出</button></div>`
  }
}

customElements.define('nj-header', NjHeader)
