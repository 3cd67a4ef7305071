import { LitElement, html, nothing } from 'lit'
import './shoelace.js'
import 'shoelace/components/dialog/dialog.js'
import 'shoelace/components/input/input.js'
import { opened } from './dialog.js'
import { icon } from './icon.js'
import { message, session } from './session.js'

/** Signing in: a page of its own at first, a dialog over the work when the session is over, which leaves everything as it was. */
class NjSignIn extends LitElement {
  static properties = { expired: { state: true }, busy: { state: true }, refused: { state: true } }

  constructor() {
    super()
    this.expired = false
    session.addEventListener('expired', () => { this.expired = true })
    session.addEventListener('change', () => this.requestUpdate())
  }

  createRenderRoot() { return this }

  async #submit(event) {
    event.preventDefault()
    if (this.busy) return
    const [name, password] = ['name', 'password'].map(field => this.querySelector(`[name=${field}]`))
    this.refused = name.value.trim() && password.value ? '' : '请填账号和密码'
    if (this.refused) return
    this.busy = true
    try {
      await session.signIn(name.value.trim(), password.value)
      this.querySelector('sl-dialog')?.hide()
    } catch (error) {
      this.refused = message(error)
      password.value = ''
      password.focus()
    } finally {
      this.busy = false
    }
  }

  render() {
    if (this.expired) return this.#again()
    if (session.staff || !session.union) return nothing
    return html`<main class="sign-in"><div class="sheet">
      <p class="id"><span class="sign">${icon('house')}</span><span><b>娘家</b><span>${session.union.name}</span></span></p>
      <h1>工作人员登录</h1>
      ${this.#form('')}
      <p class="meta">忘了密码，请管理员设一个新的。</p></div></main>`
  }

  #again() {
    return html`<sl-dialog class="sign-in-again" label="请重新登录" ${opened} @sl-request-close=${event => event.preventDefault()}
      @sl-after-hide=${event => { if (event.target.localName === 'sl-dialog') this.expired = false }}
      @sl-initial-focus=${event => { event.preventDefault(); this.querySelector('[name=password]').focus() }}>
      <p>登录到期了。重新登录后，没发出的内容还在。</p>
      ${this.#form(session.lastName ?? '')}</sl-dialog>`
  }

  #form(name) {
    return html`<form class="fields" @submit=${this.#submit}>
      <sl-input name="name" label="账号" value=${name} autocomplete="username" autocapitalize="off" spellcheck="false"
        ?autofocus=${!name} @keydown=${this.#enter}></sl-input>
      <sl-input name="password" label="密码" type="password" password-toggle autocomplete="current-password" @keydown=${this.#enter}></sl-input>
      <p class="refused" role="alert">${this.refused}</p>
      <button class="btn primary wide" aria-disabled=${this.busy ? 'true' : 'false'}>${this.busy ? '正在登录…' : '登录'}</button>
    </form>`
  }

  /** Enter that ends a word being composed does not send. */
  #enter = event => {
    if (event.key === 'Enter' && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault()
      event.stopPropagation()
      this.querySelector('form').requestSubmit()
    }
  }
}

customElements.define('nj-sign-in', NjSignIn)
