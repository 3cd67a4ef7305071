import { LitElement, html } from 'lit'

class NjImport extends LitElement {
  static properties = { route: {} }

  createRenderRoot() { return this }

  render() {
    return html`<header class="ttl"><h1>导入</h1></header><p class="empty">这一页还没有做好。</p>`
  }
}

customElements.define('nj-import', NjImport)
