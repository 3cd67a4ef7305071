import { events } from '/shared/events.js'
import { Refused, call, isConnection, request } from './api.js'
import { recall, remember } from './memory.js'

const KEY = 'niangjia.conversation'
const OUTBOX = 'niangjia.outbox'
const WAITS = [1, 2, 5, 10, 30]
/** For which a request taken back keeps its place. */
const KEPT = 30_000
const isGone = error => error instanceof Refused && [401, 403, 404].includes(error.status)

/**
 * The worker's conversation, as this browser knows it. What is typed goes to an outbox first and leaves it when its reply
 * is here, so that nothing is lost with the connection or the page, and nothing is sent twice: the server knows a message
 * by its clientMessageId. Tells of every change with a `change` event, of a finished reply with `reply`.
 *
 * While a person is wanted or there, it follows what happens (`live.js`, loaded then) and tells of it with `person`.
 *
 * An entry: {id, author: WORKER|ASSISTANT|AGENT|EVENT, text, at, state: sent|sending|waiting|refused, reason, reply, citations, understood}.
 */
export class Conversation extends EventTarget {
  entries = []
  handoff = null
  /** WITH_ASSISTANT, WAITING, WITH_AGENT or CLOSED. */
  state = 'WITH_ASSISTANT'
  /** {name, number} of the person who has the talk. */
  agent = null
  typing = false
  rating = null
  /** Whether a request just taken back can have its place again. */
  undo = false
  /** Code of the place the worker named or chose; null if none. */
  region = null
  /** Seconds until the next try; null while connected. */
  retryIn = null
  #tries = 0
  #timer
  #stop
  #live
  #sequence = 0
  #typed = 0
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
        said = this.#merged(this.#settle(transcript.messages), transcript)
        this.region = transcript.region
        this.#stand(transcript)
      } catch (error) {
        if (!isGone(error)) throw error
        this.#forget()
      }
    } else {
      this.#stand({ state: 'WITH_ASSISTANT', handoff: null })
      this.region = null
    }
    this.entries = [...said, ...shown, ...this.#outbox().map(pending)]
    this.#changed()
    this.#follow()
    this.#flush()
  }

  /** What was said and what happened, in order; and what was heard since the transcript was made. */
  #merged(messages, transcript) {
    const rows = [...messages.map(message => [message.sequence, entryOf(message)]),
      ...transcript.events.filter(isShown).map(event => [event.sequence, eventOf(event)])]
    const since = this.entries.filter(entry => entry.sequence > transcript.sequence)
    this.#sequence = Math.max(transcript.sequence, ...since.map(entry => entry.sequence))
    return [...rows.sort(([one], [other]) => one - other).map(([, entry]) => entry), ...since]
  }

  #stand({ state, handoff, rating = null }) {
    this.state = state
    this.handoff = handoff?.state === 'TAKEN' ? null : handoff
    this.agent = state === 'WITH_AGENT' ? handoff?.agent ?? this.agent : null
    this.rating = rating ?? this.rating
    if (handoff) this.undo = false
  }

  /** What was answered meanwhile leaves the outbox; what was not is shown from there, as still to be sent. */
  #settle(messages) {
    const answered = new Set(messages.map(message => message.inReplyTo))
    const left = new Set(messages.filter(message => message.forAgent).map(message => message.clientMessageId))
    const sent = new Map(messages.filter(message => message.clientMessageId).map(message => [message.clientMessageId, message.id]))
    remember(OUTBOX, this.#outbox().filter(message => !answered.has(sent.get(message.id)) && !left.has(message.id)))
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
    this.#stand({ state: 'WITH_ASSISTANT', handoff: null })
    this.undo = true
    setTimeout(() => { this.undo = false; this.#changed() }, KEPT)
    this.#changed()
    this.#others.postMessage('changed')
  }

  /** Asks for a person, or leaves how to be reached: {contact, convenient, note}. */
  async requestPerson(more) {
    const handoff = await this.#call('/handoff', { method: 'POST', body: more ?? {} })
    this.#stand({ state: { WAITING: 'WAITING', TAKEN: 'WITH_AGENT' }[handoff.state] ?? 'WITH_ASSISTANT', handoff })
    this.#changed()
    this.#follow()
    this.#others.postMessage('changed')
  }

  async rate(score, comment) {
    await this.#call('/rating', { method: 'POST', body: { score, comment } })
    this.rating = score
    this.#changed()
  }

  /** Lets the agent see that something is being written. */
  writes() {
    if (this.state !== 'WITH_AGENT' || Date.now() - this.#typed < 3000) return
    this.#typed = Date.now()
    this.#call('/typing', { method: 'POST' }).catch(() => {})
  }

  /** Where the request for a person stands now. */
  async refreshHandoff() {
    this.#stand(await this.#call(''))
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

  /** While a person is wanted or there, or a ticket is being made. */
  #follow() {
    const wanted = this.begun && (['WAITING', 'WITH_AGENT'].includes(this.state) || this.handoff?.state === 'UNANSWERED' && !this.handoff.ticket)
    if (wanted && !this.#live) {
      const key = this.#key()
      this.#live = import('./live.js').then(({ Live }) => new Live(key, this.#sequence, (name, data) => this.#hear(name, data)))
      this.#live.catch(() => { this.#live = null })
    }
    if (!wanted && this.#live) this.#unfollow()
  }

  #unfollow() {
    this.#live?.then(live => live.stop(), () => {})
    this.#live = null
  }

  #hear(name, data) {
    if (data.sequence) this.#sequence = Math.max(this.#sequence, data.sequence)
    if (name === 'message' && data.author === 'AGENT') this.#add(entryOf(data))
    if (name === 'state') this.#moved(data)
    if (name === 'notice') this.#add(eventOf(data))
    if (name === 'handoff') this.#stand(data)
    if (name === 'typing') this.#typing()
    if (name === 'gone') this.#forget()
    this.#changed()
    this.#follow()
  }

  #moved(event) {
    this.state = event.state
    this.agent = event.state === 'WITH_AGENT' ? event.agent : null
    this.typing = false
    if (event.state === 'WITH_AGENT') this.handoff = null
    if (isShown(event)) this.#add(eventOf(event))
  }

  #add(entry) {
    if (this.#entry(entry.id)) return
    if (entry.author === 'AGENT') this.typing = false
    this.entries = [...this.entries, entry]
    this.dispatchEvent(new CustomEvent('person', { detail: entry }))
  }

  #typing() {
    this.typing = true
    clearTimeout(this.typingTimer)
    this.typingTimer = setTimeout(() => { this.typing = false; this.#changed() }, 5000)
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
    this.#unfollow()
    this.#sequence = 0
    this.rating = null
    this.#stand({ state: 'WITH_ASSISTANT', handoff: null })
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
      if (response.status !== 202) this.#answer(message.id, answer, { text: '', reply: null, citations: [], understood: null, broken: false, stopped: false })
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
      if (name === 'accepted') {
        this.state = data.state
        this.entries = this.entries.filter(entry => entry.id !== answer)
        this.#update(question, { state: 'sent' })
        this.#follow()
        return
      }
      if (name === 'reply') {
        if (this.state !== 'WITH_AGENT') this.#stand({ state: data.handoff ? 'WAITING' : 'WITH_ASSISTANT', handoff: data.handoff ?? this.#called() })
        this.#update(question, { state: 'sent' })
        this.#update(answer, { reply: data, text: data.text, citations: data.citations })
        this.dispatchEvent(new CustomEvent('reply', { detail: data }))
        this.#follow()
        return
      }
    }
    throw new TypeError('the stream ended before the reply')
  }

  /** A promised call back stands whatever is asked meanwhile. */
  #called() { return this.handoff?.state === 'UNANSWERED' ? this.handoff : null }

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
  const { id, sequence, author, text, createdAt: at, reply, agent } = message
  return { id, sequence: author === 'AGENT' ? sequence : undefined, author, text, at, state: 'sent', reply, agent, citations: reply?.citations ?? message.citations }
}

/** Asking and taking back are seen by what the worker said and did. */
const isShown = event => !['REQUESTED', 'WITHDRAWN'].includes(event.cause)

function eventOf(event) {
  return { id: `event-${event.sequence}`, sequence: event.sequence, author: 'EVENT', at: event.createdAt, event }
}

function pending({ id, text, at }) {
  return { id, author: 'WORKER', text, at, state: 'waiting' }
}
