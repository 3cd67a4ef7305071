import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { call, message } from '/shared/session.js'
import { toast } from '/shared/nj-toast.js'

/** The second level below the five national classes of tickets: one name a line, in the order to show them. */
class NjCategories extends LitElement {
  static properties = { route: {}, classes: { state: true }, note: { state: true }, saving: { state: true } }

  #saved = ''

  createRenderRoot() { return this }

  get unsaved() { return Boolean(this.classes) && JSON.stringify(this.classes) !== this.#saved }

  connectedCallback() {
    super.connectedCallback()
    this.#load()
  }

  async #load() {
    try {
      this.#take(await call('/api/admin/ticket-categories'))
    } catch (error) {
      this.note = message(error)
    }
  }

  #take({ classes }) {
    this.classes = classes.map(one => ({ ...one, text: one.categories.join('\n') }))
    this.#saved = JSON.stringify(this.classes)
    this.note = ''
  }

  async #save(event) {
    event.preventDefault()
    this.saving = true
    const classes = this.classes.map(({ ticketClass, text }) => ({ ticketClass, categories: text.split('\n').map(line => line.trim()).filter(Boolean) }))
    try {
      this.#take(await call('/api/admin/ticket-categories', { method: 'PUT', body: { classes } }))
      toast('工单分类存好了；已经建的工单照旧')
    } catch (error) {
      this.note = message(error)
    } finally {
      this.saving = false
    }
  }

  #type(one, event) {
    one.text = event.target.value
    this.requestUpdate()
  }

  render() {
    return html`<header class="ttl"><h1>工单分类</h1><p>五大类全国统一；二级分类由本单位定，一行一个</p></header>
      ${this.note ? html`<p class="trouble" role="alert">${icon('alert')}<span class="grow">${this.note}</span></p>` : nothing}
      ${this.classes ? this.#form() : nothing}`
  }

  #form() {
    return html`<form class="sheet pad" @submit=${this.#save}><div class="fields">${this.classes.map(one => html`
        <label>${one.name}<span class="in1"><textarea rows="4" .value=${one.text} @input=${event => this.#type(one, event)}></textarea></span>
          <small class="meta">${one.text.trim() ? nothing : '没有二级分类，建工单时可以自己写。'}</small></label>`)}</div>
      <div class="row end"><button class="btn strong" ?disabled=${this.saving || !this.unsaved}>${this.saving ? '正在存…' : '存'}</button></div></form>`
  }
}

customElements.define('nj-categories', NjCategories)
