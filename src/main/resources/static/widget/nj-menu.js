import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { markdown } from '/shared/markdown.js'
import { mode, setElder, setTheme } from './mode.js'
import './nj-place.js'

const THEMES = [['auto', '跟随手机'], ['light', '浅色'], ['dark', '深色']]

/** What one sets once: the place, the print, light or dark; what is kept, and erasing it. */
class NjMenu extends LitElement {
  static properties = { conversation: {}, union: {}, erasing: { state: true }, note: { state: true } }

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    addEventListener('nj-mode', () => this.requestUpdate())
  }

  open() {
    this.erasing = false
    this.note = ''
    this.#dialog().showModal()
    this.querySelector('[aria-label=关闭设置]')?.focus()
  }

  #dialog() { return this.querySelector('dialog') }

  #placed(event) {
    event.stopPropagation()
    this.dispatchEvent(new CustomEvent('nj-region', { detail: event.detail, bubbles: true }))
    this.#dialog().close()
  }

  #wholeCountry() {
    this.#placed(new CustomEvent('nj-placed', { detail: { code: '000000' } }))
  }

  async #erase() {
    try {
      await this.conversation.erase()
      this.#dialog().close()
      this.dispatchEvent(new CustomEvent('nj-said', { detail: '这段聊天已清除', bubbles: true }))
    } catch {
      this.note = '没清除成：网络不通。连上后请再点一次。'
    }
  }

  render() {
    if (!this.union) return html`<dialog class="drawer" aria-label="设置"></dialog>`
    return html`<dialog class="drawer menu" aria-labelledby="menu-title" @click=${this.#outside}>
      <div class="bar2"><h2 id="menu-title" class="grow">设置</h2>
        <button class="icon-btn" aria-label="关闭设置" @click=${() => this.#dialog().close()}>${icon('close')}</button></div>
      <div class="in" tabindex="0" role="region" aria-label="设置内容">
        <section><h3>按哪里的规定回答</h3><p>现在是 <b>${this.union.region.name}</b>。这里的工会热线：<b>${this.union.phone}</b>。</p>
          <nj-place @nj-placed=${this.#placed}></nj-place>
          ${this.union.region.code === '000000' ? nothing : html`<button class="link" @click=${this.#wholeCountry}>只看全国统一的规定</button>`}</section>
        <section><h3>长辈版</h3><button class="btn" aria-pressed=${mode.elder} @click=${() => setElder(!mode.elder)}>${icon('textsize')}${
          mode.elder ? '回到普通大小' : '字大一些，按钮大一些'}</button></section>
        <section><h3>深色、浅色</h3><div class="chips" role="group" aria-label="深色、浅色">${THEMES.map(([theme, name]) =>
          html`<button class="chip ${mode.theme === theme ? 'on' : ''}" aria-pressed=${mode.theme === theme} @click=${() => setTheme(theme)}>${name}</button>`)}</div></section>
        <section><h3>您说的话</h3><div class="muted">${markdown(this.union.notice)}</div>${this.#erasure()}</section>
      </div></dialog>`
  }

  #erasure() {
    if (!this.conversation.entries.length) return nothing
    if (!this.erasing) {
      return html`<button class="btn" @click=${() => { this.erasing = true }}>${icon('trash')}清除这段聊天</button>`
    }
    return html`<div class="card"><p><b>清除后找不回来。</b>您问的、我答的，还有转人工的请求，都会一起清除。</p>
      <div class="row"><button class="btn grow" @click=${() => { this.erasing = false }}>不清除</button>
        <button class="btn danger grow" @click=${this.#erase}>清除</button></div>
      ${this.note ? html`<p role="status">${this.note}</p>` : nothing}</div>`
  }

  #outside(event) {
    if (event.target === this.#dialog()) this.#dialog().close()
  }
}

customElements.define('nj-menu', NjMenu)
