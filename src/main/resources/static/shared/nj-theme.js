import { LitElement, html } from 'lit'

const CHOICES = [['auto', '跟随设备'], ['light', '浅色'], ['dark', '深色']]
const KEY = 'niangjia.theme'

/** Light, dark, or as the device says; theme.js shows it before the first paint. */
class NjTheme extends LitElement {
  createRenderRoot() { return this }

  get #chosen() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) ?? 'auto'
    } catch {
      return 'auto' // a browser that keeps nothing for this page
    }
  }

  #choose(theme) {
    const dark = theme === 'dark' || theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
    try {
      if (theme === 'auto') localStorage.removeItem(KEY)
      else localStorage.setItem(KEY, JSON.stringify(theme))
    } catch {
      // then it holds until the page is left
    }
    this.requestUpdate()
  }

  render() {
    const chosen = this.#chosen
    return html`<div class="segments" role="group" aria-label="深浅">${CHOICES.map(([theme, name]) => html`
      <button aria-pressed=${chosen === theme ? 'true' : 'false'} @click=${() => this.#choose(theme)}>${name}</button>`)}</div>`
  }
}

customElements.define('nj-theme', NjTheme)
