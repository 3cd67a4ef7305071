import { LitElement, html } from 'lit'
import { icon } from '/shared/icon.js'
import { call, message, session } from '/shared/session.js'

const ROLES = { AGENT: '坐席', EDITOR: '编辑', REVIEWER: '审核', SUPERVISOR: '班长', ADMIN: '管理员' }

/** Who somebody is here, with the ways to change the password and to leave. */
class NjAccount extends LitElement {
  static properties = { staff: { attribute: false }, note: { state: true } }

  createRenderRoot() { return this }

  open() {
    this.note = ''
    this.querySelector('form').reset()
    this.querySelector('dialog').showModal()
  }

  render() {
    return html`<dialog class="account" aria-labelledby="account-title" @click=${this.#outside}>
      <div class="bar1"><h2 id="account-title" class="grow">我的账号</h2><button class="icon-btn" aria-label="关闭" @click=${this.#close}>${icon('close')}</button></div>
      <dl><dt>姓名</dt><dd>${this.staff.displayName}</dd><dt>账号</dt><dd>${this.staff.name}</dd><dt>身份</dt><dd>${ROLES[this.staff.role]}</dd><dt>地区</dt><dd>${this.staff.region.name}</dd></dl>
      <form @submit=${this.#change}><h3>改密码</h3>
        <label>现在的密码<input name="current" type="password" autocomplete="current-password" required></label>
        <label>新密码<input name="next" type="password" autocomplete="new-password" minlength="10" required aria-describedby="account-hint"></label>
        <p class="meta" id="account-hint">10 个字以上。改好后，您在所有电脑上都要重新登录。</p>
        <p class="wrong" role="alert">${this.note}</p>
        <button class="btn">改密码</button></form>
      <p class="leave"><button class="btn" @click=${this.#leave}>退出登录</button></p>
    </dialog>`
  }

  async #change(event) {
    event.preventDefault()
    try {
      await call('/api/session/password', { method: 'PUT', body: Object.fromEntries(new FormData(event.target)) })
      location.reload()
    } catch (error) {
      this.note = message(error)
    }
  }

  async #leave() {
    await session.signOut()
  }

  #outside(event) {
    if (event.target.localName === 'dialog') event.target.close()
  }

  #close() { this.querySelector('dialog').close() }
}

customElements.define('nj-account', NjAccount)
