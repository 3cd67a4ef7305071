// What the navigation and the documents page count, asked for once for both.

import { call, session } from '/shared/session.js'

class Counts extends EventTarget {
  /** {documents, passages, EXPIRING, …, importing}; empty until it is known */
  now = {}

  #asked = null

  async load() {
    if (!session.is('EDITOR', 'REVIEWER', 'ADMIN')) return
    this.#asked ??= Promise.all([call('/api/admin/documents/lists'), call('/api/admin/imports')])
    try {
      const [lists, imports] = await this.#asked
      this.now = { ...lists, importing: imports.some(({ state }) => state === 'RUNNING' || state === 'QUEUED') }
      this.dispatchEvent(new Event('change'))
    } catch {
      // the counts stay as they were; whatever the page itself asks for tells of a connection that is gone
    } finally {
      this.#asked = null
    }
  }
}

export const counts = new Counts()
