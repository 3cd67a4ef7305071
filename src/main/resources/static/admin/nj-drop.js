import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { session } from '/shared/session.js'
import { chosen, dropped } from './dropped-files.js'
import { KINDS, TOPICS } from './words.js'
import './nj-region-choice.js'

/** Takes files, folders and archives, with what is to hold for all of them. Tells of them with `nj-files` and {files, settings}. */
class NjDrop extends LitElement {
  static properties = { over: { state: true }, reading: { state: true }, settings: { state: true } }

  constructor() {
    super()
    const own = session.staff?.region
    this.settings = { region: own && own.code !== '000000' ? own : null, topic: '', kind: '', visibility: '', publish: false }
  }

  createRenderRoot() { return this }

  async #drop(event) {
    event.preventDefault()
    this.over = false
    this.reading = true
    try {
      this.#tell(await dropped(event.dataTransfer))
    } finally {
      this.reading = false
    }
  }

  #choose(event) {
    this.#tell(chosen(event.target.files))
    event.target.value = ''
  }

  #tell(files) {
    const { region, topic, kind, visibility, publish } = this.settings
    this.dispatchEvent(new CustomEvent('nj-files', {
      detail: { files, settings: { region: region?.code, topics: topic ? [topic] : [], kind, visibility: visibility || (publish ? 'PUBLIC' : 'STAFF'), publish } } }))
  }

  #drag(event) {
    if (![...event.dataTransfer.types].includes('Files')) return
    event.preventDefault()
    this.over = true
  }

  #leave(event) {
    if (!this.contains(event.relatedTarget)) this.over = false
  }

  #set(change) { this.settings = { ...this.settings, ...change } }

  render() {
    const mayPublish = session.is('REVIEWER', 'ADMIN')
    return html`<section class="drop ${this.over ? 'over' : ''}" aria-label="选文件" @dragover=${this.#drag} @dragleave=${this.#leave} @drop=${this.#drop}>
      <span class="ic">${icon('upload')}</span>
      <div class="grow say"><b>${this.reading ? '正在看里面有什么…' : this.over ? '松手就开始传' : '把文件、文件夹或压缩包拖到这里'}</b>
        <p class="meta">PDF（有文字的）、Word、Excel、PPT、网页、TXT、Markdown；单个 100 MB 以内。什么编码都可以。</p></div>
      <fieldset class="row wrap defaults"><legend class="sr">对这次传的文件都算数</legend><span class="meta" aria-hidden="true">默认</span>
        <nj-region-choice id="import-region" label="地区" any="按内容认" .name=${this.settings.region?.name ?? '按内容认'}
          @nj-chosen=${({ detail }) => this.#set({ region: detail })}></nj-region-choice>
        ${this.#select('主题', 'topic', { '': '主题：自动', ...TOPICS })}
        ${this.#select('种类', 'kind', { '': '种类：自动', ...KINDS })}
        ${this.#select('谁能看', 'visibility', { '': this.settings.publish ? '职工能看' : '先只给内部看', ...(this.settings.publish ? { STAFF: '只给内部看' } : { PUBLIC: '职工能看' }) })}
        ${mayPublish ? this.#select('存成什么', 'publish', { '': '先存草稿', true: '直接发布' }) : nothing}</fieldset>
      <div class="row choosers"><label class="btn primary">选文件<input type="file" class="sr" multiple @change=${this.#choose}></label>
        <label class="btn">选文件夹<input type="file" class="sr" webkitdirectory @change=${this.#choose}></label></div></section>`
  }

  #select(label, name, options) {
    return html`<span class="chip pick"><select aria-label=${label} .value=${String(this.settings[name] || '')} @change=${event => this.#changed(name, event.target.value)}>
      ${Object.entries(options).map(([value, word]) => html`<option value=${value}>${word}</option>`)}</select>${icon('down')}</span>`
  }

  #changed(name, value) {
    this.#set(name === 'publish' ? { publish: value === 'true', visibility: '' } : { [name]: value })
  }
}

customElements.define('nj-drop', NjDrop)
