import { LitElement, html, nothing } from 'lit'
import { call, message } from '/shared/session.js'
import { confirm } from '/shared/nj-confirm.js'
import { toast } from '/shared/nj-toast.js'
import { VARIABLES } from './replies.js'

/** The replies written beforehand: those of one's own place can be changed, those from above are used as they are. */
class NjReplies extends LitElement {
  static properties = { replies: { state: true }, edited: { state: true }, wrong: { state: true } }

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    this.#do(() => call('/api/workbench/replies'))
  }

  async #do(ask, told) {
    try {
      this.replies = await ask()
      this.edited = null
      this.wrong = ''
      if (told) toast(told)
      this.dispatchEvent(new CustomEvent('replies', { detail: this.replies, bubbles: true }))
    } catch (error) {
      this.wrong = message(error)
    }
  }

  render() {
    return html`<section class="sheet"><h2 class="row"><span class="grow">快捷回复 <span class="meta">坐席打 / 加短名就能用</span></span><button class="btn" @click=${() => { this.edited = { name: '', text: '' }; this.wrong = '' }}>加一条</button></h2>
      ${this.wrong ? html`<p class="trouble" role="alert">${this.wrong}</p>` : nothing}${this.edited ? this.#form() : nothing}
      ${this.replies?.length ? html`<table><thead><tr><th>短名</th><th>内容</th><th>哪里的</th><th><span class="sr">操作</span></th></tr></thead><tbody>${this.replies.map(one => html`<tr><td class="day"><b>/${one.name}</b></td><td>${one.text}</td>
        <td class="day">${one.region.name}</td><td class="n">${one.editable ? html`<button class="btn small" @click=${() => { this.edited = one; this.wrong = '' }}>改</button> <button class="btn small" @click=${() => this.#remove(one)}>删</button>` : nothing}</td></tr>`)}</tbody></table>`
        : this.replies ? html`<p class="empty">还没有快捷回复。</p>` : nothing}</section>`
  }

  #form() {
    const { id, name, text } = this.edited
    return html`<form class="fields edit" @submit=${event => this.#save(event, id)}><label>短名<input type="text" name="name" maxlength="20" autocomplete="off" required .value=${name}></label>
      <label>内容<textarea name="text" rows="3" maxlength="2000" required .value=${text}></textarea></label>
      <p class="meta">可以用：${Object.entries(VARIABLES).map(([variable, what]) => `{${variable}} ${what}`).join('，')}</p>
      <p class="row end"><button type="button" class="btn" @click=${() => { this.edited = null }}>不改了</button><button class="btn strong">存</button></p></form>`
  }

  #save(event, id) {
    event.preventDefault()
    const body = Object.fromEntries(new FormData(event.target))
    this.#do(() => call(`/api/workbench/replies${id ? `/${id}` : ''}`, { method: id ? 'PUT' : 'POST', body }), '存好了')
  }

  async #remove({ id, name }) {
    if (await confirm({ title: `删掉快捷回复“/${name}”？`, text: '坐席就不能再用它了。', yes: '删掉' })) this.#do(() => call(`/api/workbench/replies/${id}`, { method: 'DELETE' }), `删掉了 /${name}`)
  }
}

customElements.define('nj-replies', NjReplies)
