import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { words } from './marked.js'
import { KIND, VALIDITY, date, placeOf, short } from './names.js'
import { whole } from './reading.js'
import { message } from '/shared/session.js'

/** A whole document beside its headings, opened at a passage. Esc goes back to where it was opened from. */
class NjDocument extends LitElement {
  static properties = { content: { state: true }, note: { state: true } }

  #at
  #marks
  #from

  createRenderRoot() { return this }

  async open(passage) {
    const { documentId, version, ordinal } = placeOf(passage.passageId)
    this.#at = ordinal
    this.#marks = passage.highlights ?? []
    this.#from = document.activeElement
    this.content = null
    this.note = '正在打开…'
    this.querySelector('dialog').showModal()
    try {
      this.content = await whole(documentId, version)
      this.note = ''
    } catch (error) {
      this.note = message(error)
    }
    await this.updateComplete
    this.#go(ordinal)
    this.querySelector('.full')?.focus()
  }

  #go(ordinal) {
    this.querySelector(`[data-ordinal="${ordinal}"]`)?.scrollIntoView({ block: 'center' })
  }

  render() {
    const { content } = this
    return html`<dialog class="document" aria-labelledby="document-title" @close=${this.#closed} @click=${this.#outside}>
      <div class="bar1"><h2 id="document-title" class="clip">${content ? short(content.document.title) : this.note}</h2>${content ? this.#tags(content.document) : nothing}<span class="grow"></span>
        <button class="icon-btn" aria-label="关闭全文" @click=${() => this.querySelector('dialog').close()}>${icon('close')}</button></div>
      ${content ? html`<div class="two"><nav aria-label="目录" tabindex="0">${headings(content.passages).map(({ ordinal, name, depth }) =>
          html`<button class="depth-${depth}" @click=${() => this.#go(ordinal)}>${name}</button>`)}</nav>
        <div class="full" tabindex="0" role="region" aria-label="全文">${content.passages.map(part => this.#part(part))}</div></div>` : nothing}
    </dialog>`
  }

  #tags(about) {
    const newer = about.version < about.currentVersion
    const facts = [about.publisher ?? about.author ?? KIND[about.kind], about.documentNumber, about.effectiveFrom && `${date(about.effectiveFrom)}起`, about.region.name]
    return html`<span class="tag ${VALIDITY[about.validity].tag}">${VALIDITY[about.validity].name}</span>${about.visibility === 'STAFF' ? html`<span class="tag staff">内部</span>` : nothing}
      ${newer || about.withdrawn ? html`<span class="tag late">${about.withdrawn ? '已下架' : '已有新版'}</span>` : nothing}<span class="meta clip">${facts.filter(Boolean).join(' · ')}</span>`
  }

  #part(part) {
    const here = part.ordinal === this.#at
    return html`<div class=${here ? 'this' : 'part'} data-ordinal=${part.ordinal}><b>${part.section}</b>${part.validity === 'IN_FORCE' ? nothing
      : html` <span class="tag ${VALIDITY[part.validity].tag}">${VALIDITY[part.validity].name}</span>`}<div class="text">${words(here ? { ...part, highlights: this.#marks } : part)}</div></div>`
  }

  #outside(event) {
    if (event.target.localName === 'dialog') event.target.close()
  }

  #closed() {
    this.content = null
    this.#from?.focus()
  }
}

/** The first passage below each heading; of a document without headings every passage. */
function headings(passages) {
  const seen = new Set()
  const found = []
  for (const { ordinal, heading, section } of passages) {
    heading.split(' > ').filter(Boolean).forEach((name, depth, path) => {
      const whole = path.slice(0, depth + 1).join(' > ')
      if (!seen.has(whole)) found.push({ ordinal, name, depth: Math.min(depth, 2) })
      seen.add(whole)
    })
  }
  return found.length > 1 ? found : passages.map(({ ordinal, section }) => ({ ordinal, name: section, depth: 0 }))
}

customElements.define('nj-document', NjDocument)
