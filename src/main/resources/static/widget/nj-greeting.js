import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { markdown } from '/shared/markdown.js'

const TOPICS = [
  { icon: 'card', name: '加入工会', what: '怎么入会、会费多少、跑单骑手能不能入',
    questions: ['怎么加入工会', '送外卖的能进工会吗', '会费一个月交多少', '单位没有工会怎么办', '入会老板会知道吗'] },
  { icon: 'gift', name: '会员福利', what: '困难帮扶、大病互助、疗休养、子女助学',
    questions: ['家里困难，工会能帮什么', '医疗互助怎么参加', '孩子上大学有没有助学金', '高温天有没有补贴', '户外干活哪里能歇脚'] },
  { icon: 'scale', name: '维权帮助', what: '欠薪、工伤、辞退、没签合同',
    questions: ['老板拖欠工资怎么办', '工伤要在多久内申请', '没签合同能要什么补偿', '被辞退了有补偿吗', '请不起律师怎么办'] }
]
const OFTEN = ['老板拖欠工资怎么办', '送外卖的能进工会吗', '工伤要在多久内申请', '会费一个月交多少']

/** The first words, what one can ask, and what is kept of it. Once the talk has begun only the line of what is kept stays. */
class NjGreeting extends LitElement {
  static properties = { union: {}, short: { type: Boolean, reflect: true }, topic: { state: true } }

  createRenderRoot() { return this }

  #ask(text) {
    this.dispatchEvent(new CustomEvent('nj-ask', { detail: text, bubbles: true }))
  }

  render() {
    const notice = html`<div class="notice">${markdown(this.union.notice)}</div>`
    return this.short ? notice : html`
      <div class="hello">${markdown(this.union.greeting)}</div>
      <div class="topics">${TOPICS.map(topic => this.#topic(topic))}</div>
      <h2 class="lab">大家常问</h2>
      <div class="chips">${OFTEN.map(text => html`<button class="chip" @click=${() => this.#ask(text)}>${text}</button>`)}</div>
      ${notice}`
  }

  #topic(topic) {
    const open = this.topic === topic.name
    return html`
      <button class="topic" aria-expanded=${open} @click=${() => { this.topic = open ? null : topic.name }}>
        <span class="ico">${icon(topic.icon)}</span><span><b>${topic.name}</b><small>${topic.what}</small></span>${icon(open ? 'down' : 'right')}</button>
      ${open ? html`<div class="chips">${topic.questions.map(text =>
        html`<button class="chip" @click=${() => this.#ask(text)}>${text}</button>`)}</div>` : nothing}`
  }
}

customElements.define('nj-greeting', NjGreeting)
