import { events } from '/shared/events.js'
import { Refused, request } from './api.js'

const PAUSES = [500, 1000, 2000, 5000, 10_000]

/** Follows what happens in a conversation, and comes back where it was cut: hears nothing twice and misses nothing. */
export class Live {
  #stopped = false
  #cut
  #last
  #again = () => document.hidden || this.#cut?.abort()

  constructor({ id, token }, last, hear) {
    this.#last = last
    addEventListener('online', this.#again)
    document.addEventListener('visibilitychange', this.#again) // a phone that slept may hold a dead line
    this.#run(`/conversations/${id}/events`, token, hear)
  }

  stop() {
    this.#stopped = true
    this.#cut?.abort()
    removeEventListener('online', this.#again)
    document.removeEventListener('visibilitychange', this.#again)
  }

  async #run(path, token, hear) {
    for (let tries = 0; !this.#stopped; tries++) {
      this.#cut = new AbortController()
      try {
        const response = await request(path, { token, accept: 'text/event-stream', last: this.#last, signal: this.#cut.signal })
        for await (const { id, name, data } of events(response)) {
          tries = 0
          if (id) this.#last = id
          if (!this.#stopped) hear(name, data)
        }
      } catch (error) {
        if (error instanceof Refused && [401, 403, 404].includes(error.status)) {
          this.stop()
          hear('gone', {})
        }
      }
      if (!this.#stopped) await new Promise(done => setTimeout(done, PAUSES[Math.min(tries, PAUSES.length - 1)]))
    }
  }
}
