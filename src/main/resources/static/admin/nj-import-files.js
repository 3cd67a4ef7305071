import { LitElement, html, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { icon } from '/shared/icon.js'
import { href } from '/shared/route.js'
import { count, size } from './when.js'

const AT_ONCE = 100
const QUEUED_SHOWN = 10
const STAGES = ['正在读取', '正在清理', '正在认出标题与日期', '正在切成段落', '正在编入索引']
const ICONS = { xlsx: 'table', xls: 'table', zip: 'zip' }

/** The files of an import: what needs somebody first at sight, what went well folded. Tells of another file for a refused one with `nj-replace`. */
class NjImportFiles extends LitElement {
  static properties = { files: {}, more: { type: Number }, all: { state: true }, shown: { state: true } }

  constructor() {
    super()
    this.files = []
    this.shown = AT_ONCE
  }

  createRenderRoot() { return this }

  render() {
    const quiet = this.files.filter(file => !this.all && isQuiet(file))
    const queued = this.files.filter(file => file.state === 'QUEUED')
    const hidden = new Set([...quiet, ...queued.slice(QUEUED_SHOWN)])
    const rows = this.files.filter(file => !hidden.has(file))
    const left = rows.length - this.shown
    const waiting = Math.max(0, queued.length - QUEUED_SHOWN) + Math.max(0, this.more)
    return html`<section class="sheet files" aria-label="文件"><table><thead><tr><th class="icon-col"><span class="sr">怎样的文件</span></th><th scope="col">文件</th><th scope="col">进度</th>
        <th scope="col" class="n">段落</th><th scope="col">看到了什么</th><th scope="col"><span class="sr">接着做什么</span></th></tr></thead>
      <tbody>${repeat(rows.slice(0, this.shown), file => file.number, file => this.#row(file))}
        ${left > 0 ? this.#fold(`还有 ${count(left)} 份`, '再显示一些', () => { this.shown += 5 * AT_ONCE }) : nothing}
        ${waiting ? this.#fold(`还有 ${count(waiting)} 份在排队`) : nothing}
        ${quiet.length ? this.#fold(`另有 ${count(quiet.length)} 份已完成，没有要看的`, '展开', () => { this.all = true }) : nothing}</tbody></table></section>`
  }

  #fold(text, word, act) {
    return html`<tr class="fold"><td></td><td colspan="5">${text}${word ? html`<button class="link" @click=${act}>${word}</button>` : nothing}</td></tr>`
  }

  #row(file) {
    const refused = file.state === 'REFUSED'
    const name = file.name.slice(file.name.lastIndexOf('/') + 1) || file.name
    return html`<tr data-state=${file.state}><td class="icon-col"><span class="ft">${icon(refused ? reasonIcon(file.error) : ICONS[ending(name)] ?? 'doc')}</span></td>
      <td class="name"><b title=${file.name}>${name}</b><small>${[file.name.includes('/') ? file.name.slice(0, file.name.lastIndexOf('/')) : '', size(file.size), file.note].filter(Boolean).join(' · ')}</small></td>
      <td class="stage">${refused ? html`<span class="meta">没收下</span>` : this.#stages(file)}</td>
      <td class="n">${file.passages ? count(file.passages) : ''}</td>
      <td class="seen">${this.#seen(file)}</td><td class="act">${this.#action(file)}</td></tr>`
  }

  #stages({ stage, state }) {
    const done = state === 'RUNNING' ? stage : state === 'QUEUED' ? 0 : 5
    return html`<span class="stages" role="img" aria-label=${`五步完成 ${done} 步`}>${STAGES.map((_, n) =>
      html`<i class=${n < done ? 'd' : n === done && state === 'RUNNING' ? 'w' : ''}></i>`)}</span>`
  }

  #seen(file) {
    if (file.state === 'QUEUED') return html`<span class="faint">排队中</span>`
    if (file.state === 'RUNNING') return html`<span class="muted">${STAGES[Math.min(file.stage, 4)]}</span>`
    if (file.state === 'REFUSED') return html`<span class="row"><span class="warn">${icon(reasonIcon(file.error))}</span>${file.error}</span>`
    if (file.state === 'UNCHANGED') return html`<span class="row muted">${icon('check')}和以前传的一样，没有变</span>`
    const looks = file.warnings.length > 0
    return html`<span class="row"><span class=${looks ? 'warn' : 'ok'}>${icon(looks ? 'alert' : 'check')}</span>${
      looks ? file.warnings.join('；') : file.documents.length || !file.note ? '都认出来了' : '已解开'}</span>`
  }

  #action(file) {
    if (file.state === 'REFUSED') {
      return html`<label class="btn small">换一份<input type="file" class="sr" aria-label=${`换一份：${file.name}`} @change=${event => this.#replace(file, event)}></label>`
    }
    const [first] = file.documents
    if (!first) return nothing
    const difference = file.action === 'DIFFERENCE'
    const word = difference ? '看差异' : file.action === 'CONFIRM' ? '去确认' : '看文件'
    return html`<a class="btn small" href=${href(file.action ? '/review' : '/documents', first.id, { tab: difference ? 'versions' : '' })} aria-label=${`${word}：${file.name}`}>${word}</a>`
  }

  #replace({ number }, event) {
    const [file] = event.target.files
    if (file) this.dispatchEvent(new CustomEvent('nj-replace', { detail: { number, file } }))
    event.target.value = ''
  }
}

const ending = name => name.slice(name.lastIndexOf('.') + 1).toLowerCase()

const isQuiet = file => file.state === 'UNCHANGED' || file.state === 'COMPLETED' && !file.warnings.length && !file.action

function reasonIcon(error) {
  if (error.includes('密码')) return 'lock'
  return error.includes('图片') ? 'image' : 'alert'
}

customElements.define('nj-import-files', NjImportFiles)
