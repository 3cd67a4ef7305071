import { LitElement, html, nothing } from 'lit'
import 'shoelace/components/input/input.js'
import { icon } from '/shared/icon.js'
import { call, message, session } from '/shared/session.js'
import { confirm } from '/shared/nj-confirm.js'
import { toast } from '/shared/nj-toast.js'
import '/shared/nj-theme.js'
import { day } from './times.js'
import { ROLES } from './words.js'

const SHORTEST = 10

/** One's own account: password, where one is signed in, light or dark. */
class NjAccount extends LitElement {
  static properties = { route: {}, sessions: { state: true }, refused: { state: true } }

  #typed = false

  constructor() {
    super()
    this.sessions = []
    this.refused = ''
  }

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    this.#load()
  }

  get unsaved() { return this.#typed }

  async #load() {
    try {
      this.sessions = await call('/api/session/all')
    } catch (error) {
      toast(message(error), { late: true })
    }
  }

  async #change(event) {
    event.preventDefault()
    const [current, next, again] = ['current', 'next', 'again'].map(name => this.querySelector(`[name=${name}]`).value)
    this.refused = [...next].length < SHORTEST ? `新密码请写 ${SHORTEST} 个字以上` : next !== again ? '两次写的新密码不一样' : ''
    if (this.refused) return
    if (!await confirm({ title: '改密码？', text: '改好后，所有地方都要用新密码重新登录，这里也是。', yes: '改密码' })) return
    try {
      await call('/api/session/password', { method: 'PUT', body: { current, next } })
      this.#typed = false
      toast('密码改好了，请用新密码登录')
      await session.load()
    } catch (error) {
      this.refused = message(error)
    }
  }

  async #others() {
    const others = this.sessions.length - 1
    if (!await confirm({ title: `退出其他 ${others} 处登录？`, text: '那些地方没存的内容会没有。这里不退出。', yes: '都退出' })) return
    try {
      await call('/api/session/others', { method: 'DELETE' })
      toast(`其他 ${others} 处都退出了`)
    } catch (error) {
      toast(message(error), { late: true })
    }
    await this.#load()
  }

  async #signOut() {
    try {
      await session.signOut()
    } catch (error) {
      toast(message(error), { late: true })
    }
  }

  render() {
    const { displayName, name, role, region } = session.staff
    return html`<header class="ttl"><h1>我的账号</h1><span class="grow"></span><button class="btn" @click=${this.#signOut}>${icon('signout')}退出登录</button></header>
      <div class="settings">
        <section class="sheet pad"><h2>${displayName}</h2><dl class="facts"><dt>账号</dt><dd>${name}</dd><dt>角色</dt><dd>${ROLES[role]}</dd><dt>地区</dt><dd>${region.name}</dd></dl></section>
        <section class="sheet pad"><h2>深浅</h2><nj-theme></nj-theme></section>
        <section class="sheet pad"><h2>改密码</h2>${this.#password()}</section>
        <section class="sheet pad"><h2>在哪里登录着</h2><ul class="signed-in">${this.sessions.map(({ current, since, lastUsed }) => html`<li><b>${current ? '这里' : '别处'}</b>
          <span class="muted">${day(since)} 登录，${day(lastUsed)} 用过</span></li>`)}</ul>
          ${this.sessions.length > 1 ? html`<button class="btn" @click=${this.#others}>退出其他 ${this.sessions.length - 1} 处</button>` : nothing}</section>
      </div>`
  }

  #password() {
    const field = (name, label, complete) => html`<sl-input name=${name} label=${label} type="password" password-toggle autocomplete=${complete}></sl-input>`
    return html`<form class="fields" @submit=${this.#change} @sl-input=${() => { this.#typed = true }}>
      <input class="sr" tabindex="-1" aria-hidden="true" autocomplete="username" value=${session.staff.name} readonly>
      ${field('current', '现在的密码', 'current-password')}${field('next', `新密码，${SHORTEST} 个字以上`, 'new-password')}${field('again', '再写一次新密码', 'new-password')}
      <p class="refused" role="alert">${this.refused}</p><button class="btn strong">改密码</button></form>`
  }
}

customElements.define('nj-account', NjAccount)
