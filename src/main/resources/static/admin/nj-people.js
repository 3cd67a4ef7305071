import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { call, message, session } from '/shared/session.js'
import { confirm } from '/shared/nj-confirm.js'
import { toast } from '/shared/nj-toast.js'
import './nj-person.js'
import { ROLES } from './words.js'
import { day, minute } from './times.js'

/** Who may sign in, as what, and for which place: of the admin's own place and those in it. */
class NjPeople extends LitElement {
  static properties = { route: {}, people: { state: true }, text: { state: true }, trouble: { state: true } }

  constructor() {
    super()
    this.people = null
    this.text = ''
  }

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    this.#load()
  }

  get unsaved() { return !!this.querySelector('nj-person')?.unsaved }

  async #load() {
    try {
      this.people = await call('/api/admin/staff')
      this.trouble = null
    } catch (error) {
      this.trouble = message(error)
    }
  }

  async #put({ name, displayName, role, region, disabled }, said, undo) {
    try {
      await call(`/api/admin/staff/${encodeURIComponent(name)}`, { method: 'PUT', body: { displayName, role, region: region.code, disabled } })
      toast(said, { undo })
    } catch (error) {
      toast(message(error), { late: true })
    }
    await this.#load()
  }

  async #lock(person) {
    if (!await confirm({ title: `停用“${person.displayName}”这 1 个账号？`, text: '停用后马上不能再登录，正在用的也会退出。做过的事都留着，可以再启用。', yes: '停用' })) return
    await this.#put({ ...person, disabled: true }, `${person.displayName}的账号停用了`, () => this.#unlock(person))
  }

  #unlock(person) {
    return this.#put({ ...person, disabled: false }, `${person.displayName}的账号可以登录了`)
  }

  /** @param before null: added */
  #saved({ detail: { before, after } }) {
    if (before) toast(`${after.displayName}改好了`, { undo: () => this.#put(before, `${before.displayName}改回来了`) })
    else toast(`加了${after.displayName}，请把账号和初始密码当面告诉本人`)
    this.#load()
  }

  #open(person) { this.querySelector('nj-person').open(person) }

  render() {
    const shown = this.people?.filter(person => [person.name, person.displayName, person.region.name, ROLES[person.role]].some(part => part.includes(this.text)))
    return html`
      <header class="ttl"><h1>人员与权限</h1>${this.people ? html`<p>${this.people.length} 人</p>` : nothing}<span class="grow"></span>
        <button class="btn primary" @click=${() => this.#open(null)}>${icon('plus')}加一个人</button></header>
      <div class="row wrap filters"><label class="search">${icon('search')}<span class="sr">搜姓名、账号、角色或地区</span><input type="search" placeholder="姓名、账号、角色或地区"
        autocomplete="off" @input=${event => { this.text = event.target.value.trim() }}></label></div>
      ${this.trouble ? html`<div class="trouble" role="alert">${icon('alert')}<span class="grow">${this.trouble}</span><button class="btn small" @click=${this.#load}>再试一次</button></div>` : nothing}
      ${shown ? shown.length ? this.#table(shown) : html`<div class="sheet empty">没找到“${this.text}”。试试少写几个字。</div>` : nothing}
      <p class="meta">编辑写稿，审核通过和发布，班长看得到所有对话，管理员什么都能做。每个人只管自己地区和它里面的地区。</p>
      <nj-person @nj-saved=${this.#saved}></nj-person>`
  }

  #table(people) {
    return html`<section class="sheet scroll" tabindex="0" role="region" aria-label="人员"><table class="cards"><thead><tr><th>姓名</th><th>角色</th><th>地区</th><th>状态</th><th>上次登录</th><th><span class="sr">操作</span></th></tr></thead>
      <tbody>${people.map(person => this.#row(person))}</tbody></table></section>`
  }

  #row(person) {
    const { name, displayName, role, region, disabled, lockedUntil, lastSignIn } = person
    return html`<tr><td><b>${displayName}</b><small>${name}</small></td><td>${ROLES[role]}</td><td>${region.name}</td>
      <td>${disabled ? html`<span class="tag expired">已停用</span>` : lockedUntil ? html`<span class="tag late">锁到 ${minute(lockedUntil)}</span>` : html`<span class="tag inforce">正常</span>`}</td>
      <td class="day">${lastSignIn ? day(lastSignIn) : '还没有'}</td>
      <td class="acts"><button class="btn small" aria-label="改${displayName}" @click=${() => this.#open(person)}>改</button>
        ${lockedUntil ? html`<button class="btn small" aria-label="给${displayName}解锁" @click=${() => this.#unlock(person)}>解锁</button>` : nothing}
        ${disabled ? html`<button class="btn small" aria-label="启用${displayName}" @click=${() => this.#unlock(person)}>启用</button>`
          : name === session.staff.name ? nothing : html`<button class="btn small" aria-label="停用${displayName}" @click=${() => this.#lock(person)}>停用</button>`}</td></tr>`
  }
}

customElements.define('nj-people', NjPeople)
