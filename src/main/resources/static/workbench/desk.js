import { events } from '/shared/events.js'
import { call } from '/shared/session.js'
import { alarm, chime } from './sound.js'
import { settings } from './settings.js'

const PAUSES = [500, 1000, 2000, 5000, 10_000]
const SETTLED = 300
const ALARM_AGAIN = 4000
const TYPING = 6000

/**
 * What is going on at the desk: who waits, who has whom, who is here. It follows the stream, comes back where it was cut, and
 * tells `change`; what happens in one's own talks it tells as `said` and `happened`.
 */
export class Desk extends EventTarget {
  rows = []
  presence = null
  clocks = { answerWithinSeconds: 600, acknowledgeWithinSeconds: 60 }
  connected = false
  loaded = false
  unread = new Map()
  shown = null

  #me
  #last
  #stopped = false
  #typing = new Map()
  #reload
  #alarm

  constructor(me) {
    super()
    this.#me = me
    this.#follow()
    call('/api/workbench/clocks').then(clocks => { this.clocks = clocks }).catch(() => {})
    this.#alarm = setInterval(() => { if (settings().sound && this.rows.some(row => row.alert)) alarm() }, ALARM_AGAIN)
  }

  stop() {
    this.#stopped = true
    clearInterval(this.#alarm)
  }

  get crises() { return this.waiting.filter(row => row.reason === 'CRISIS') }
  get waiting() { return this.rows.filter(row => row.state === 'WAITING').sort((one, other) => one.position - other.position) }
  get mine() { return this.#taken.filter(row => this.isMine(row)) }
  get others() { return this.#taken.filter(row => !this.isMine(row)) }
  get #taken() { return this.rows.filter(row => row.state === 'TAKEN').sort((one, other) => one.takenAt.localeCompare(other.takenAt)) }

  isMine(row) { return row.state === 'TAKEN' && row.agent?.account === this.#me }
  row(id) { return this.rows.find(row => row.id === id) }
  isTyping(id) { return (this.#typing.get(id) ?? 0) > Date.now() }

  async #follow() {
    for (let tries = 0; !this.#stopped; tries++) {
      try {
        const response = await this.#stream()
        for await (const { id, name, data } of events(response)) {
          tries = 0
          if (id) this.#last = id
          await this.#hear(name, data)
        }
      } catch {
        // cut: it begins again below
      }
      this.#set(false)
      await new Promise(done => setTimeout(done, PAUSES[Math.min(tries, PAUSES.length - 1)]))
    }
  }

  async #stream() {
    const headers = { Accept: 'text/event-stream' }
    if (this.#last) headers['Last-Event-ID'] = this.#last
    const response = await fetch('/api/workbench/events', { headers })
    if (response.status === 401) await call('/api/workbench/presence') // asks to sign in again, and waits for that
    if (!response.ok) throw new Error(response.status)
    return response
  }

  async #hear(name, data) {
    switch (name) {
      case 'ready':
        if (!this.loaded) await this.load()
        return this.#set(true)
      case 'reset':
        await this.load()
        return this.#tell('reset', {})
      case 'handoff': return this.#changed(data)
      case 'removed':
        this.rows = this.rows.filter(row => row.conversationId !== data.conversationId)
        this.#tell('removed', data)
        return this.#tell('change')
      case 'message': return this.#said(data)
      case 'event': return this.#tell('happened', data)
      case 'typing':
        this.#typing.set(data.handoffId, Date.now() + TYPING)
        setTimeout(() => this.#tell('change'), TYPING + 50)
        return this.#tell('change')
    }
  }

  #set(connected) {
    if (this.connected === connected) return
    this.connected = connected
    this.#tell('change')
  }

  async load() {
    const [waiting, taken, presence] = await Promise.all([call('/api/handoffs?state=WAITING&scope=ALL&size=500'),
      call('/api/handoffs?state=TAKEN&scope=ALL&size=500'), call('/api/workbench/presence')])
    this.rows = [...waiting.handoffs, ...taken.handoffs]
    this.presence = presence
    this.loaded = true
    this.#tell('change')
  }

  #changed(row) {
    const before = this.row(row.id)
    this.rows = this.rows.filter(other => other.id !== row.id)
    if (row.state === 'WAITING' || row.state === 'TAKEN') this.rows.push(row)
    if (settings().sound && row.alert && !before?.alert) alarm()
    else if (settings().sound && row.state === 'WAITING' && before?.state !== 'WAITING') chime()
    this.#tell('changed', row)
    this.#tell('change')
    clearTimeout(this.#reload)
    this.#reload = setTimeout(() => this.load().catch(() => {}), SETTLED) // places in the queue, and who has how many
  }

  #said({ handoffId, message }) {
    const row = this.row(handoffId)
    if (row) {
      Object.assign(row, { lastAuthor: message.author, lastAt: message.createdAt })
      if (message.author === 'WORKER') row.lastText = message.text
    }
    if (message.author === 'WORKER') {
      this.#typing.delete(handoffId)
      if (this.shown !== handoffId || document.hidden) this.unread.set(handoffId, (this.unread.get(handoffId) ?? 0) + 1)
      if (settings().sound && (document.hidden || this.shown !== handoffId)) chime()
    }
    this.#tell('said', { handoffId, message })
    this.#tell('change')
  }

  show(id) {
    this.shown = id
    if (id) this.unread.delete(id)
    this.#tell('change')
  }

  /** @returns the row as it is now; throws Refused with who was faster */
  async take(id) {
    const row = await call(`/api/handoffs/${id}/assignment`, { method: 'POST', body: {} })
    this.#changed(row)
    return row
  }

  async be(state, mostChats = this.presence.me.mostChats || null) {
    this.presence = await call('/api/workbench/presence', { method: 'PUT', body: { state, mostChats } })
    this.#tell('change')
  }

  #tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail })) }
}
