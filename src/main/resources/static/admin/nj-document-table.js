import { LitElement, html, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { icon } from '/shared/icon.js'
import { href } from '/shared/route.js'
import { KINDS, VALIDITIES } from './words.js'

const SOON = 30
const DAY = 86_400_000

/** The documents of one page. Space ticks, Shift+Space or Shift+click ticks all in between, arrows go up and down. */
class NjDocumentTable extends LitElement {
  /** ticked: Map of id to title; tells of a new one with `nj-ticked`, of another order with `nj-sort` ({sort, desc}) */
  static properties = { documents: {}, ticked: {}, sort: {}, descending: { type: Boolean } }

  #last = -1

  createRenderRoot() { return this }

  #tick(event, at) {
    const on = event.target.checked
    const [from, to] = event.shiftKey && this.#last >= 0 ? [Math.min(at, this.#last), Math.max(at, this.#last)] : [at, at]
    const ticked = new Map(this.ticked)
    for (const { id, title } of this.documents.slice(from, to + 1)) on ? ticked.set(id, title) : ticked.delete(id)
    this.#last = at
    this.#tell(ticked)
  }

  #tickAll(event) {
    const ticked = new Map(this.ticked)
    for (const { id, title } of this.documents) event.target.checked ? ticked.set(id, title) : ticked.delete(id)
    this.#tell(ticked)
  }

  #tell(ticked) {
    this.dispatchEvent(new CustomEvent('nj-ticked', { detail: ticked }))
  }

  #key(event, at) {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key]
    const ticks = this.querySelectorAll('tbody .tick')
    if (to !== undefined && ticks[to]) {
      event.preventDefault()
      ticks[to].focus()
    } else if (event.key === 'Enter') {
      location.hash = href('/documents', this.documents[at].id)
    }
  }

  render() {
    const all = this.documents.filter(({ id }) => this.ticked.has(id)).length
    return html`<section class="sheet"><table class="documents"><caption class="sr">文件，空格勾选，Shift 加空格勾选一段，回车打开</caption>
      <thead><tr><th class="t"><input class="tick" type="checkbox" aria-label="勾选这一页" .checked=${all === this.documents.length} .indeterminate=${all > 0 && all < this.documents.length}
        @change=${this.#tickAll}></th>${this.#head('文件', 'TITLE')}<th>种类</th><th>地区</th><th>时效</th>${this.#head('有效期', 'UNTIL')}<th>状态</th>
        ${this.#head('30 天引用', 'CITED', true)}${this.#head('核对', 'CHECKED', true)}</tr></thead>
      <tbody>${repeat(this.documents, ({ id }) => id, (document, at) => this.#row(document, at))}</tbody></table></section>`
  }

  /** First what one wants to see first: the most cited, the soonest over, the longest unchecked; then the other way round; then as it was. */
  #head(name, sort, number = false) {
    const on = this.sort === sort
    const first = sort === 'CITED'
    const next = !on ? { sort, desc: first ? '1' : '' } : this.descending === first ? { sort, desc: first ? '' : '1' } : { sort: '', desc: '' }
    return html`<th class=${number ? 'n' : ''} aria-sort=${on ? this.descending ? 'descending' : 'ascending' : nothing}>
      <button @click=${() => this.dispatchEvent(new CustomEvent('nj-sort', { detail: next }))}>${name}${on ? icon(this.descending ? 'down' : 'up') : nothing}</button></th>`
  }

  #row(document, at) {
    const { id, title, subtitle, kind, region, cited, reviewedOn } = document
    const ticked = this.ticked.has(id)
    return html`<tr class=${ticked ? 'sel' : ''}>
      <td class="t"><input class="tick" type="checkbox" aria-label="勾选《${title}》" .checked=${ticked} @click=${event => this.#tick(event, at)} @keydown=${event => this.#key(event, at)}></td>
      <td class="name"><a href=${href('/documents', id)}>${title}</a>${subtitle || KINDS[kind] === '指南' ? html`<small>${subtitle || '办事指南'}</small>` : nothing}</td>
      <td class="kind">${KINDS[kind]}</td><td class="place">${region.name}</td><td class="valid">${tag(document)}${document.visibility === 'STAFF' ? html` <span class="tag plain">内部</span>` : nothing}</td>
      <td class="day">${period(document)}</td><td class="state">${state(document)}</td>
      <td class="n cited">${cited ? html`<span class="on-phone">30 天引用 </span>${cited.toLocaleString('zh-CN')}` : ''}</td>
      <td class="n day checked"><span class="on-phone">核对 </span>${reviewedOn ?? '从未'}</td></tr>`
  }
}

function tag({ validity, effectiveUntil, state: stands, withdrawAt }) {
  const days = daysTo(effectiveUntil ?? withdrawAt?.slice(0, 10))
  if (stands === 'PUBLISHED' && validity === 'IN_FORCE' && days !== null && days <= SOON) return html`<span class="tag late">${days > 0 ? `${days} 天后到期` : '今天到期'}</span>`
  return html`<span class="tag ${VALIDITIES[validity].tag}">${VALIDITIES[validity].name}</span>`
}

function daysTo(day) {
  if (!day) return null
  const today = new Date()
  return Math.round((Date.parse(`${day}T00:00`) - new Date(today.getFullYear(), today.getMonth(), today.getDate())) / DAY)
}

function period({ effectiveFrom, effectiveUntil }) {
  if (effectiveFrom && effectiveUntil) return `${effectiveFrom} 至 ${effectiveUntil}`
  return effectiveUntil ? `到 ${effectiveUntil}` : effectiveFrom ? `${effectiveFrom} 起` : '长期'
}

function state({ state: stands, version, draft, publishAt }) {
  const set = publishAt && `定时 ${publishAt.slice(5, 10)}`
  const name = { DRAFT: '草稿', REVIEWED: '已审核', SCHEDULED: set, PUBLISHED: '已发布', ARCHIVED: '已归档' }[stands]
  const more = [version > 1 && stands === 'PUBLISHED' ? `第 ${version} 版` : '', draft ? set ?? '有改动' : ''].filter(Boolean).join('，')
  return html`${name}${more ? html` <small>${more}</small>` : nothing}`
}

customElements.define('nj-document-table', NjDocumentTable)
