import { LitElement, html, nothing } from 'lit'
import { icon } from '/shared/icon.js'
import { count, size } from './when.js'
import { upload } from './upload.js'

/** An import as a whole: how much is done, how fast, how long it will take, and what had to be mended. */
class NjImportProgress extends LitElement {
  static properties = { job: {}, sending: {} }

  createRenderRoot() { return this }

  render() {
    const { total, done, running, queued, refused } = this.job
    return html`<section class="sheet pad progress-of" aria-label="这次导入">
      ${this.sending?.active || this.sending?.trouble ? this.#sending() : nothing}
      <div class="row wrap"><b>${this.#title()}</b><span class="meta grow" role="status">${this.#pace()}</span>
        <span class="meta counts"><span><b class="ok">${count(done - refused)}</b> 完成</span><span><b class="now">${count(running)}</b> 进行</span>
          <span><b>${count(queued)}</b> 排队</span><span><b class="warn">${count(refused)}</b> 没收下</span></span></div>
      <progress max=${total || 1} value=${done} aria-label="完成的份数"></progress>
      <div class="row wrap meta"><span>读取 → 清理 → 认出标题与日期 → 切成段落 → 编入索引</span><span class="grow"></span>${this.#mends()}</div></section>`
  }

  #title() {
    const { total, done, state, receiving } = this.job
    if (state.startsWith('COMPLETED')) return `这次 ${count(total)} 份，都做完了`
    return `本次 ${count(total)} 份${receiving ? '（还在传）' : ''}，已完成 ${count(done)} 份`
  }

  #pace() {
    const { state, secondsLeft, passagesPerSecond, passages, receiving } = this.job
    if (state === 'PAUSED') return '已暂停。传上来的都在，随时可以接着做。'
    if (state.startsWith('COMPLETED')) return `共 ${count(passages)} 段。`
    const left = secondsLeft === null || receiving ? '' : `还要${spoken(secondsLeft)}，`
    return `${left}每秒 ${count(Math.round(passagesPerSecond))} 段。答问照常，没有中断。`
  }

  #mends() {
    const mends = Object.entries(this.job.mends)
    return mends.length ? html`<span>清理：${mends.map(([word, times]) => `${word} ${count(times)} 处`).join(' · ')}</span>` : nothing
  }

  #sending() {
    const { sent, files, sentBytes, bytes, trouble, active } = this.sending
    return html`<div class="row wrap sending"><b>${active ? `正在上传：${count(sent)} / ${count(files)} 份` : '没传完'}</b>
      <span class="meta grow" role="status">${trouble || `${size(sentBytes)} / ${size(bytes)}，传完以前请别关掉浏览器。`}</span>
      ${active ? html`<button class="btn small" @click=${() => upload.stop()}>${icon('stop')}不传了</button>` : nothing}</div>
      ${active ? html`<progress max=${bytes || 1} value=${sentBytes} aria-label="已上传"></progress>` : nothing}`
  }
}

function spoken(seconds) {
  if (seconds < 50) return '不到 1 分钟'
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `约 ${minutes} 分钟` : `约 ${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分`
}

customElements.define('nj-import-progress', NjImportProgress)
