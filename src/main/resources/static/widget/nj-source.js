import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { copyText } from '/shared/copy.js'
import { KIND, VALIDITY, basisName, date, quoted } from './sources.js'

const BANNERS = {
  NOT_YET: '这一条还没有开始施行。', EXPIRED: '这一条已经失效，不能再照着办。',
  SUPERSEDED: '这一条已被新的规定取代。', REPORTED: '这是当年的报道，现在是否还有，请问当地工会。'
}

/** The passage behind a citation, in its surroundings, with who issued it, when, and whether it holds. Esc goes back to the number. */
class NjSource extends LitElement {
  static properties = { source: { state: true }, number: { state: true }, note: { state: true } }

  #conversation
  #reply
  #from

  createRenderRoot() { return this }

  async open(conversation, { reply, number, from }) {
    this.#conversation = conversation
    this.#reply = reply
    this.#from = from
    this.source = null
    this.#dialog().showModal()
    this.querySelector('[aria-label=关闭出处]').focus()
    await this.#show(number)
  }

  async #show(number) {
    this.number = number
    this.note = ''
    try {
      this.source = await this.#conversation.openCitation(this.#reply, number)
    } catch (error) {
      this.source = null
      this.note = error instanceof TypeError ? '网络断了，连上后再点一次。' : error.message
    }
    await this.updateComplete
    this.querySelector('.in').scrollTop = 0
    this.querySelector('.this mark')?.scrollIntoView({ block: 'nearest' })
  }

  #dialog() { return this.querySelector('dialog') }

  #closed() {
    this.#from?.focus()
    this.source = null
  }

  async #copy() {
    this.note = await copyText(quoted(this.source.citation)) ? '已复制原文和出处' : '没复制成。请长按文字，自己选中复制。'
  }

  render() {
    const count = this.#reply?.citations.length ?? 0
    return html`<dialog class="drawer" aria-labelledby="source-title" @close=${this.#closed} @click=${this.#outside}>
      <div class="bar2"><span class="grow">出处 <b>${this.number}</b> / ${count}</span>
        <button class="icon-btn" aria-label="上一条出处" ?disabled=${this.number <= 1} @click=${() => this.#show(this.number - 1)}>${icon('left')}</button>
        <button class="icon-btn" aria-label="下一条出处" ?disabled=${this.number >= count} @click=${() => this.#show(this.number + 1)}>${icon('right')}</button>
        <button class="icon-btn" aria-label="关闭出处" @click=${() => this.#dialog().close()}>${icon('close')}</button></div>
      <div class="title"><h2 id="source-title">${this.source?.citation.title ?? (this.note || '正在打开…')}</h2>${this.source ? this.#tags() : nothing}</div>
      <div class="in" tabindex="0" role="region" aria-label="出处内容">${this.source ? this.#content() : nothing}</div>
      ${this.source ? html`<div class="foot one"><p class="done" role="status">${this.note}</p>
        <button class="btn wide" @click=${this.#copy}>${icon('copy')}复制原文和出处</button></div>` : nothing}
    </dialog>`
  }

  #outside(event) {
    if (event.target === this.#dialog()) this.#dialog().close()
  }

  #tags() {
    const { citation, kind, validityNow } = this.source
    return html`<p class="row tags"><span class="tag ${VALIDITY[validityNow].tag}">${VALIDITY[validityNow].name}</span><span>${KIND[kind]} · ${citation.region.name}</span></p>`
  }

  #content() {
    const { citation, passage, neighbours, validityNow, newerVersion, withdrawn, supersededBy } = this.source
    const before = neighbours.filter(other => ordinal(other) === ordinal(passage) - 1)
    const after = neighbours.filter(other => ordinal(other) === ordinal(passage) + 1)
    return html`
      ${BANNERS[validityNow] || supersededBy ? html`<p class="warn">${BANNERS[validityNow] ?? ''}${supersededBy ? `现在看：《${supersededBy}》。` : ''}</p>` : nothing}
      ${newerVersion || withdrawn ? html`<p class="warn">${withdrawn ? '这份文件后来撤下了，下面是当时的内容。' : '已有新版，下面是回答时用的那一版。'}</p>` : nothing}
      <dl class="kv">${this.#facts().map(([name, fact]) => html`<dt>${name}</dt><dd>${fact}</dd>`)}</dl>
      <div class="passage">
        ${passage.heading && passage.heading !== passage.section ? html`<p class="path">${passage.heading}</p>` : nothing}
        ${before.map(other => this.#near(other))}
        <div class="this"><h3>${passage.section}</h3>${marked(passage.text, citation.quote)}</div>
        ${after.map(other => this.#near(other))}
      </div>
      ${citation.basis.length ? this.#basis() : nothing}`
  }

  #near(passage) {
    return html`<div class="near"><b>${passage.section}</b><p>${close(passage.text)}</p></div>`
  }

  #facts() {
    const { citation, kind, issuedOn, sourceAsOf } = this.source
    const written = kind === 'GUIDE' || kind === 'FAQ'
    const lasts = citation.effectiveUntil ? `到 ${date(citation.effectiveUntil)} 为止` : null
    return [
      written ? ['编写', citation.author ?? '未载明'] : ['发布', citation.publisher ?? '未载明'],
      citation.documentNumber ? ['文号', citation.documentNumber] : null,
      issuedOn ? ['发布日期', date(issuedOn)] : null,
      written ? null : ['施行', [citation.effectiveFrom ? `${date(citation.effectiveFrom)}起` : '日期未载明', lasts].filter(Boolean).join('，')],
      written && lasts ? ['有效', lasts] : null,
      sourceAsOf ? ['核对', `资料核对到 ${sourceAsOf.replace(/^(\d+)-0?(\d+)$/, '$1年$2月')}`] : null
    ].filter(Boolean)
  }

  #basis() {
    const { citation, articles } = this.source
    return html`<section class="basis"><h3>依据</h3><ul>${citation.basis.map(basis => {
      const article = articles.find(other => other.section === basis.article && shortOf(other.title) === shortOf(basis.law ?? ''))
      return html`<li>${article ? html`<details><summary>${basisName(basis)}<span class="tag ${VALIDITY[article.validity].tag}">${VALIDITY[article.validity].name}</span></summary>
        <p>${article.text}</p></details>` : basisName(basis)}</li>`
    })}</ul></section>`
  }
}

const ordinal = passage => Number(passage.passageId.slice(passage.passageId.lastIndexOf('#') + 1))
const shortOf = title => title.replace(/^中华人民共和国/, '')

/** Without the empty lines of the file. */
const close = text => text.replace(/\n\s*\n/g, '\n')

/** The passage by lines, the quoted words marked. */
function marked(text, quote) {
  const parts = []
  let rest = close(text)
  for (const line of new Set(quote.split('\n').map(part => part.trim()).filter(Boolean))) {
    const at = rest.indexOf(line)
    if (at < 0) continue
    parts.push(rest.slice(0, at), html`<mark>${line}</mark>`)
    rest = rest.slice(at + line.length)
  }
  return html`<p>${parts}${rest}</p>`
}

customElements.define('nj-source', NjSource)
