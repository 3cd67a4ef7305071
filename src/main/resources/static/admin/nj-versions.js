import { LitElement, html, nothing } from 'lit'
import { confirm } from '/shared/nj-confirm.js'
import { call, message } from '/shared/session.js'
import { moment } from './when.js'
import './nj-difference.js'

const STATES = { DRAFT: ['草稿', 'pending'], REVIEWED: ['已审核', 'pending'], SCHEDULED: ['定时发布', 'pending'], CURRENT: ['答问在用', 'inforce'], FORMER: ['旧版', 'expired'],
  PROPOSED: ['文件夹里的新版', 'late'] }

/** Every version of a document; any two beside each other; an earlier one brought back. */
class NjVersions extends LitElement {
  static properties = { shown: {}, versions: { state: true }, from: { state: true }, to: { state: true }, trouble: { state: true } }

  createRenderRoot() { return this }

  willUpdate(changed) {
    if (changed.has('shown')) this.#load()
  }

  async #load() {
    try {
      this.versions = await call(`/api/admin/documents/${encodeURIComponent(this.shown.id)}/versions`)
      this.to = this.versions[0]?.version
      const { publishedVersion } = this.shown
      this.from = publishedVersion && publishedVersion !== this.to ? publishedVersion : this.versions[1]?.version
    } catch (error) {
      this.trouble = message(error)
    }
  }

  async #restore({ version, title }) {
    const { id, open, version: now, publishedVersion, mayPublish } = this.shown
    const text = open ? `第 ${now} 版还没有发布，恢复以后就没有了。` : mayPublish ? '它的内容会成为新的一版，马上用来回答。现在的一版也留着。' : '它的内容会成为一份草稿，等审核的同事发布。'
    if (open && !await confirm({ title: `恢复第 ${version} 版？`, text, names: [title], yes: '恢复' })) return
    const undo = mayPublish ? publishedVersion && { id, path: `/versions/${publishedVersion}/restoration`, method: 'POST' } : { id, path: '/draft', method: 'DELETE' }
    this.dispatchEvent(new CustomEvent('nj-do', { detail: { path: `/versions/${version}/restoration`, done: mayPublish ? `第 ${version} 版的内容已经在用。` : `第 ${version} 版的内容成了草稿。`, undo } }))
  }

  render() {
    if (this.trouble) return html`<p class="trouble">${this.trouble}</p>`
    if (!this.versions) return nothing
    return html`<div class="versions"><section class="sheet" aria-label="版本"><table><thead><tr><th scope="col">版本</th><th scope="col">状态</th><th scope="col">什么时候</th><th scope="col">谁</th>
        <th scope="col" class="n">段落</th><th scope="col">对照</th><th scope="col"><span class="sr">恢复</span></th></tr></thead><tbody>${this.versions.map(version => this.#row(version))}</tbody></table></section>
      ${this.versions.length > 1 ? html`<nj-difference .document=${this.shown.id} .from=${Math.min(this.from, this.to)} .to=${Math.max(this.from, this.to)}></nj-difference>`
        : html`<p class="sheet empty">只有这一版。改了再发布，就能在这里对照。</p>`}</div>`
  }

  #row(version) {
    const [word, tag] = STATES[version.state]
    const n = version.version
    return html`<tr><td><b>第 ${n} 版</b></td><td><span class="tag ${tag}">${word}</span></td><td class="day">${moment(version.createdAt)}</td>
      <td>${version.author ?? '知识库文件夹'}${version.reviewedBy && version.reviewedBy !== version.author ? html`<small>${version.reviewedBy}通过</small>` : nothing}</td><td class="n">${version.passages}</td>
      <td class="pick"><label><input type="radio" name="from" .checked=${this.from === n} ?disabled=${this.to === n} @change=${() => { this.from = n }}>从</label>
        <label><input type="radio" name="to" .checked=${this.to === n} ?disabled=${this.from === n} @change=${() => { this.to = n }}>到</label></td>
      <td class="act">${this.shown.mayEdit && n !== this.shown.version && version.state !== 'CURRENT' ? html`<button class="btn small" @click=${() => this.#restore(version)}
        aria-label=${`${version.state === 'PROPOSED' ? '采用' : '恢复'}第 ${n} 版`}>${version.state === 'PROPOSED' ? '采用' : '恢复'}</button>` : nothing}</td></tr>`
  }
}

customElements.define('nj-versions', NjVersions)
