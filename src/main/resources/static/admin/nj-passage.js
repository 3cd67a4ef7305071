import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { toast } from '/shared/nj-toast.js'
import './nj-questions.js'

const LONGEST_SPOKEN = 60
const PERSONAL = { 手机号: /〔手机号〕|(?<!\d)1[3-9]\d{9}(?!\d)/, 身份证号: /〔身份证号〕|(?<!\d)[1-9]\d{16}[\dXx](?!\d)/, 银行卡号: /〔银行卡号〕/ }

/** What is clicked next must not move away between press and release. */
const UNTIL_CLICKED = 250

/** One passage: its text edited in place, joined, split, switched off; the questions that lead to it; the line that is said on the phone. */
class NjPassage extends LitElement {
  static properties = { passage: {}, original: {}, number: { type: Number }, last: { type: Boolean }, readonly: { type: Boolean }, editing: { type: Boolean }, edit: {}, speaking: { state: true } }

  createRenderRoot() { return this }

  updated(changed) {
    if (changed.has('editing') && this.editing) {
      this.#grow()
      this.#area.focus()
    }
  }

  get #area() { return this.querySelector('textarea') }

  #grow() {
    const area = this.#area
    if (!area || CSS.supports('field-sizing', 'content')) return
    area.style.height = 'auto'
    area.style.height = `${area.scrollHeight + 2}px`
  }

  #tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail })) }

  #typed(change) {
    this.edit.passage(this.passage.key, '改文字', change, `text-${this.passage.key}`)
    this.#grow()
  }

  #key(event) {
    if (event.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) || event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      this.#tell('nj-done')
    }
  }

  #split() {
    const area = this.#area
    if (!area) {
      this.#tell('nj-edit')
      return toast('把光标放到要拆开的地方，再按一次「从这里拆开」。')
    }
    const at = area.selectionStart
    if (!area.value.slice(0, at).trim() || !area.value.slice(at).trim()) return toast('光标前后都要有字，才能拆开。')
    this.#tell('nj-split', at)
  }

  #switch() {
    const { key, enabled } = this.passage
    this.edit.passage(key, enabled ? '停用一段' : '用上一段', { enabled: !enabled })
  }

  #restore() {
    const { text, section, questions, spoken, enabled } = this.original
    this.edit.passage(this.passage.key, '恢复原样', { text, section, questions, spoken, enabled })
    this.#tell('nj-done')
  }

  get #changed() {
    const { original, passage } = this
    return original !== undefined && ['text', 'section', 'spoken', 'enabled'].some(name => original[name] !== passage[name]) || original?.questions !== passage.questions
  }

  render() {
    const { passage, editing } = this
    const name = passage.section || `第 ${this.number + 1} 段`
    return html`<article class="psg ${editing ? 'on' : ''} ${passage.enabled ? '' : 'off'}" tabindex="-1" aria-label=${name}>
      <div class="t">${editing ? html`<input class="name" aria-label="这一段叫什么" placeholder="这一段叫什么" maxlength="60" .value=${passage.section}
          @input=${event => this.#typed({ section: event.target.value })} @keydown=${this.#key}>` : html`<h3>${name}</h3>`}
        ${this.#personal()}${this.readonly ? nothing : this.#tools()}</div>
      ${editing ? html`<textarea aria-label=${`${name}的文字`} rows="3" .value=${passage.text} @input=${event => this.#typed({ text: event.target.value })} @keydown=${this.#key}></textarea>`
        : html`<p @dblclick=${() => !this.readonly && this.#tell('nj-edit')}>${passage.enabled ? close(passage.text) : html`<s>${close(passage.text)}</s>`}</p>`}
      ${passage.enabled ? html`<nj-questions .questions=${passage.questions} ?readonly=${this.readonly} @nj-changed=${event => this.edit.passage(passage.key, event.detail.label, { questions: event.detail.questions })}></nj-questions>${this.#spoken()}`
        : html`<p class="meta">已停用，不用来回答。</p>`}
      ${editing ? this.#foot() : nothing}</article>`
  }

  #personal() {
    const kind = Object.keys(PERSONAL).find(name => PERSONAL[name].test(this.passage.text))
    return kind ? html`<span class="tag late" title="个人号码不进答案，请换成公开电话">含${kind}</span>` : nothing
  }

  #tools() {
    const { enabled } = this.passage
    if (!enabled) return html`<button class="btn small ghost" @click=${this.#switch}>用上</button>`
    return html`<span class="tools">
      <button aria-label="改文字" title="改文字" @click=${() => this.#tell(this.editing ? 'nj-done' : 'nj-edit')}>${icon('edit')}</button>
      <button aria-label="和下一段合并" title="和下一段合并" ?disabled=${this.last} @click=${() => this.#tell('nj-join')}>${icon('merge')}</button>
      <button aria-label="从这里拆开" title="从光标处拆开" @pointerdown=${event => event.preventDefault()} @click=${this.#split}>${icon('split')}</button>
      <button aria-label="不用这一段" title="不用这一段" @click=${this.#switch}>${icon('eyeoff')}</button></span>`
  }

  #spoken() {
    const { spoken } = this.passage
    if (this.readonly && !spoken) return nothing
    if (!this.editing && !this.speaking) {
      return spoken ? html`<p class="lq">${icon('phone')}<span class="grow">口述：${spoken}</span>${this.readonly ? nothing : html`<button class="link" @click=${() => this.#speak()}>改口述</button>`}</p>`
        : html`<p class="lq">${icon('phone')}<button class="link" @click=${() => this.#speak()}>加口述</button></p>`
    }
    const length = [...spoken].length
    return html`<label class="spoken">${icon('phone')}<input aria-label="接电话时念的一句" placeholder="接电话时念的一句，60 字以内" .value=${spoken} @keydown=${this.#key}
        @input=${event => this.edit.passage(this.passage.key, '改口述', { spoken: event.target.value }, `spoken-${this.passage.key}`)} @blur=${() => setTimeout(() => { this.speaking = this.contains(document.activeElement) && document.activeElement.matches('.spoken input') }, UNTIL_CLICKED)}>
      <span class="meta ${length > LONGEST_SPOKEN ? 'warn' : ''}" role="status">${length} / ${LONGEST_SPOKEN}</span></label>`
  }

  async #speak() {
    this.speaking = true
    await this.updateComplete
    this.querySelector('.spoken input').focus()
  }

  #foot() {
    return html`<div class="row foot"><button class="btn small soft" @click=${() => this.#tell('nj-done')}>改好了 <kbd>Ctrl</kbd> <kbd>Enter</kbd></button>
      ${this.#changed && this.original ? html`<button class="btn small ghost" @click=${this.#restore}>恢复原样</button>` : nothing}
      <span class="grow"></span>${this.#changed ? html`<span class="meta">改过</span>` : nothing}</div>`
  }
}

/** Without the empty lines of the file. */
const close = text => text.replace(/\n\s*\n/g, '\n')

customElements.define('nj-passage', NjPassage)
