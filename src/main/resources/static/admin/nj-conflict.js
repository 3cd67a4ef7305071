import { LitElement, html } from 'lit'
import '/shared/shoelace.js'
import 'shoelace/components/dialog/dialog.js'
import { icon } from '/shared/icon.js'
import { toast } from '/shared/nj-toast.js'
import { moment } from './when.js'

/** Two people changed the same document: both texts, to be read, copied and chosen from. Tells with `nj-resolved` whether one's own is kept. */
class NjConflict extends LitElement {
  static properties = { theirs: {}, mine: {} }

  createRenderRoot() { return this }

  #resolve(mine) { this.dispatchEvent(new CustomEvent('nj-resolved', { detail: mine })) }

  async #copy(text) {
    try {
      await navigator.clipboard.writeText(text)
      toast('已复制。')
    } catch {
      toast('没复制成。请选中文字，自己复制。', { late: true })
    }
  }

  render() {
    const { author, savedAt } = this.theirs
    return html`<sl-dialog class="wide" label="别人刚刚改过这份文件" open @sl-request-close=${event => event.preventDefault()}>
      <p>${author}在${moment(savedAt)}存过。您的内容没有丢，两边都在下面，选一边接着做。</p>
      <div class="both">${this.#side('您的内容', this.mine)}${this.#side(`${author}存的`, this.theirs)}</div>
      <div slot="footer" class="row end"><button class="btn" data-theirs @click=${() => this.#resolve(false)}>用${author}存的</button>
        <button class="btn strong" data-mine @click=${() => this.#resolve(true)}>用我的盖过去</button></div></sl-dialog>`
  }

  #side(label, { description, passages }) {
    const text = [description.title, ...passages.map(passage => `${passage.section}\n${passage.text}`)].join('\n\n')
    return html`<section aria-label=${label}><div class="h"><h3 class="grow">${label}</h3><button class="btn small" @click=${() => this.#copy(text)}>${icon('copy')}复制</button></div>
      <pre tabindex="0">${text}</pre></section>`
  }
}

customElements.define('nj-conflict', NjConflict)
