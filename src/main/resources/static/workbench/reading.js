import { call } from '/shared/session.js'
import { placeOf } from './names.js'

// Documents and passages as they are read; a version's passages never change, so what was read is kept for a while.

const kept = new Map()
const MOST = 60

async function once(address) {
  if (!kept.has(address)) {
    kept.set(address, call(address).catch(error => { kept.delete(address); throw error }))
    if (kept.size > MOST) kept.delete(kept.keys().next().value)
  }
  return kept.get(address)
}

const address = id => `/api/documents/${encodeURIComponent(id)}`

/** A passage with the ones before and behind it: {passage, before, after, document}. */
export async function neighbours(passageId) {
  const { documentId, version, ordinal } = placeOf(passageId)
  const from = Math.max(0, ordinal - 1)
  const [document, parts] = await Promise.all([once(`${address(documentId)}?version=${version}`),
    once(`${address(documentId)}/passages?version=${version}&from=${from}&size=${ordinal - from + 2}`)])
  const passage = parts.passages.find(part => part.ordinal === ordinal)
  if (!passage) throw new Error('这一段已经停用')
  return { document, passage: described(document, passage), before: parts.passages.find(part => part.ordinal < ordinal),
    after: parts.passages.find(part => part.ordinal > ordinal) }
}

/** The whole document: {document, passages}. */
export async function whole(documentId, version) {
  const [document, parts] = await Promise.all([once(`${address(documentId)}?version=${version}`),
    once(`${address(documentId)}/passages?version=${version}`)])
  return { document, passages: parts.passages }
}

/** What goes with a passage that was found by these words; asked anew each time, since colleagues' searches are part of it. */
export function related(passageId, q, signal) {
  const { documentId, version, ordinal } = placeOf(passageId)
  return call(`${address(documentId)}/passages/${ordinal}/related?version=${version}${q ? `&q=${encodeURIComponent(q)}` : ''}`, { signal })
}

/** A part with what a search would tell of it. */
export function described(document, part) {
  const { id, title, kind, region, visibility, publisher, author, documentNumber, effectiveFrom, effectiveUntil } = document
  return { documentId: id, title, kind, region, visibility, publisher, author, documentNumber, effectiveFrom, effectiveUntil, highlights: [], ...part,
    spoken: part.spoken ?? document.spoken }
}
