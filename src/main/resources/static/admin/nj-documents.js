import { LitElement, html } from 'lit'

class NjDocuments extends LitElement {
  static properties = { route: {} }

  createRenderRoot() { return this }

  render() {
    return html`<header class="ttl"><h1>文件</h1></header><p class="empty">这一页还没有做好。</p>`
  }
}

customElements.define('nj-documents', NjDocuments)
