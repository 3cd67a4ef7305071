import { LitElement, html, nothing } from 'lit'
import 'shoelace/components/dialog/dialog.js'
import 'shoelace/components/input/input.js'
import { opened } from '/shared/dialog.js'
import { icon } from '/shared/icon.js'
import { call, message } from '/shared/session.js'
import { confirm } from '/shared/nj-confirm.js'
import { toast } from '/shared/nj-toast.js'
import '/shared/nj-region.js'

/** What can be done to all ticked documents at once. Tells of it with `nj-changed` ({refused: ids}), and of giving up the ticks with `nj-none`. */
class NjBulk extends LitElement {
  /** ticked: Map of id to title */
  static properties = { ticked: {}, asks: { state: true }, place: { state: true }, refused: { state: true }, busy: { state: true } }

  createRenderRoot() { return this }

  get #names() { return [...this.ticked.values()] }

  async #check() {
    if (await confirm({ title: `把 ${this.ticked.size} 份文件标为今天已核对？`, text: '表示有人看过，内容和时效都还对。', names: this.#names, yes: '标为已核对' })) {
      await this.#change({ reviewed: true }, count => `${count} 份已标为今天核对`)
    }
  }

  async #withdraw() {
    if (await confirm({ title: `下架 ${this.ticked.size} 份文件？`, text: '下架后，回答里马上不再用这些文件。文件和各版本都留着，可以再发布。', names: this.#names, yes: '下架' })) {
      await this.#change({ publication: false }, count => `${count} 份已下架`)
    }
  }

  async #publish() {
    if (await confirm({ title: `发布 ${this.ticked.size} 份文件？`, text: '发布后一秒内就会用来回答问题；有改动没发布的，发布改动。', names: this.#names, yes: '发布' })) {
      await this.#change({ publication: true }, count => `${count} 份已发布`)
    }
  }

  async #saveUntil(event) {
    event.preventDefault()
    const until = this.querySelector('sl-input').value
    const always = this.querySelector('[name=always]').checked
    if (!until && !always) {
      this.refused = '请选一天，或勾选“长期有效”'
      return
    }
    this.#hide()
    await this.#change({ effectiveUntil: always ? '' : until }, count => always ? `${count} 份改为长期有效` : `${count} 份的有效期改到 ${until}`)
  }

  async #saveRegion() {
    if (!this.place) {
      this.refused = '请选一个地区'
      return
    }
    const { code, name } = this.place
    this.#hide()
    await this.#change({ region: code }, count => `${count} 份的地区改为${name}`)
  }

  async #change(changes, said) {
    this.busy = true
    try {
      const { changed, refused, undo } = await call('/api/admin/document-changes', { method: 'POST', body: { ids: [...this.ticked.keys()], ...changes } })
      if (changed || !refused.length) toast(`${said(changed)}${refused.length ? `，${refused.length} 份没有改` : ''}`, { undo: undo && (() => this.#undo(undo)), lines: reasons(refused) })
      else toast(`${refused.length} 份都没有改`, { late: true, lines: reasons(refused) })
      this.#tell(refused)
    } catch (error) {
      toast(message(error), { late: true })
    } finally {
      this.busy = false
    }
  }

  async #undo(id) {
    try {
      const { changed, refused } = await call(`/api/admin/document-changes/${id}`, { method: 'DELETE' })
      toast(changed ? `已撤销，${changed} 份改回来了` : '没有能撤销的', { late: !changed, lines: reasons(refused) })
      this.#tell([])
    } catch (error) {
      toast(message(error), { late: true })
    }
  }

  #tell(refused) {
    this.dispatchEvent(new CustomEvent('nj-changed', { detail: { refused: refused.map(({ id }) => id) } }))
    dispatchEvent(new Event('nj-counts'))
  }

  #ask(what) {
    this.refused = ''
    this.place = null
    this.asks = what
  }

  render() {
    return html`${this.ticked.size ? this.#bar() : nothing}
      ${this.asks === 'until' ? this.#until() : nothing}${this.asks === 'region' ? this.#region() : nothing}`
  }

  #bar() {
    const act = (name, label, run) => html`<button ?disabled=${this.busy} @click=${run}>${icon(name)}<span>${label}</span></button>`
    return html`<div class="bulk" role="toolbar" aria-label="批量操作"><span class="many" role="status">已选 ${this.ticked.size} 份</span><i></i>
      ${act('cal', '改有效期', () => this.#ask('until'))}${act('place', '改地区', () => this.#ask('region'))}
      ${act('check', '标为已核对', this.#check)}${act('upload', '发布', this.#publish)}${act('eyeoff', '下架', this.#withdraw)}<i></i>
      <button class="x" aria-label="取消选择" @click=${() => this.dispatchEvent(new Event('nj-none'))}>${icon('close')}</button></div>`
  }

  #until() {
    return this.#dialog(`改 ${this.ticked.size} 份文件的有效期`, 'until', html`<form id="until" class="fields" @submit=${this.#saveUntil}>
      <sl-input type="date" label="有效到这一天（含）" name="until"></sl-input>
      <label class="row"><input class="tick" type="checkbox" name="always">长期有效，不写失效日期</label></form>`)
  }

  #region() {
    return this.#dialog(`改 ${this.ticked.size} 份文件的地区`, null, html`<div class="fields"><p>只有这个地区和它里面的职工会用到。</p>
      <nj-region label="改为" @nj-region=${event => { this.place = event.detail; this.refused = '' }}></nj-region></div>`)
  }

  #hide() { this.querySelector('sl-dialog').hide() }

  #toField(event) {
    event.preventDefault()
    event.target.querySelector('sl-input, nj-region').focus()
  }

  #dialog(label, form, content) {
    return html`<sl-dialog label=${label} ${opened} @sl-initial-focus=${this.#toField} @sl-after-hide=${event => { if (event.target.localName === 'sl-dialog') this.asks = null }}>
      ${content}<ul class="names">${this.#names.slice(0, 4).map(name => html`<li>${name}</li>`)}${this.ticked.size > 4 ? html`<li>……等 ${this.ticked.size} 份</li>` : nothing}</ul>
      <p class="refused" role="alert">${this.refused}</p>
      <div slot="footer" class="row end"><button class="btn" @click=${this.#hide}>不改了</button>
        <button class="btn strong" form=${form ?? nothing} @click=${form ? nothing : this.#saveRegion}>改 ${this.ticked.size} 份</button></div></sl-dialog>`
  }
}

const reasons = refused => refused.map(({ title, reason }) => `《${title}》：${reason}`)

customElements.define('nj-bulk', NjBulk)
