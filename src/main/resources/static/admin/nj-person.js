import { LitElement, html, nothing } from 'lit'
import 'shoelace/components/dialog/dialog.js'
import 'shoelace/components/input/input.js'
import 'shoelace/components/option/option.js'
import 'shoelace/components/select/select.js'
import { opened } from '/shared/dialog.js'
import { call, message } from '/shared/session.js'
import { toast } from '/shared/nj-toast.js'
import '/shared/nj-region.js'
import { ROLES } from './words.js'

const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** One account, to be added or changed. Tells of it with `nj-saved` ({before, after}). */
class NjPerson extends LitElement {
  static properties = { shown: { state: true }, person: { state: true }, place: { state: true }, refused: { state: true }, busy: { state: true } }

  createRenderRoot() { return this }

  /** @param person null: a new one */
  open(person) {
    this.person = person
    this.place = person?.region ?? null
    this.refused = ''
    this.unsaved = false
    this.shown = true
  }

  #value(name) { return this.querySelector(`[name=${name}]`)?.value.trim() ?? '' }

  async #save(event) {
    event.preventDefault()
    if (this.busy) return
    this.refused = this.place ? '' : '请选地区'
    if (this.refused) return
    this.busy = true
    try {
      const body = { displayName: this.#value('displayName'), role: this.#value('role') || null, region: this.place.code, password: this.#value('password') || null }
      const after = this.person ? await call(`/api/admin/staff/${encodeURIComponent(this.person.name)}`, { method: 'PUT', body: { ...body, disabled: this.person.disabled } })
        : await call('/api/admin/staff', { method: 'POST', body: { ...body, name: this.#value('account') } })
      this.#hide()
      this.dispatchEvent(new CustomEvent('nj-saved', { detail: { before: this.person, after } }))
    } catch (error) {
      this.refused = message(error)
    } finally {
      this.busy = false
    }
  }

  #hide() { this.querySelector('sl-dialog').hide() }

  #make() {
    const random = crypto.getRandomValues(new Uint32Array(12))
    const field = this.querySelector('[name=password]')
    field.value = [...random].map(number => LETTERS[number % LETTERS.length]).join('')
    field.passwordVisible = true
    this.unsaved = true
    toast('生成了一个密码，请记下，当面告诉本人')
  }

  render() {
    if (!this.shown) return nothing
    const { person } = this
    return html`<sl-dialog label=${person ? `改${person.displayName}的账号` : '加一个人'} ${opened} @sl-initial-focus=${event => { event.preventDefault(); this.querySelector('sl-input').focus() }}
      @sl-after-hide=${event => { if (event.target.localName === 'sl-dialog') { this.unsaved = false; this.shown = false } }}>
      <form id="person" class="fields" @submit=${this.#save} @sl-input=${() => { this.unsaved = true }} @sl-change=${() => { this.unsaved = true }}>
        <div class="two"><sl-input name="displayName" label="姓名（工作人员和职工看到的）" value=${person?.displayName ?? ''} autocomplete="off"></sl-input>
        ${person ? html`<sl-input label="账号" value=${person.name} disabled></sl-input>` : html`<sl-input name="account" label="账号" autocomplete="off" autocapitalize="off"></sl-input>`}</div>
        <sl-select name="role" label="角色" value=${person?.role ?? 'EDITOR'} hoist>${Object.entries(ROLES).map(([code, name]) => html`<sl-option value=${code}>${name}</sl-option>`)}</sl-select>
        <nj-region .value=${this.place} @nj-region=${event => { this.place = event.detail; this.unsaved = true }}></nj-region>
        <div class="row bottom"><sl-input class="grow" name="password" type="password" password-toggle autocomplete="new-password"
          label=${person ? '新密码（不改就空着）' : '初始密码'} help-text="10 个字以上"></sl-input><button type="button" class="btn" @click=${this.#make}>生成一个</button></div>
        <p class="refused" role="alert">${this.refused}</p></form>
      <div slot="footer" class="row end"><button class="btn" @click=${this.#hide}>不了</button>
        <button class="btn strong" form="person" aria-disabled=${this.busy ? 'true' : 'false'}>${person ? '存下' : '加上'}</button></div></sl-dialog>`
  }
}

customElements.define('nj-person', NjPerson)
