import { LitElement, html } from 'lit'

class NjPeople extends LitElement {
  static properties = { route: {} }

  createRenderRoot() { return this }

  render() {
    return html`<header class="ttl"><h1>人员与权限</h1></header><p class="empty">这一页还没有做好。</p>`
  }
}

customElements.define('nj-people', NjPeople)
