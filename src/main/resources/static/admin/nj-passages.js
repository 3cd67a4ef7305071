import { LitElement, html, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { icon } from '/shared/icon.js'
import './nj-passage.js'

/** The passages as answers will quote them, to be corrected in place. */
class NjPassages extends LitElement {
  static properties = { edit: {}, version: {}, readonly: { type: Boolean }, editing: { state: true } }

  createRenderRoot() { return this }

  updated(changed) {
    if (changed.has('edit')) this.editing = null
  }

  #join({ key }) {
    const { passages } = this.edit.now
    const n = passages.findIndex(passage => passage.key === key)
    const [one, next] = passages.slice(n, n + 2)
    const joined = { ...one, text: `${one.text}\n${next.text}`, enabled: one.enabled || next.enabled, questions: [...new Set([...one.questions, ...next.questions])],
      spoken: one.spoken || next.spoken }
    this.edit.step('合并两段', { passages: passages.toSpliced(n, 2, joined) })
    this.#focus(key)
  }

  #split({ key }, at) {
    const { passages } = this.edit.now
    const n = passages.findIndex(passage => passage.key === key)
    const one = passages[n]
    const halves = [one.text.slice(0, at).trim(), one.text.slice(at).trim()]
    const behind = { ...one, key: this.edit.newKey(), text: halves[1], questions: [], spoken: '' }
    this.edit.step('拆开一段', { passages: passages.toSpliced(n, 1, { ...one, text: halves[0] }, behind) })
    this.editing = behind.key
  }

  #add() {
    const passage = { key: this.edit.newKey(), section: '', heading: '', text: '', enabled: true, questions: [], spoken: '' }
    this.edit.step('加一段', { passages: [...this.edit.now.passages, passage] })
    this.editing = passage.key
  }

  async #focus(key) {
    await this.updateComplete
    this.querySelector(`[data-key="${key}"] .psg`)?.focus()
  }

  /** Tells which passage somebody looks at, so that its place in the original is shown. */
  #at(n) { this.dispatchEvent(new CustomEvent('nj-at', { detail: n })) }

  render() {
    const { passages } = this.edit.now
    const off = passages.filter(({ enabled }) => !enabled).length
    const last = this.edit.lastStep
    return html`<div class="h"><h2>段落</h2><small>回答时就引用这些${this.readonly ? '' : '，可以改'}</small><span class="grow"></span>
        ${last ? html`<button class="btn small ghost" aria-keyshortcuts="Control+Z" @click=${() => this.dispatchEvent(new Event('nj-undo'))}>${icon('undo')}撤销：${last}</button>` : nothing}
        <span class="meta">${passages.length} 段${off ? `，停用 ${off} 段` : ''}</span></div>
      <div class="body psgs" tabindex="0" role="region" aria-label="段落">
        ${repeat(passages, ({ key }) => key, (passage, n) => html`<nj-passage data-key=${passage.key} .passage=${passage} .original=${this.edit.original(passage.key)}
          .number=${n} ?last=${n === passages.length - 1} ?readonly=${this.readonly} ?editing=${this.editing === passage.key} .edit=${this.edit}
          @focusin=${() => this.#at(passage)} @pointerenter=${() => this.#at(passage)} @nj-edit=${() => { this.edit.endMerging(); this.editing = passage.key }}
          @nj-done=${() => { this.edit.endMerging(); this.editing = null; this.#focus(passage.key) }} @nj-join=${() => this.#join(passage)}
          @nj-split=${event => this.#split(passage, event.detail)}></nj-passage>`)}
        ${this.readonly ? nothing : html`<button class="btn small ghost add" @click=${this.#add}>${icon('plus')}加一段</button>`}</div>`
  }
}

customElements.define('nj-passages', NjPassages)
