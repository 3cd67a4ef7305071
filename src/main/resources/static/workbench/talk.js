import { call } from '/shared/session.js'

/** One conversation with all that came with it, kept up by what the desk hears; tells `change`. */
export class Talk extends EventTarget {
  dossier = null
  suggestion = null
  original = new Map()

  #desk
  #asked
  #hear = event => { if (event.detail.handoffId === this.id) this.#take(event.detail) }
  #row = event => { if (event.detail.id === this.id) this.#moved(event.detail) }
  #again = () => this.load().catch(() => {})

  constructor(desk, id) {
    super()
    this.id = id
    this.#desk = desk
    desk.addEventListener('said', this.#hear)
    desk.addEventListener('happened', this.#hear)
    desk.addEventListener('changed', this.#row)
    desk.addEventListener('reset', this.#again)
  }

  leave() {
    this.#desk.removeEventListener('said', this.#hear)
    this.#desk.removeEventListener('happened', this.#hear)
    this.#desk.removeEventListener('changed', this.#row)
    this.#desk.removeEventListener('reset', this.#again)
  }

  get row() { return this.dossier?.handoff }
  get mine() { return this.row ? this.#desk.isMine(this.row) : false }

  /** Messages and events in their order. */
  get entries() {
    return [...this.dossier.messages, ...this.dossier.events].sort((one, other) => one.sequence - other.sequence)
  }

  async load() {
    this.dossier = await call(`/api/handoffs/${this.id}`)
    this.#tell()
    this.#suggest()
  }

  #take({ message, event }) {
    if (!this.dossier) return
    const into = message ? this.dossier.messages : this.dossier.events
    const added = message ?? event
    if (into.some(known => known.sequence === added.sequence)) return
    into.push(added)
    this.#tell()
    if (message) this.#suggest()
  }

  #moved(row) {
    if (!this.dossier) return
    const before = this.dossier.handoff
    this.dossier.handoff = row
    this.#tell()
    if (before.state !== row.state || before.agent?.account !== row.agent?.account) this.#again()
  }

  async send(text, passages, clientMessageId) {
    const message = await call(`/api/handoffs/${this.id}/messages`, { method: 'POST',
      body: { text, clientMessageId, passages: passages.map(({ passageId, quote }) => ({ passageId, quote: quote ?? null })) } })
    this.#take({ message })
  }

  async note(text) {
    await call(`/api/handoffs/${this.id}/notes`, { method: 'POST', body: { text } })
    await this.load()
  }

  typing() { call(`/api/handoffs/${this.id}/typing`, { method: 'POST' }).catch(() => {}) } // only shown for a moment

  async showOriginal(messageId) {
    const { text } = await call(`/api/handoffs/${this.id}/messages/${messageId}/original`)
    this.original.set(messageId, text)
    this.#tell()
  }

  /** What the assistant would say to the worker's last words, if nobody has answered them. */
  async #suggest() {
    const last = this.dossier.messages.toSorted((one, other) => one.sequence - other.sequence).at(-1)
    if (!this.mine || last?.author !== 'WORKER') {
      this.suggestion = null
      return this.#tell()
    }
    if (this.#asked === last.id) return
    this.#asked = last.id
    const suggestion = await call(`/api/handoffs/${this.id}/suggestion?message=${last.id}`).catch(() => null)
    if (this.#asked !== last.id) return
    this.suggestion = suggestion
    this.#tell()
  }

  /** @param fate USED, CHANGED or DROPPED */
  decided(fate, { messageId } = this.suggestion) {
    if (this.suggestion?.messageId === messageId) this.suggestion = null
    call(`/api/handoffs/${this.id}/suggestion`, { method: 'POST', body: { messageId, fate } }).catch(() => {}) // only a count is lost
    this.#tell()
  }

  #tell() { this.dispatchEvent(new Event('change')) }
}
