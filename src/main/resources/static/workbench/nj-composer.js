import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { message } from '/shared/session.js'
import { markdown } from '/shared/markdown.js'
import { draft, keep } from './drafts.js'
import { filled, matching } from './replies.js'
import { short } from './names.js'

const LONGEST = 2000
const TYPING_AGAIN = 3000

/** Where an agent writes: to the worker or a note. Replies written beforehand and the assistant's suggestion dock above and cover nothing. */
class NjComposer extends LitElement {
  static properties = { talk: { attribute: false }, replies: { attribute: false }, variables: { attribute: false }, letters: { attribute: false },
    draft: { state: true }, choice: { state: true }, sending: { state: true }, wrong: { state: true } }

  #typed = 0
  #taken = null

  createRenderRoot() { return this }

  willUpdate(changed) {
    if (!changed.has('talk')) return
    changed.get('talk')?.removeEventListener('change', this.#changed)
    this.talk.addEventListener('change', this.#changed)
    this.draft = draft(this.talk.id)
    this.choice = this.wrong = null
    this.#taken = null
  }

  #changed = () => this.requestUpdate()

  get #field() { return this.querySelector('textarea') }

  focusField(note = this.draft.note) {
    this.#set({ note })
    this.#field.focus()
  }

  /** Puts a passage below the words, its number where the caret is. */
  insert(passage) {
    const known = this.draft.passages.findIndex(other => other.passageId === passage.passageId)
    const number = known < 0 ? this.draft.passages.length + 1 : known + 1
    const at = this.#field.selectionStart ?? this.draft.text.length
    const { passageId, title, section } = passage
    this.#set({ note: false, text: `${this.draft.text.slice(0, at)}[${number}]${this.draft.text.slice(at)}`,
      passages: known < 0 ? [...this.draft.passages, { passageId, title, section }] : this.draft.passages })
    this.#place(at + `[${number}]`.length)
  }

  async #place(caret) {
    await this.updateComplete
    this.#field.focus()
    this.#field.setSelectionRange(caret, caret)
  }

  #set(changed) {
    this.draft = { ...this.draft, clientMessageId: null, ...changed }
    this.wrong = ''
    keep(this.talk.id, this.draft)
  }

  render() {
    const { draft: { text, note, passages }, talk } = this
    const matches = this.#matches()
    const over = [...text].length - LONGEST
    return html`${matches.length ? this.#menu(matches) : talk.suggestion && !note ? this.#suggestion(talk.suggestion) : nothing}
      <section class="write ${note ? 'noting' : ''}">
        <textarea rows="2" aria-label=${note ? '内部备注' : '回复职工'} placeholder=${note ? '只有坐席看得到' : '写回复，/ 用快捷回复'} .value=${text}
          aria-autocomplete="list" aria-controls=${matches.length ? 'canned' : nothing} aria-activedescendant=${matches.length ? `canned-${this.choice}` : nothing} @input=${this.#input} @keydown=${this.#key}></textarea>
        ${passages.length ? html`<p class="with">${passages.map((passage, index) => html`<span class="card"><span class="cite">${index + 1}</span>${short(passage.title)} ${passage.section}
          <button aria-label="不带第 ${index + 1} 条出处" @click=${() => this.#without(index)}>${icon('close')}</button></span>`)}</p>` : nothing}
        ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
        <div class="tools"><span class="seg" role="group" aria-label="写给谁"><button aria-pressed=${!note} @click=${() => this.focusField(false)}>回复</button><button aria-pressed=${note} @click=${() => this.focusField(true)}>内部备注</button></span>
          <button class="icon-btn" aria-label="快捷回复" title="快捷回复（/）" @click=${this.#slash}>${icon('zap')}</button>
          <button class="icon-btn" aria-label="插入引用" title="去查文件（Ctrl K）" @click=${() => this.#tell('seek')}>${icon('book')}</button>
          <span class="grow"></span>${over > 0 ? html`<span class="late" role="status">多了 ${over} 字</span>` : html`<span class="meta"><kbd>Shift</kbd> <kbd>Enter</kbd> 换行</span>`}
          <button class="btn primary" ?disabled=${this.sending} @click=${() => this.#send(false)}>${note ? '存备注' : '发送'} <kbd>Enter</kbd></button></div>
      </section>`
  }

  #suggestion(suggestion) {
    return html`<section class="suggest" aria-label="建议回复"><p class="h"><b>建议回复</b><span class="grow">${suggestion.citations.length ? `来自 ${suggestion.citations.length} 条出处` : ''}</span>
      <button class="btn ghost small" @click=${() => this.talk.decided('DROPPED')}>不用</button>
      <button class="btn small" @click=${this.#take}>${icon('edit')}拿来改 <kbd>Tab</kbd></button></p><div class="words">${markdown(suggestion.text, { citation: number => this.#cite(number) })}</div></section>`
  }

  #cite(number) {
    const mark = document.createElement('span')
    mark.className = 'cite'
    mark.textContent = number
    return mark
  }

  #take() {
    const { suggestion } = this.talk
    this.#taken = suggestion
    const behind = this.draft.passages.length
    const text = suggestion.text.replace(/\[(\d+)\]/g, (_, number) => `[${Number(number) + behind}]`)
    this.#set({ note: false, text: this.draft.text + text, passages: [...this.draft.passages, ...suggestion.citations.map(({ passageId, title, section }) => ({ passageId, title, section }))] })
    this.talk.suggestion = null
    this.#place(this.draft.text.length)
  }

  #menu(matches) {
    return html`<ul class="menu" id="canned" role="listbox" aria-label="快捷回复">${matches.map((reply, index) => html`<li role="option" id="canned-${index}" aria-selected=${index === this.choice}
      class=${index === this.choice ? 'on' : ''} @pointerdown=${event => { event.preventDefault(); this.#use(reply) }}><b>/${reply.name}</b><span>${filled(reply.text, this.variables)}</span>${index === this.choice ? html`<kbd>Enter</kbd>` : nothing}</li>`)}</ul>`
  }

  /** What is typed of a reply's name before the caret; null if none is. */
  #begun() {
    const field = this.#field
    return field?.value.slice(0, field.selectionStart).match(/(?:^|\s)\/([^\s/]*)$/)?.[1] ?? null
  }

  #matches() {
    const begun = this.choice === null ? null : this.#begun()
    return begun === null ? [] : matching(this.replies ?? [], begun)
  }

  #use(reply) {
    const at = this.#field.selectionStart
    const from = at - this.#begun().length - 1
    const text = filled(reply.text, this.variables)
    this.choice = null
    this.#set({ text: this.draft.text.slice(0, from) + text + this.draft.text.slice(at) })
    this.#place(from + text.length)
  }

  async #slash() {
    const { text } = this.draft
    this.#set({ text: `${text}${text && !/\s$/.test(text) ? ' ' : ''}/` })
    await this.#place(this.draft.text.length)
    this.choice = 0
  }

  #input(event) {
    this.#set({ text: event.target.value })
    this.choice = this.#begun() === null ? null : 0
    if (this.draft.note || event.isComposing || Date.now() - this.#typed < TYPING_AGAIN) return
    this.#typed = Date.now()
    this.talk.typing()
  }

  #key(event) {
    if (event.isComposing || event.keyCode === 229) return
    const matches = this.#matches()
    if (matches.length && this.#inMenu(event, matches)) return event.preventDefault()
    if (event.key === 'Tab' && !event.shiftKey && this.talk.suggestion && !this.draft.text) {
      event.preventDefault()
      this.#take()
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      this.#send(event.ctrlKey || event.metaKey)
    } else if (event.key === 'Escape') {
      this.#field.blur()
    }
  }

  #inMenu({ key }, matches) {
    if (key === 'ArrowDown') this.choice = Math.min(this.choice + 1, matches.length - 1)
    else if (key === 'ArrowUp') this.choice = Math.max(this.choice - 1, 0)
    else if (key === 'Enter' || key === 'Tab') this.#use(matches[this.choice])
    else if (key === 'Escape') this.choice = null
    else return false
    return true
  }

  #without(index) {
    const text = this.draft.text.replace(/\[(\d+)\]/g, (mark, number) => Number(number) === index + 1 ? '' : Number(number) > index + 1 ? `[${number - 1}]` : mark)
    this.#set({ text, passages: this.draft.passages.filter((_, at) => at !== index) })
    this.#field.focus()
  }

  /** What could not be sent stays, and is sent once, however often it is tried. */
  async #send(thenClose) {
    const { note, passages } = this.draft
    const text = this.draft.text.trim()
    if (!text && thenClose) return this.#tell('finish')
    if (!text || this.sending || [...text].length > LONGEST) return
    this.sending = true
    const clientMessageId = this.draft.clientMessageId ?? crypto.randomUUID?.() ?? String(Math.random())
    this.draft = { ...this.draft, clientMessageId }
    keep(this.talk.id, this.draft)
    try {
      const suggestion = this.#taken ?? this.talk.suggestion
      if (note) await this.talk.note(text)
      else await this.talk.send(text, passages, clientMessageId)
      if (!note && suggestion) this.#fate(suggestion, text)
      this.#set({ text: '', passages: [], note: false })
      if (thenClose) this.#tell('finish')
    } catch (error) {
      this.wrong = `${message(error)}${error.status ? '' : '再按一次就发。'}`
    } finally {
      this.sending = false
    }
  }

  #fate(suggestion, text) {
    this.talk.decided(!this.#taken ? 'DROPPED' : text === suggestion.text.trim() ? 'USED' : 'CHANGED', suggestion)
    this.#taken = null
  }

  #tell(name) { this.dispatchEvent(new Event(name, { bubbles: true })) }
}

customElements.define('nj-composer', NjComposer)
