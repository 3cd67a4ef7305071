import { LitElement, html } from 'lit'
import { icon } from '/shared/icon.js'

const KEYS = [
  ['哪里都能按（不在打字时）', [['/', '搜索'], ['1 … 9', '接入或打开那一行'], ['J K', '下一个、上一个会话'], ['N', '写内部备注'], ['T', '转交'], ['E', '办结'], ['?', '这张表']]],
  ['打字时', [['Ctrl K', '到搜索']]],
  ['搜索框里', [['↓', '到结果里'], ['Esc', '清空，再按一次回到回复']]],
  ['结果里', [['↑ ↓', '选'], ['Enter', '全文'], ['I', '插入会话，通话时记入工单'], ['C', '复制带出处'], ['P', '收藏'], ['R', '读出来，通话时记为念过了'], ['其他字', '回到搜索框接着打']]],
  ['写回复时', [['Enter', '发送'], ['Shift Enter', '换行'], ['Ctrl Enter', '发送并办结'], ['/', '快捷回复'], ['Tab', '把建议回复拿来改']]]
]

/** All keys, and the switch that turns single letters off. */
class NjKeys extends LitElement {
  static properties = { letters: { attribute: false } }

  createRenderRoot() { return this }

  open() { this.querySelector('dialog').showModal() }

  render() {
    return html`<dialog class="keys-dialog" aria-labelledby="keys-title" @click=${this.#outside}>
      <div class="bar1"><h2 id="keys-title" class="grow">快捷键</h2><button class="icon-btn" aria-label="关闭" @click=${this.#close}>${icon('close')}</button></div>
      <div class="in" tabindex="0" role="region" aria-label="快捷键列表">${KEYS.map(([where, keys]) => html`<section><h3 class="path">${where}</h3><dl>${keys.map(([key, does]) =>
        html`<div><dt>${key.split(' ').map(one => html`<kbd>${one}</kbd> `)}</dt><dd>${does}</dd></div>`)}</dl></section>`)}</div>
      <label class="switch"><input type="checkbox" .checked=${this.letters} @change=${event => this.dispatchEvent(new CustomEvent('letters', { detail: event.target.checked }))}>
        用单个字母和符号作快捷键<span class="meta">用语音输入或读屏时可以关掉；Ctrl K 和方向键照常用。</span></label>
    </dialog>`
  }

  #outside(event) {
    if (event.target.localName === 'dialog') event.target.close()
  }

  #close() { this.querySelector('dialog').close() }
}

customElements.define('nj-keys', NjKeys)
