import { LitElement, html, nothing } from 'lit'
import { call, message } from '/shared/session.js'
import { KINDS, TOPICS } from './words.js'

const FIELDS = { title: '标题', kind: '种类', topics: '主题', region: '地区', visibility: '谁能看', author: '编写人', publisher: '发布单位', documentNumber: '文号', issuedOn: '发布日期',
  effectiveFrom: '施行日期', effectiveUntil: '失效日期', textDate: '文本日期', basis: '依据', audience: '写给谁', questions: '问法', spoken: '口述', owner: '谁负责', reviewBy: '下次核对',
  sourceAsOf: '资料核对到', replaces: '代替哪一份' }
const WORDS = { ...KINDS, ...TOPICS, PUBLIC: '职工能看', STAFF: '只给内部看' }
const LONG = 160
const KEPT = 50

/** What changed from one version to another: words that came and went are marked, what stayed is folded. */
class NjDifference extends LitElement {
  static properties = { document: {}, from: { type: Number }, to: { type: Number }, difference: { state: true }, note: { state: true }, open: { state: true } }

  createRenderRoot() { return this }

  willUpdate(changed) {
    if (['document', 'from', 'to'].some(name => changed.has(name))) this.#load()
  }

  async #load() {
    const { document: id, from, to } = this
    if (!from || !to || from === to) return
    this.open = false
    try {
      const difference = await call(`/api/admin/documents/${encodeURIComponent(id)}/versions/${from}/difference?to=${to}`)
      if (from === this.from && to === this.to) Object.assign(this, { difference, note: '' })
    } catch (error) {
      this.note = message(error)
    }
  }

  render() {
    if (this.note) return html`<p class="trouble" role="alert">${this.note}</p>`
    if (!this.difference) return nothing
    const { fields, passages, from, to } = this.difference
    const changed = passages.filter(({ change }) => change !== 'SAME')
    return html`<section class="sheet pad difference" aria-label="差异"><div class="h"><h2>第 ${from} 版 → 第 ${to} 版</h2><span class="grow"></span>
        <span class="meta">${changed.length ? `${changed.length} 段变了` : '段落没有变'}${fields.length ? `，${fields.length} 项信息变了` : ''}</span></div>
      ${fields.length ? html`<dl class="kv">${fields.map(({ name, before, after }) => html`<dt>${FIELDS[name] ?? name}</dt><dd>${before ? html`<del>${readable(before)}</del>` : nothing}
        ${after ? html`<ins>${readable(after)}</ins>` : html`<span class="meta">去掉了</span>`}</dd>`)}</dl>` : nothing}
      ${this.#folded(passages)}</section>`
  }

  /** Passages that stayed are counted, unless somebody wants to see them. */
  #folded(passages) {
    const rows = []
    let same = 0
    const fold = () => {
      if (same) rows.push(html`<p class="same">${same} 段没有变<button class="link" @click=${() => { this.open = true }}>展开</button></p>`)
      same = 0
    }
    for (const passage of passages) {
      if (passage.change === 'SAME' && !this.open) {
        same++
      } else {
        fold()
        rows.push(this.#passage(passage))
      }
    }
    fold()
    return rows
  }

  #passage({ section, change, parts }) {
    const word = { ADDED: '新加', REMOVED: '删去', CHANGED: '改过', SAME: '没变' }[change]
    return html`<article class="changed"><h3>${section}<span class="tag ${change === 'REMOVED' ? 'late' : change === 'SAME' ? 'expired' : 'inforce'}">${word}</span></h3>
      <p>${parts.map(({ kind, text }, n) => kind === 'ADDED' ? html`<ins><span class="sr">加：</span>${text}</ins>` : kind === 'REMOVED' ? html`<del><span class="sr">删：</span>${text}</del>`
        : change === 'CHANGED' ? around(text, n === 0, n === parts.length - 1) : text)}</p></article>`
  }
}

/** Of a long stretch that stayed, what stands beside a change. */
function around(text, first, last) {
  if (text.length <= LONG) return text
  return `${first ? '' : text.slice(0, KEPT)}……${last ? '' : text.slice(-KEPT)}`
}

function readable(value) {
  if (!value.startsWith('[')) return WORDS[value] ?? value
  return JSON.parse(value).map(item => typeof item === 'string' ? WORDS[item] ?? item : item.law ? `《${item.law}》${item.article ?? ''}` : item.rule).join('、') || '没有'
}

customElements.define('nj-difference', NjDifference)
