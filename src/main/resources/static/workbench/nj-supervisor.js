import { LitElement, html } from 'lit'
import './nj-watch.js'
import './nj-samples.js'
import './nj-figures.js'
import './nj-replies.js'

const PARTS = [['watch', '现场'], ['samples', '质检'], ['figures', '数字'], ['replies', '快捷回复']]

/** What supervisors look at: who talks with whom now, samples to score, figures, and the replies written beforehand. */
class NjSupervisor extends LitElement {
  static properties = { desk: { attribute: false }, part: { state: true } }

  constructor() {
    super()
    this.part = 'watch'
  }

  createRenderRoot() { return this }

  render() {
    const parts = { watch: () => html`<nj-watch .desk=${this.desk}></nj-watch>`, samples: () => html`<nj-samples></nj-samples>`, figures: () => html`<nj-figures></nj-figures>`, replies: () => html`<nj-replies></nj-replies>` }
    return html`<main class="page" aria-label="班长"><div class="ttl"><h1>班长</h1><div class="segments" role="group" aria-label="看什么">${PARTS.map(([part, name]) =>
      html`<button aria-pressed=${part === this.part} @click=${() => { this.part = part }}>${name}</button>`)}</div></div>${parts[this.part]()}</main>`
  }
}

customElements.define('nj-supervisor', NjSupervisor)
