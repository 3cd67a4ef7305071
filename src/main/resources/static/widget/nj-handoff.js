import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { dialled } from './numbers.js'

const EVERY = 60_000
const CONVENIENT = ['上午', '下午', '晚上', '都可以']

/** Where the request for a person stands: place in the queue, or a number to leave for a call back, or the ticket that it became. */
class NjHandoff extends LitElement {
  static properties = { conversation: {}, handoff: {}, phone: {}, note: { state: true }, convenient: { state: true }, sending: { state: true } }

  #timer

  createRenderRoot() { return this }

  connectedCallback() {
    super.connectedCallback()
    // What happens is followed live; this is for browsers whose lines are cut.
    this.#timer = setInterval(() => document.hidden || this.conversation.refreshHandoff().catch(() => {}), EVERY)
  }

  disconnectedCallback() {
    super.disconnectedCallback()
    clearInterval(this.#timer)
  }

  async #withdraw() {
    try {
      await this.conversation.withdraw()
    } catch (error) {
      this.note = error.status === 409 ? error.message : '没撤回成，请再点一次。'
    }
  }

  async #leave(event) {
    event.preventDefault()
    const form = new FormData(event.target)
    const contact = form.get('contact').trim()
    if (contact.replace(/\D/g, '').length < 7) {
      this.note = '请写能打通的电话号码，手机号或带区号的座机都行。'
      event.target.querySelector('[name=contact]').focus()
      return
    }
    this.sending = true
    try {
      await this.conversation.requestPerson({ contact, convenient: this.convenient ?? null, note: form.get('note').trim() || null })
      this.note = ''
    } catch {
      this.note = '没记上，您填的还在。请再点一次。'
    }
    this.sending = false
  }

  render() {
    if (this.handoff.state === 'UNANSWERED') return this.#called()
    const danger = this.handoff.reason === 'CRISIS'
    return html`<section class="card handoff" aria-label="转人工">
      <div class="row">${this.handoff.callBack && !danger ? html`<i class="dot away"></i>` : html`<i class="pulse"></i>`}<h2 class="grow">${this.#title(danger)}</h2></div>
      ${this.handoff.callBack && !danger ? this.#form() : this.#waiting(danger)}
      ${this.note ? html`<p role="status">${this.note}</p>` : nothing}
    </section>`
  }

  #title(danger) {
    if (danger) return '您排在最前面，请别关这个窗口'
    const { open, opensAt, callBack } = this.handoff
    if (!open) return opensAt ? `文字坐席${when(opensAt)}上班。${callBack ? '留个电话，我们打给您。' : ''}` : '网上现在没有人值班，请打电话'
    return callBack ? '坐席现在都不在线。留个电话，我们打给您。' : '正在为您找坐席'
  }

  #waiting(danger) {
    return html`
      ${this.handoff.open && !danger ? this.#queue() : nothing}
      <p class="muted">${danger ? '还没有人接入。有危险先打 110，受了伤打 120。' : '您前面说的话一起转过去，不用再讲一遍。'}</p>
      <a class="btn ${this.handoff.open && !danger ? '' : 'primary'} wide" href=${dialled(danger ? '110' : '12351', this.phone)}>${icon('phone')}${
        danger ? '拨打 110' : `${this.handoff.open ? '不想等，' : ''}拨打 ${this.phone}`}</a>
      <button class="btn ghost wide" @click=${this.#withdraw}>${danger ? '不用来人了' : '不等了，接着问助手'}</button>`
  }

  #queue() {
    const before = this.handoff.position - 1
    return before === 0 ? html`<p class="queue">下一位就是您</p>`
      : html`<p class="queue"><b>${before}<small>位</small></b><span>排在您前面</span></p>`
  }

  #form() {
    return html`<form class="leave" aria-label="请坐席回电" @submit=${this.#leave}>
      <label class="field"><b>电话</b><input class="input" name="contact" type="tel" inputmode="tel" autocomplete="tel" maxlength="40" required></label>
      <p class="meta">只给回电的坐席看，加密保存。</p>
      <fieldset><legend>什么时候方便</legend><div class="chips">${CONVENIENT.map(time =>
        html`<button type="button" class="chip ${this.convenient === time ? 'on' : ''}" aria-pressed=${this.convenient === time}
          @click=${() => { this.convenient = time }}>${time}</button>`)}</div></fieldset>
      <label class="field"><b>还想说的（不写也行）</b><textarea class="input area" name="note" rows="2" maxlength="1000"></textarea></label>
      <button class="btn primary wide" ?disabled=${this.sending}>请坐席回电</button>
      <p class="meta">很急？现在打 <a href=${dialled('12351', this.phone)}>${this.phone}</a>，有危险打 <a href="tel:110">110</a>。</p>
      <button type="button" class="btn ghost wide" @click=${this.#withdraw}>不用了，接着问助手</button></form>`
  }

  /** With the ticket's number, and how to ask for its state. */
  #called() {
    const { ticket } = this.handoff
    return html`<section class="card handoff" aria-label="回电">
      <div class="row"><i class="dot"></i><h2 class="grow">记下了，工会的人会打给您</h2></div>
      ${ticket ? html`<p>单号 <b class="number">${ticket}</b></p><p class="muted">请记下单号。想问办到哪了，凭单号和电话后四位，在这里问或拨 ${this.phone}。</p>`
        : html`<p class="muted">您说过的话都一起转过去，不用再讲一遍。</p>`}
      <a class="btn wide" href=${dialled('12351', this.phone)}>${icon('phone')}急事拨打 ${this.phone}</a></section>`
  }
}

/** 明天 8:30, in the reader's own time. */
function when(time) {
  const then = new Date(time)
  const clock = `${then.getHours()}:${String(then.getMinutes()).padStart(2, '0')}`
  const days = Math.round((new Date(then).setHours(0, 0, 0, 0) - new Date().setHours(0, 0, 0, 0)) / 86_400_000)
  return `${['今天', '明天', '后天'][days] ?? `${then.getMonth() + 1}月${then.getDate()}日`} ${clock} `
}

customElements.define('nj-handoff', NjHandoff)
