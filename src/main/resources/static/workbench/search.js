import { call, message } from '/shared/session.js'
import { remember } from './recent.js'

const PAUSE = 40
const PAGE = 12

/** What is looked for, what was found and which of it is chosen. Of several requests on their way only the last one counts. Tells `change`, and `chosen`. */
export class Search extends EventTarget {
  q = ''
  filters = { inForce: true, region: '', topic: '', kind: '', visibility: '' }
  found = null
  chosen = 0
  note = ''
  waiting = false

  #pause
  #request

  type(q) {
    this.q = q
    clearTimeout(this.#pause)
    if (q.trim()) this.#pause = setTimeout(() => this.run(), PAUSE)
    else this.clear()
  }

  /** @param q also put into the field */
  look(q) {
    this.type(q)
    clearTimeout(this.#pause)
    return this.run()
  }

  filter(changed) {
    Object.assign(this.filters, changed)
    return this.run()
  }

  clear() {
    this.#request?.abort()
    this.#request = null
    Object.assign(this, { q: '', found: null, chosen: 0, note: '', waiting: false })
    this.#tell()
  }

  async run() {
    this.#request?.abort()
    if (!this.q.trim()) return this.#tell()
    const request = this.#request = new AbortController()
    const late = setTimeout(() => { this.waiting = true; this.#tell() }, 300)
    try {
      const found = await call(this.#address(0), { signal: request.signal })
      if (request !== this.#request) return
      Object.assign(this, { found: { ...found, q: this.q.trim() }, chosen: 0, note: '' })
      this.#tell('chosen')
    } catch (error) {
      if (error.name === 'AbortError' || request !== this.#request) return
      this.note = message(error)
    } finally {
      clearTimeout(late)
    }
    if (request === this.#request) {
      this.waiting = false
      this.#tell()
    }
  }

  #address(from) {
    const asked = new URLSearchParams({ q: this.q.trim(), size: PAGE, from, count: false, inForce: this.filters.inForce })
    for (const name of ['region', 'topic', 'kind', 'visibility']) if (this.filters[name]) asked.set(name, this.filters[name])
    return `/api/search?${asked}`
  }

  /** The next page below what is there. */
  async more() {
    const found = this.found
    if (!found || found.complete || found.loading) return
    found.loading = true
    const next = await call(this.#address(found.hits.length)).catch(() => null)
    found.loading = false
    if (found !== this.found || !next) return
    found.hits.push(...next.hits.filter(hit => found.hits.every(other => other.passageId !== hit.passageId)))
    found.complete = next.hits.length < PAGE
    this.#tell()
  }

  choose(index) {
    const most = (this.found?.hits.length ?? 0) - 1
    this.chosen = Math.max(0, Math.min(index, most))
    if (this.chosen >= most) this.more()
    this.#tell('chosen')
    this.#tell()
  }

  get hit() { return this.found?.hits[this.chosen] ?? null }

  /** Somebody made use of a passage that these words led to. */
  used(passage) {
    const q = this.found?.q
    if (!q) return
    remember(q)
    call('/api/workbench/uses', { method: 'POST', body: { q, passageId: passage.passageId } }).catch(() => {}) // only a count is lost
    this.#tell()
  }

  #tell(name = 'change') { this.dispatchEvent(new Event(name)) }
}
