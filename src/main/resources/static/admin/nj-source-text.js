import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { lines, ours } from './source-lines.js'

const NEAR = 2

/** The text as it came, with marks where it was mended. Asks with `nj-mend` and {wanted, label} to take kinds of mends back or make them again. */
class NjSourceText extends LitElement {
  static properties = { source: {}, document: {}, edit: {}, version: {}, at: {}, readonly: { type: Boolean }, whole: { state: true } }

  #lines = []
  #ours = new Set()
  #unmended = null

  createRenderRoot() { return this }

  willUpdate(changed) {
    if (!changed.has('source') && this.#unmended === this.edit.now.unmended) return
    this.#unmended = this.edit.now.unmended
    this.#lines = lines(this.source, this.#unmended)
    this.#ours = this.#near(ours(this.#lines, this.source.places))
    if (changed.has('source') && changed.get('source')?.name !== this.source.name) this.whole = false
  }

  /** A headline stands above its passages, so lines nearby are shown too. */
  #near(belonging) {
    const numbers = [...belonging].map(({ number }) => number)
    const first = Math.min(...numbers) - NEAR
    const last = Math.max(...numbers) + NEAR
    return this.#lines.length < 60 && numbers.length > this.#lines.length / 2 ? new Set(this.#lines)
      : new Set(this.#lines.filter(({ number }) => number >= first && number <= last && (belonging.has(this.#lines[number - 1]) || numbers.some(other => Math.abs(other - number) <= NEAR))))
  }

  updated(changed) {
    if (changed.has('at') && this.at) this.querySelector('.lineno.here')?.scrollIntoView({ block: 'nearest' })
  }

  /** Stretches of the passage that somebody looks at; it is known by its place as the server has it. */
  get #here() {
    const n = this.at ? this.edit.base.passages.findIndex(({ key }) => key === this.at.key) : -1
    return n < 0 ? [] : this.source.places.find(({ ordinal }) => ordinal === this.edit.shown.passages[n].ordinal)?.stretches ?? []
  }

  /** One stop for Tab; arrows go from mark to mark. */
  #key(event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    if (!step || event.altKey) return
    const marks = [...this.querySelectorAll('[data-mark]')]
    const now = marks.indexOf(document.activeElement)
    const next = now < 0 ? marks[0] : marks[now + step]
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  #toggle(kind) {
    const undone = this.edit.now.unmended
    const back = !undone.includes(kind.kind)
    this.#mend(back ? [...undone, kind.kind] : undone.filter(other => other !== kind.kind), back ? `撤回${kind.label}` : `重新清理${kind.label}`)
  }

  #mend(wanted, label) { this.dispatchEvent(new CustomEvent('nj-mend', { detail: { wanted, label } })) }

  render() {
    const name = this.source.name.slice(this.source.name.lastIndexOf('/') + 1)
    const shown = this.whole ? this.#lines : this.#lines.filter(line => this.#ours.has(line))
    const hidden = this.#lines.length - shown.length
    const here = this.#here
    return html`<div class="h"><h2>原文</h2><small>改动标在原处</small><span class="grow"></span>
        <a class="btn small" href=${`/api/admin/documents/${encodeURIComponent(this.document)}/source/file`} download=${name}>${icon('doc')}看原件</a></div>
      <div class="body orig" tabindex="0" role="region" aria-label="原文，用上下键逐处看改动" @keydown=${this.#key}>
        ${hidden || this.whole ? html`<button class="btn small ghost rest" @click=${() => { this.whole = !this.whole }}>${this.whole ? '只看这一篇' : `同一份里还有 ${hidden} 行，展开`}</button>` : nothing}
        ${shown.map((line, n) => html`${n && shown[n - 1].number !== line.number - 1 ? html`<p class="gap" aria-hidden="true">⋯</p>` : nothing}
          <div class="lineno ${here.some(({ from, to }) => from <= line.to && to > line.from) ? 'here' : ''}"><span aria-hidden="true">${line.number}</span>
          <p>${line.parts.map(part => this.#part(part))}</p></div>`)}</div>
      ${this.#foot()}`
  }

  #part({ text, mark }) {
    if (!mark) return text
    if (!mark.first) return html`<del>${text}</del>`
    return mark.kind === 'PERSONAL' ? html`<ins data-mark tabindex="-1" data-label=${mark.label}>${text}<span class="sr">（${mark.label}）</span></ins>`
      : html`<del data-mark tabindex="-1" data-label=${mark.label}>${text}<span class="sr">（${mark.label}）</span></del>`
  }

  #foot() {
    const { kinds } = this.source
    const { unmended } = this.edit.now
    const all = kinds.map(({ kind }) => kind)
    const times = kinds.filter(({ kind }) => !unmended.includes(kind)).reduce((sum, { count }) => sum + count, 0)
    if (!kinds.length) return html`<div class="row meta under">没有要清理的，原样收下。</div>`
    return html`<div class="row wrap meta under" role="group" aria-label="清理"><span>清理 ${times} 处：</span>
      ${kinds.map(kind => html`<button class="mended" aria-pressed=${unmended.includes(kind.kind) ? 'false' : 'true'} ?disabled=${this.readonly}
        title=${unmended.includes(kind.kind) ? `重新清理${kind.label}` : `撤回${kind.label}`} @click=${() => this.#toggle(kind)}>${kind.label} ${kind.count}</button>`)}
      <span class="grow"></span>${this.readonly ? nothing : unmended.length === all.length ? html`<button class="btn small ghost" @click=${() => this.#mend([], '重新清理')}>${icon('refresh')}重新清理</button>`
        : html`<button class="btn small ghost" @click=${() => this.#mend(all, '全部撤回')}>${icon('undo')}全部撤回</button>`}</div>`
  }
}

customElements.define('nj-source-text', NjSourceText)
