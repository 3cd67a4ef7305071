import { events } from '/shared/events.js'
import { Refused, call, isConnection, request } from './api.js'
import { recall, remember } from './memory.js'

const KEY = 'niangjia.conversation'
const OUTBOX = 'niangjia.outbox'
const WAITS = [1, 2, 5, 10, 30]
const isGone = error => error instanceof Refused && [401, 403, 404].includes(error.status)

/**
 * The worker's conversation, as this browser knows it. What is typed goes to an outbox first and leaves it when its reply
 * is here, so that nothing is lost with the connection or the page, and nothing is sent twice: the server knows a message
 * by its clientMessageId. Tells of every change with a `change` event, of a finished reply with `reply`.
 *
 * An entry: {id, author: WORKER|ASSISTANT, text, at, state: sent|sending|waiting|refused, reason, reply, citations, understood}.
 */
export class Conversation extends EventTarget {
  entries = []
  handoff = null
  /** Code of the place the worker named or chose; null if none. */
  region = null
  /** Seconds until the next try; null while connected. */
  retryIn = null
  #tries = 0
  #timer
  #stop
  #others = new BroadcastChannel('niangjia')

  constructor() {
    super()
    this.#others.onmessage = () => this.resume().catch(() => {})
    addEventListener('online', () => this.retryNow())
    addEventListener('offline', () => this.#wait())
  }

  get begun() { return this.#key() !== null }
  get busy() { return this.entries.some(entry => entry.state === 'sending') }

  /** Shows what was said before, and goes on with what was not answered. */
  async resume() {
    if (this.busy) return
    const key = this.#key()
    const shown = this.entries.filter(entry => entry.state === 'refused')
    let said = []
    if (key) {
      try {
        const transcript = await call(`/conversations/${key.id}`, { token: key.token })
        said = this.#settle(transcript.messages).map(entryOf)
        this.handoff = transcript.handoff
        this.region = transcript.region
      } catch (error) {
        if (!isGone(error)) throw error
        this.#forget()
      }
    } else {
      this.handoff = null
      this.region = null
    }
    this.entries = [...said, ...shown, ...this.#outbox().map(pending)]
    this.#changed()
    this.#flush()
  }

  /** What was answered meanwhile leaves the outbox; what was not is shown from there, as still to be sent. */
  #settle(messages) {
    const answered = new Set(messages.map(message => message.inReplyTo))
    const sent = new Map(messages.filter(message => message.clientMessageId).map(message => [message.clientMessageId, message.id]))
    remember(OUTBOX, this.#outbox().filter(message => !answered.has(sent.get(message.id))))
    const pending = new Set(this.#outbox().map(message => message.id))
    return messages.filter(message => !pending.has(message.clientMessageId))
  }

  send(text) {
    const message = { id: newId(), text, at: new Date().toISOString() }
    remember(OUTBOX, [...this.#outbox(), message])
    this.entries = [...this.entries, pending(message)]
    this.#changed()
    this.#flush()
  }

  /** Sends once more what was refused, for instance because it came too fast. */
  resend(entry) {
    this.entries = this.entries.filter(other => other !== entry)
    remember(OUTBOX, [...this.#outbox(), { id: entry.id, text: entry.text, at: entry.at }])
    this.entries = [...this.entries, pending(entry)]
    this.#changed()
    this.#flush()
  }

  /** Stops listening; what came stays, and the reply goes on being made and can be read after a reload. */
  stop() {
    this.#stop?.abort('stopped')
  }

  retryNow() {
    clearInterval(this.#timer)
    this.retryIn = null
    this.#changed()
    if (this.#outbox().length) this.#flush()
    else this.resume().then(() => { this.#tries = 0 }, () => this.#wait())
  }

  async chooseRegion(code) {
    this.region = code
    const key = this.#key() ?? await this.#begin()
    await call(`/conversations/${key.id}/region`, { method: 'PUT', token: key.token, body: { code } })
    this.#changed()
    this.#others.postMessage('changed')
  }

  async withdraw() {
    await this.#call('/handoff', { method: 'DELETE' })
    this.handoff = null
    this.#changed()
    this.#others.postMessage('changed')
  }

  /** Where the request for a person stands now. */
  async refreshHandoff() {
    const transcript = await this.#call('')
    this.handoff = transcript.handoff
    this.#changed()
  }

  openCitation(reply, number) {
    return this.#call(`/messages/${reply.id}/citations/${number}`)
  }

  giveFeedback(reply, feedback) {
    return this.#call(`/messages/${reply.id}/feedback`, { method: 'POST', body: feedback })
  }

  async erase() {
    if (this.#key()) {
      await this.#call('', { method: 'DELETE' }).catch(error => { if (!isGone(error)) throw error })
    }
    this.stop()
    this.#forget()
    remember(OUTBOX, null)
    this.entries = []
    this.#changed()
    this.#others.postMessage('changed')
  }

  #call(path, options) {
    const key = this.#key()
    return call(`/conversations/${key.id}${path}`, { ...options, token: key.token })
  }

  #key() { return recall(KEY) }
  #outbox() { return recall(OUTBOX) ?? [] }
  #changed() { this.dispatchEvent(new Event('change')) }

  #forget() {
    remember(KEY, null)
    this.handoff = null
    this.region = null
  }

  async #begin() {
    const begun = await call('/conversations', { method: 'POST', body: { channel: 'widget', region: this.region } })
    const key = { id: begun.id, token: begun.token }
    remember(KEY, key)
    return key
  }

  /** One tab sends at a time; the others show what it got. */
  #flush() {
    alone(async () => {
      for (let next; (next = this.#outbox()[0]);) {
        if (!await this.#deliver(next)) return
        remember(OUTBOX, this.#outbox().filter(message => message.id !== next.id))
        this.#others.postMessage('changed')
      }
    })
  }

  /** @returns whether the message is done with */
  async #deliver(message) {
    try {
      await this.#ask(message).catch(error => {
        if (!isGone(error)) throw error
        this.#forget()
        return this.#ask(message)
      })
    } catch (error) {
      if (isConnection(error)) {
        this.#update(message.id, { state: 'waiting' })
        this.#wait()
        return false
      }
      this.#update(message.id, { state: 'refused', reason: error.message })
    }
    this.#tries = 0
    return true
  }

  async #ask(message) {
    const key = this.#key() ?? await this.#begin()
    this.#stop = new AbortController()
    this.#update(message.id, { state: 'sending' })
    const answer = `${message.id}.reply`
    try {
      const response = await request(`/conversations/${key.id}/messages`, { method: 'POST', token: key.token,
        accept: 'text/event-stream', body: { text: message.text, clientMessageId: message.id }, signal: this.#stop.signal })
      this.#connected()
      this.#answer(message.id, answer, { text: '', reply: null, citations: [], understood: null, broken: false, stopped: false })
      await this.#listen(response, message.id, answer)
    } catch (error) {
      if (!this.#stop.signal.aborted) {
        this.#update(answer, { broken: true })
        throw error
      }
      this.#update(answer, { stopped: true })
      this.#update(message.id, { state: 'sent' })
    }
  }

  async #listen(response, question, answer) {
    for await (const { name, data } of events(response)) {
      if (name === 'understanding') {
        this.region = data.region ?? this.region
        this.#update(answer, { understood: data })
      }
      if (name === 'citations') this.#update(answer, { citations: data })
      if (name === 'delta') this.#update(answer, { text: this.#entry(answer).text + data.text })
      if (name === 'error') throw new Refused(data.status, data.detail)
      if (name === 'reply') {
        this.handoff = data.handoff
        this.#update(question, { state: 'sent' })
        this.#update(answer, { reply: data, text: data.text, citations: data.citations })
        this.dispatchEvent(new CustomEvent('reply', { detail: data }))
        return
      }
    }
    throw new TypeError('the stream ended before the reply')
  }

  #entry(id) { return this.entries.find(entry => entry.id === id) }

  #update(id, change) {
    this.entries = this.entries.map(entry => entry.id === id ? { ...entry, ...change } : entry)
    this.#changed()
  }

  /** Puts the answer right behind its question; one that broke off before is begun anew. */
  #answer(question, id, content) {
    const others = this.entries.filter(entry => entry.id !== id)
    const at = others.findIndex(entry => entry.id === question) + 1
    this.entries = others.toSpliced(at, 0, { id, author: 'ASSISTANT', at: new Date().toISOString(), ...content })
    this.#changed()
  }

  #connected() {
    clearInterval(this.#timer)
    this.retryIn = null
  }

  #wait() {
    clearInterval(this.#timer)
    this.retryIn = WAITS[Math.min(this.#tries++, WAITS.length - 1)]
    this.#timer = setInterval(() => {
      this.retryIn -= 1
      if (this.retryIn <= 0) this.retryNow()
      else this.#changed()
    }, 1000)
    this.#changed()
  }
}

let running = false

/** Runs what no other tab runs meanwhile; without https browsers have no locks, and the server alone sees to it. */
async function alone(run) {
  if (running) return
  running = true
  try {
    await (navigator.locks?.request('niangjia.outbox', { ifAvailable: true }, lock => lock && run()) ?? run())
  } finally {
    running = false
  }
}

/** As crypto.randomUUID, which browsers have only over https. */
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
}

function entryOf(message) {
  const { id, author, text, createdAt: at, reply } = message
  return { id, author, text, at, state: 'sent', reply, citations: reply?.citations ?? [] }
}

function pending({ id, text, at }) {
  return { id, author: 'WORKER', text, at, state: 'waiting' }
}
