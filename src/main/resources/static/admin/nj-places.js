import { LitElement, html, nothing } from 'lit'
import 'shoelace/components/dialog/dialog.js'
import 'shoelace/components/input/input.js'
import { opened } from '/shared/dialog.js'
import { icon } from '/shared/icon.js'
import { call, message } from '/shared/session.js'
import { toast } from '/shared/nj-toast.js'
import '/shared/nj-region.js'

const PAUSE = 250

/** Places of our own, and other names of any place: what workers call it. */
class NjPlaces extends LitElement {
  static properties = { route: {}, places: { state: true }, text: { state: true }, edited: { state: true }, parent: { state: true }, refused: { state: true }, trouble: { state: true } }

  #timer

  constructor() {
    super()
    this.places = null
    this.text = ''
    this.edited = null
  }

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    this.#load()
  }

  async #load() {
    const { text } = this
    try {
      const places = await call(`/api/admin/regions?q=${encodeURIComponent(text)}`)
      if (text === this.text) this.places = places
      this.trouble = null
    } catch (error) {
      this.trouble = message(error)
    }
  }

  #typed(event) {
    this.text = event.target.value.trim()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#load(), PAUSE)
  }

  /** @param place an empty one: to be added */
  #open(place) {
    this.edited = place
    this.parent = null
    this.refused = ''
  }

  async #save(event) {
    event.preventDefault()
    const { code } = this.edited
    const [name, aliases] = ['name', 'aliases'].map(field => this.querySelector(`sl-dialog [name=${field}]`).value.trim())
    const body = { name, aliases: aliases.split(/[，,、\s]+/).filter(Boolean) }
    try {
      if (!code && !this.parent) throw Object.assign(new Error(), { name: 'Parent' })
      const before = this.edited
      const after = code ? await call(`/api/admin/regions/${code}`, { method: 'PUT', body }) : await call('/api/admin/regions', { method: 'POST', body: { ...body, parent: this.parent.code } })
      this.#hide()
      toast(code ? `${after.name}改好了，马上能认出新的叫法` : `加了${after.path}`, { undo: code && (() => this.#back(before)) })
      await this.#load()
    } catch (error) {
      this.refused = error.name === 'Parent' ? '请选它在哪个地区里' : message(error)
    }
  }

  #hide() { this.querySelector('sl-dialog').hide() }

  async #back({ code, name, aliases }) {
    try {
      await call(`/api/admin/regions/${code}`, { method: 'PUT', body: { name, aliases } })
      toast(`${name}改回来了`)
    } catch (error) {
      toast(message(error), { late: true })
    }
    await this.#load()
  }

  render() {
    return html`
      <header class="ttl"><h1>地区</h1><span class="grow"></span><button class="btn primary" @click=${() => this.#open({ code: '', name: '', aliases: [], own: true })}>${icon('plus')}加一个地区</button></header>
      <p class="muted">省、市、县区都已经有了。这里加国家区划里没有的，比如开发区、产业园、大企业；也可以给任何地方加别名，职工说到别名也认得出。</p>
      <div class="row wrap filters"><label class="search">${icon('search')}<span class="sr">搜地区</span><input type="search" placeholder="输入市或县区" autocomplete="off" @input=${this.#typed}></label></div>
      ${this.trouble ? html`<div class="trouble" role="alert">${icon('alert')}<span class="grow">${this.trouble}</span><button class="btn small" @click=${this.#load}>再试一次</button></div>` : nothing}
      ${this.places?.length ? this.#table() : this.places ? html`<div class="sheet empty">${icon('place')}<p>${this.text ? `没找到“${this.text}”。写市或县区的全名试试。` : '还没有加过地区或别名。搜一个地方，就能给它加别名。'}</p></div>` : nothing}
      ${this.edited ? this.#dialog() : nothing}`
  }

  #table() {
    return html`<section class="sheet scroll" tabindex="0" role="region" aria-label="地区"><table class="cards"><thead><tr><th>地区</th><th>代码</th><th>别名</th><th>从哪来</th><th><span class="sr">操作</span></th></tr></thead>
      <tbody>${this.places.map(place => html`<tr><td><b>${place.name}</b><small>${place.path}</small></td><td class="day">${place.code}</td><td>${place.aliases.join('、')}</td>
        <td>${place.own ? '自己加的' : '国家区划'}</td><td class="acts">${place.mayChange ? html`<button class="btn small" aria-label="改${place.path}" @click=${() => this.#open(place)}>改</button>` : nothing}</td></tr>`)}</tbody></table></section>`
  }

  #dialog() {
    const { code, name, path, aliases, own } = this.edited
    return html`<sl-dialog label=${code ? `改${path}` : '加一个地区'} ${opened} @sl-initial-focus=${event => { event.preventDefault(); this.querySelector('sl-dialog nj-region, sl-dialog sl-input:not([disabled])').focus() }}
      @sl-after-hide=${event => { if (event.target.localName === 'sl-dialog') this.edited = null }}>
      <form id="place" class="fields" @submit=${this.#save}>
        ${code ? nothing : html`<nj-region label="在哪个地区里" .value=${this.parent} @nj-region=${event => { this.parent = event.detail; this.refused = '' }}></nj-region>`}
        <sl-input name="name" label="名称" value=${name} ?disabled=${!own} help-text=${own ? '' : '国家区划的名称不能改'}></sl-input>
        <sl-input name="aliases" label="别名" value=${aliases.join('、')} help-text="人们还怎么叫它，用顿号隔开"></sl-input>
        <p class="refused" role="alert">${this.refused}</p></form>
      <div slot="footer" class="row end"><button class="btn" @click=${this.#hide}>不了</button><button class="btn strong" form="place">${code ? '存下' : '加上'}</button></div></sl-dialog>`
  }
}

customElements.define('nj-places', NjPlaces)
