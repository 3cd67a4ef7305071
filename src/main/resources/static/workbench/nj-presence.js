import { LitElement, html, nothing } from 'lit'
import '/shared/shoelace.js'
import 'shoelace/components/dropdown/dropdown.js'
import 'shoelace/components/menu/menu.js'
import 'shoelace/components/menu-item/menu-item.js'
import 'shoelace/components/divider/divider.js'
import { icon } from '/shared/icon.js'
import { message } from '/shared/session.js'
import { toast } from '/shared/nj-toast.js'
import { PRESENCE } from './words.js'
import { set, settings } from './settings.js'

const MOST = [1, 2, 3, 4, 5]

/** Whether somebody takes talks now, how many at most, and whether the page may sound. */
class NjPresence extends LitElement {
  static properties = { desk: { attribute: false } }

  createRenderRoot() { return this }

  willUpdate(changed) {
    if (!changed.has('desk')) return
    changed.get('desk')?.removeEventListener('change', this.#changed)
    this.desk.addEventListener('change', this.#changed)
  }

  #changed = () => this.requestUpdate()

  render() {
    const me = this.desk.presence?.me
    if (!me) return nothing
    return html`<sl-dropdown hoist placement="bottom-end"><button slot="trigger" class="presence"><i class="dot ${PRESENCE[me.state].dot}"></i>${PRESENCE[me.state].name} ${me.chats}/${me.mostChats}${icon('down')}</button>
      <sl-menu @sl-select=${event => this.#chosen(event.detail.item.value)}>
        ${Object.entries(PRESENCE).map(([state, { name }]) => html`<sl-menu-item type="checkbox" value="state:${state}" ?checked=${me.state === state}>${name}</sl-menu-item>`)}
        <sl-divider></sl-divider>
        ${MOST.map(most => html`<sl-menu-item type="checkbox" value="most:${most}" ?checked=${me.mostChats === most}>同时最多接 ${most} 个</sl-menu-item>`)}
        <sl-divider></sl-divider>
        <sl-menu-item type="checkbox" value="sound:" ?checked=${settings().sound}>有人来时响一声</sl-menu-item>
      </sl-menu></sl-dropdown>`
  }

  async #chosen(chosen) {
    const [what, which] = chosen.split(':')
    const me = this.desk.presence.me
    try {
      if (what === 'sound') set({ sound: !settings().sound })
      else await this.desk.be(what === 'state' ? which : me.state, what === 'most' ? Number(which) : me.mostChats)
    } catch (error) {
      toast(message(error), { late: true })
    }
    this.requestUpdate()
  }
}

customElements.define('nj-presence', NjPresence)
