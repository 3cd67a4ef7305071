import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'

/** What is clicked next must not move away between press and release. */
const UNTIL_CLICKED = 250

/** Linked questions, in workers' words. Tells of a change with `nj-changed` and {questions, label}. */
class NjQuestions extends LitElement {
  static properties = { questions: {}, readonly: { type: Boolean }, adding: { state: true } }

  createRenderRoot() { return this }

  #tell(questions, label) { this.dispatchEvent(new CustomEvent('nj-changed', { detail: { questions, label } })) }

  async #begin() {
    this.adding = true
    await this.updateComplete
    this.querySelector('input').focus()
  }

  #key(event) {
    if (event.isComposing || event.keyCode === 229) return
    if (event.key === 'Enter') {
      event.preventDefault()
      this.#add(event.target)
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      event.target.value = ''
      this.#end()
    }
  }

  #add(input) {
    const question = input.value.trim()
    input.value = ''
    if (question && !this.questions.includes(question)) this.#tell([...this.questions, question], '加问法')
  }

  /** What was typed is taken also when somebody goes on without Enter. */
  #left(event) {
    this.#add(event.target)
    setTimeout(() => { this.adding = this.contains(document.activeElement) }, UNTIL_CLICKED)
  }

  async #end() {
    this.adding = false
    await this.updateComplete
    this.querySelector('.link')?.focus()
  }

  render() {
    if (this.readonly && !this.questions.length) return nothing
    return html`<div class="lq">${icon('link')}${this.questions.map(question => html`<span class="q">${question}${this.readonly ? nothing
      : html`<button aria-label=${`去掉问法：${question}`} @click=${() => this.#tell(this.questions.filter(other => other !== question), '去掉问法')}>${icon('close')}</button>`}</span>`)}
      ${this.readonly ? nothing : this.adding ? html`<input aria-label="职工会怎么问" placeholder="职工会怎么问，回车加上" maxlength="100" @keydown=${this.#key} @blur=${this.#left}>`
        : html`<button class="link" @click=${this.#begin}>加问法</button>`}</div>`
  }
}

customElements.define('nj-questions', NjQuestions)
