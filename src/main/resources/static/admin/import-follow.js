// Follows an import as it goes: the whole at first, then what changes, until it is over. A stream that breaks is begun again.

import { events } from '/shared/events.js'
import { Refused, request } from '/shared/session.js'

const AGAIN_AFTER = [500, 1_000, 2_000, 5_000]

/**
 * @param shown called with what the server tells of it; its `files` are those that changed
 * @param signal ends it
 * @returns when the import is over or the signal ends it; throws Refused if there is no such import
 */
export async function follow(id, shown, signal) {
  for (let attempt = 0; !signal.aborted; attempt++) {
    try {
      const response = await request(`/api/admin/imports/${id}/events`, { accept: 'text/event-stream', signal })
      for await (const { name, data } of events(response)) {
        attempt = 0
        shown(data)
        if (name === 'completed') return
      }
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof Refused && error.status === 404) throw error
    }
    await new Promise(resolve => setTimeout(resolve, AGAIN_AFTER[Math.min(attempt, AGAIN_AFTER.length - 1)]))
  }
}
