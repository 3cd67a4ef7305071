import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { copyText } from '/shared/copy.js'
import { call, message } from '/shared/session.js'
import { toast } from '/shared/nj-toast.js'
import { TOPIC, quoted, short } from './names.js'
import { running } from './words.js'

const KEY = 'niangjia.desk.call'
const EMPTY = { since: null, subject: '', topic: 'LEGAL_AID', place: '', note: '', contact: '', spoken: [], outcome: '' }
const OUTCOME = { ANSWERED: '答上了', LACKED: '知识库没有', CALL_BACK: '要回电' }

/**
 * What is written down while somebody is on the line: three fields, what was read out, whether it was answered. It stays over a
 * reload of this tab. While it runs, no talks are given to the agent.
 */
class NjCall extends LitElement {
  static properties = { desk: { attribute: false }, region: { attribute: false }, call: { state: true }, wrong: { state: true }, saving: { state: true } }

  #tick

  constructor() {
    super()
    this.call = kept()
  }

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    this.#tick = setInterval(() => this.requestUpdate(), 1000)
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    clearInterval(this.#tick)
  }

  /** A passage's words go into the notes. */
  note(passage) {
    this.#set({ note: [this.call.note.trimEnd(), quoted(passage)].filter(Boolean).join('\n') })
    toast(`已记入：${short(passage.title)} ${passage.section}`)
  }

  spoken({ passageId, title, section }) {
    if (!this.call.spoken.some(one => one.passageId === passageId)) this.#set({ spoken: [...this.call.spoken, { passageId, title, section }] })
    toast(`记下了：念过 ${short(title)} ${section}`)
  }

  #set(changed) {
    if (!this.call.since) this.#busy('BUSY')
    this.call = { ...this.call, since: this.call.since ?? Date.now(), ...changed }
    keep(this.call)
  }

  #busy(state) {
    if (this.desk?.presence && this.desk.presence.me.state !== 'AWAY') this.desk.be(state).catch(() => {}) // only whether talks are given
  }

  render() {
    const { call } = this
    return html`<h1 class="sr">通话</h1><div class="oncall ${call.since ? '' : 'idle'}"><p class="row"><i class="dot ${call.since ? '' : 'away'}"></i><b class="grow">${call.since ? '通话中' : '等来电'}</b>${call.since
        ? html`<time class="tm">${running(call.since)}</time>` : html`<button class="btn" @click=${() => this.#set({})}>${icon('phone')}开始通话</button>`}</p></div>
      <div class="form">
        <label>来电事由<input type="text" autocomplete="off" maxlength="200" .value=${call.subject} @input=${event => this.#set({ subject: event.target.value })}></label>
        <div class="two"><label>主题<select @change=${event => this.#set({ topic: event.target.value })}>${Object.entries(TOPIC).map(([code, name]) => html`<option value=${code} ?selected=${code === call.topic}>${name}</option>`)}</select></label>
          <label>地区<input type="text" autocomplete="off" maxlength="60" placeholder=${this.region.name} .value=${call.place} @input=${event => this.#set({ place: event.target.value })}></label></div>
        <label>记录<textarea rows="5" maxlength="1800" .value=${call.note} @input=${event => this.#set({ note: event.target.value })}></textarea></label>
        <section><h2 class="meta">念过的内容会自动记在这里</h2>${call.spoken.length ? html`<ol class="spoken-list">${call.spoken.map((one, index) => html`<li><span class="cite">${index + 1}</span>
          <button @click=${() => this.#show(one.passageId)}>${short(one.title)} ${one.section}</button><button class="icon-btn" aria-label="不算念过" @click=${() => this.#set({ spoken: call.spoken.filter(other => other !== one) })}>${icon('close')}</button></li>`)}</ol>` : nothing}</section>
        <fieldset><legend class="meta">这次答上了吗</legend><p class="chips">${Object.entries(OUTCOME).map(([code, name]) => html`<button class="chip ${call.outcome === code ? 'on' : ''}" aria-pressed=${call.outcome === code}
          @click=${() => this.#set({ outcome: call.outcome === code ? '' : code })}>${call.outcome === code ? icon('check') : nothing}${name}</button>`)}</p></fieldset>
        ${call.outcome === 'CALL_BACK' ? html`<label>回电号码<input type="tel" autocomplete="off" maxlength="100" .value=${call.contact} @input=${event => this.#set({ contact: event.target.value })}></label>` : nothing}
      </div>
      <div class="end"><p class="wrong" role="alert">${this.wrong}</p>
        <button class="btn primary wide" ?disabled=${!call.since || this.saving} @click=${this.#save}>${icon('ticket')}挂断并保存工单</button>
        <button class="btn ghost" ?disabled=${!call.since} @click=${this.#copy}>只复制记录，不存工单</button>
        <p class="meta">${call.since ? '通话时会话不派给您，有人身危险除外。' : '开始写字或按“开始通话”，就开始计时。'}</p></div>`
  }

  #show(passageId) {
    this.dispatchEvent(new CustomEvent('act', { detail: { act: 'show', about: passageId }, bubbles: true }))
  }

  async #save() {
    const { subject, topic, contact, note } = this.call
    this.saving = true
    try {
      const { ticket } = await call('/api/tickets', { method: 'POST', body: { source: 'CALL', topic, summary: subject.trim() || note.trim(), note: record(this.call, this.region),
        contacts: contact.trim() ? [contact.trim()] : [] } })
      this.#over(`工单 ${ticket.number} 存好了`)
    } catch (error) {
      this.wrong = message(error)
    } finally {
      this.saving = false
    }
  }

  async #copy() {
    if (await copyText(record(this.call, this.region))) this.#over('记录已复制，可以粘贴到登记的地方', this.call)
    else toast('没复制成，记录还在。请选中文字，自己复制。', { late: true })
  }

  /** @param before what can be had back for a while; nothing where a ticket keeps it */
  #over(told, before) {
    this.call = { ...EMPTY }
    this.wrong = ''
    keep(this.call)
    this.#busy('ONLINE')
    toast(told, before ? { undo: () => { this.call = before; keep(before) } } : {})
  }
}

function record({ since, subject, topic, place, note, spoken, outcome }, region) {
  return [`来电 ${new Date(since).toLocaleString('zh-CN', { hour12: false })}，${running(since)}`, subject && `事由：${subject}`, `主题：${TOPIC[topic]}，地区：${place || region.name}`,
    note && `记录：${note}`, spoken.length && `念过：${spoken.map(one => `《${short(one.title)}》${one.section}`).join('、')}`, outcome && `结果：${OUTCOME[outcome]}`].filter(Boolean).join('\n')
}

function kept() {
  try {
    return { ...EMPTY, ...JSON.parse(sessionStorage.getItem(KEY)) }
  } catch {
    return { ...EMPTY }
  }
}

function keep(call) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(call))
  } catch {
    // a browser that keeps nothing for this page
  }
}

customElements.define('nj-call', NjCall)
