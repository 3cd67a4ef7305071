// The upload that goes on while somebody looks at other pages: thousands of files, in batches of one import.

import { Refused, call, message } from '/shared/session.js'

const FILES_AT_ONCE = 100
const BYTES_AT_ONCE = 30 << 20
const LARGEST = 100 << 20 // niangjia.import.file, and what the server takes as one file
const AGAIN_AFTER = [1_000, 2_000, 5_000, 10_000, 30_000]

/** Tells of itself with `change`. */
class Upload extends EventTarget {
  importId = null
  files = 0
  sent = 0
  bytes = 0
  sentBytes = 0
  /** names that are too large to be sent at all */
  tooLarge = []
  /** what to tell the person; while it is set nothing is sent */
  trouble = ''

  #waiting = []
  #settings = null
  #last = Promise.resolve()

  get active() { return this.#waiting.length > 0 }

  /** Sends them when what is being sent has gone. @returns the import's id, as soon as it has one */
  async begin(files, settings) {
    await this.#last
    const fits = files.filter(({ file }) => file.size <= LARGEST)
    this.tooLarge = files.filter(({ file }) => file.size > LARGEST).map(({ path }) => path)
    if (!fits.length) return null
    Object.assign(this, { importId: null, files: fits.length, sent: 0, bytes: total(fits), sentBytes: 0, trouble: '' })
    this.#settings = settings
    this.#waiting = batches(fits)
    const first = this.#send()
    this.#last = first.then(() => this.#goOn(), () => {})
    await first
    return this.importId
  }

  async #goOn() {
    while (this.#waiting.length) {
      try {
        await this.#send()
      } catch {
        return
      }
    }
  }

  /** The first batch that waits. A connection that breaks is waited for; a refusal ends the upload and is told. */
  async #send() {
    const [batch, ...rest] = this.#waiting
    for (let attempt = 0; ; attempt++) {
      try {
        const { importId } = await call('/api/admin/documents', { method: 'POST', body: form(batch, this.#settings, this.importId, rest.length > 0),
          progress: sent => this.#tell({ sentBytes: before(this) + Math.min(sent, total(batch)) }) })
        this.#waiting = rest
        this.#tell({ importId, sent: this.sent + batch.length, trouble: '' })
        this.#tell({ sentBytes: this.bytes - total(rest.flat()) })
        return
      } catch (error) {
        if (error instanceof Refused) return this.#giveUp(error)
        this.#tell({ trouble: '没连上服务器，连上后接着传。' })
        await new Promise(resolve => setTimeout(resolve, AGAIN_AFTER[Math.min(attempt, AGAIN_AFTER.length - 1)]))
      }
    }

    function before(upload) { return upload.bytes - total([batch, ...rest].flat()) }
  }

  #giveUp(error) {
    this.stop()
    this.#tell({ trouble: message(error) })
    throw error
  }

  /** What has come is taken in; the rest is not sent. */
  async stop() {
    this.#waiting = []
    this.#tell({})
    if (this.importId) await call(`/api/admin/imports/${this.importId}/upload`, { method: 'DELETE' }).catch(() => {}) // the server stops waiting by itself
  }

  #tell(change) {
    Object.assign(this, change)
    this.dispatchEvent(new Event('change'))
  }
}

export const upload = new Upload()

addEventListener('beforeunload', event => upload.active && event.preventDefault())

const total = files => files.reduce((sum, { file }) => sum + file.size, 0)

function batches(files) {
  const all = []
  let batch = []
  for (const file of files) {
    if (batch.length && (batch.length === FILES_AT_ONCE || total(batch) + file.file.size > BYTES_AT_ONCE)) {
      all.push(batch)
      batch = []
    }
    batch.push(file)
  }
  return batch.length ? [...all, batch] : all
}

function form(batch, { region, topics = [], kind, visibility, publish }, importId, more) {
  const body = new FormData()
  for (const { file, path } of batch) body.append('files', file, path)
  const fields = { region, kind, visibility, publish: publish ? 'true' : '', importId, more: more ? 'true' : '' }
  for (const [name, field] of Object.entries(fields)) if (field) body.append(name, field)
  for (const topic of topics) body.append('topics', topic)
  return body
}
