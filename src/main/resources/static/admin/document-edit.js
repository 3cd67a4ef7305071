// A document being edited: what the server has, what stands on the page, and the steps in between, each of which can be taken back. What is
// not saved is kept in this browser, by person and document, so that a reload, a crash or an expired session loses nothing.

const KEEP_AFTER = 300
const MOST_STEPS = 200

/** Tells of itself with `change`. A state is {description, passages, unmended, looked}; it is never changed, only followed by another. */
export class DocumentEdit extends EventTarget {
  #who
  #steps = []
  #merging = null
  #timer
  #everChanged = false
  #nextKey = 0

  /** @param shown the document as the server shows it @param unmended kinds of mends that are taken back in it */
  constructor(shown, unmended, who) {
    super()
    this.#who = who
    this.take(shown, unmended)
  }

  /** Begins anew from what the server has; the steps are gone. */
  take(shown, unmended = this.base?.unmended ?? []) {
    this.shown = shown
    this.#steps = []
    this.#merging = null
    this.#everChanged = false
    this.base = { description: shown.description, passages: shown.passages.map(passage => this.#editable(passage)), unmended, looked: [] }
    this.now = this.base
    this.#tell()
  }

  #editable({ section, heading, text, enabled, questions, spoken }) {
    return { key: this.#nextKey++, section, heading, text, enabled, questions, spoken: spoken ?? '' }
  }

  newKey() { return this.#nextKey++ }

  get dirty() { return this.#steps.length > 0 }

  /** What the last step was, in words; empty if there is none. */
  get lastStep() { return this.#steps.at(-1)?.label ?? '' }

  /**
   * One step further.
   * @param label what was done, for the button that takes it back
   * @param merge steps that follow each other with the same of it are one
   */
  step(label, change, merge = null) {
    const next = { ...this.now, ...change }
    if (!merge || merge !== this.#merging) this.#steps = [...this.#steps, { label, before: this.now }].slice(-MOST_STEPS)
    this.#merging = merge
    this.#everChanged = true
    this.now = next
    this.#tell()
    this.#keepSoon()
  }

  /** From now on typing is a step of its own again. */
  endMerging() { this.#merging = null }

  /** @returns what was taken back */
  undo() {
    const last = this.#steps.at(-1)
    if (!last) return ''
    this.#steps = this.#steps.slice(0, -1)
    this.#merging = null
    this.now = last.before
    this.#tell()
    this.#keepSoon()
    return last.label
  }

  describe(label, change, merge = null) {
    this.step(label, { description: { ...this.now.description, ...change } }, merge)
  }

  /** @param change of the passage with this key */
  passage(key, label, change, merge = null) {
    this.step(label, { passages: this.now.passages.map(passage => passage.key === key ? { ...passage, ...change } : passage) }, merge)
  }

  /** The passage as the server has it; undefined for one that was made here. */
  original(key) { return this.base.passages.find(passage => passage.key === key) }

  /** As PUT /api/admin/documents/{id} takes it. */
  get change() {
    const { description, passages, unmended } = this.now
    return { revision: this.shown.revision, description, replaces: description.replaces, unmended,
      passages: passages.map(({ key, ...passage }) => ({ ...passage, spoken: passage.spoken || null })) }
  }

  #tell() { this.dispatchEvent(new Event('change')) }

  get #name() { return `niangjia.draft.${this.#who}.${this.shown.id}` }

  #keepSoon() {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.keep(), KEEP_AFTER)
  }

  /** Puts what is not saved where a reload finds it. */
  keep() {
    clearTimeout(this.#timer)
    try {
      if (this.dirty) localStorage.setItem(this.#name, JSON.stringify({ revision: this.shown.revision, version: this.shown.version, at: Date.now(), now: this.now }))
      else if (this.#everChanged) this.forget()
    } catch {
      // a browser that keeps nothing for this page, or no more
    }
  }

  /** @returns {revision, version, at, now} that an earlier visit left; null if there is none */
  get kept() {
    try {
      return JSON.parse(localStorage.getItem(this.#name))
    } catch {
      return null
    }
  }

  /** Goes on with it, as one step. */
  resume({ now }) {
    this.#nextKey = Math.max(this.#nextKey, ...now.passages.map(({ key }) => key + 1))
    this.step('接着上次的改动', now)
  }

  forget() {
    clearTimeout(this.#timer)
    localStorage.removeItem(this.#name)
  }
}
