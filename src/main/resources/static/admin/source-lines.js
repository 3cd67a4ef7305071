// The original by its lines, each cut where something was mended or stands that is nobody else's business.

/**
 * @param source as GET …/source gives it
 * @param unmended kinds of mends that are taken back on the page
 * @returns [{number, from, to, parts: [{text, mark}]}]; mark is null or {label, kind, first}: the first part of a mark is one to stop at
 */
export function lines({ original, mends, personal }, unmended = []) {
  const marks = merged(mends.filter(({ kind }) => !unmended.includes(kind)), original)
  const all = []
  let from = 0
  let at = 0
  for (const [n, text] of original.split('\n').entries()) {
    const to = from + text.length
    while (at < marks.length && marks[at].to <= from) at++
    all.push({ number: n + 1, from, to, parts: parts(original, from, to, marks, at, personal) })
    from = to + 1
  }
  return all
}

/** Characters of one kind beside each other, or with one between them, are one mark: 臨江區總. */
function merged(mends, original) {
  const marks = []
  for (const { kind, label, from, to, replacement } of mends) {
    const last = marks.at(-1)
    if (last && last.kind === kind && kind === 'TRADITIONAL' && from - last.to <= 1) {
      last.replacement += original.slice(last.to, from) + replacement
      last.to = to
    } else if (!last || from >= last.to) {
      marks.push({ kind, label, from, to, replacement })
    }
  }
  return marks
}

function parts(original, from, to, marks, at, personal) {
  const cut = []
  let place = from
  for (let n = at; n < marks.length && marks[n].from <= to; n++) {
    const mark = marks[n]
    const begin = Math.max(mark.from, place)
    const end = Math.min(mark.to, to)
    const breaks = mark.from <= to && mark.to > to && to < original.length
    if (begin > place) cut.push(...plain(original, place, begin, personal))
    if (end > begin || breaks) {
      cut.push({ text: original.slice(begin, Math.max(begin, end)) + (breaks && mark.kind === 'LINE_BREAK' ? '↵' : ''),
        mark: { kind: mark.kind, label: words(mark), first: mark.from >= from } })
    }
    place = Math.max(place, end)
  }
  if (place < to) cut.push(...plain(original, place, to, personal))
  return cut.filter(({ text, mark }) => text || mark?.first)
}

/** Somebody's own number is shown only in part. */
function plain(original, from, to, personal) {
  const cut = []
  let place = from
  for (const find of personal) {
    if (find.to <= from || find.from >= to) continue
    if (find.from > place) cut.push({ text: original.slice(place, find.from), mark: null })
    const number = original.slice(find.from, find.to)
    cut.push({ text: `${number.slice(0, 3)}****${number.slice(-4)} 已遮盖`, mark: { kind: 'PERSONAL', label: `${find.kind}：不进段落，职工看不到`, first: true } })
    place = find.to
  }
  if (place < to) cut.push({ text: original.slice(place, to), mark: null })
  return cut
}

function words({ kind, label, replacement }) {
  if (kind === 'LINE_BREAK') return '断行：接成一行'
  if (kind === 'REPEATED') return '重复：只留一处'
  return replacement.trim() && replacement.length <= 40 ? `${label}：改成「${replacement.trim()}」` : `${label}：去掉`
}

/** Lines that belong to one of the passages; the rest of a page is about something else. */
export function ours(all, places) {
  const stretches = places.flatMap(({ stretches: found }) => found)
  if (!stretches.length) return new Set(all)
  return new Set(all.filter(({ from, to }) => stretches.some(stretch => stretch.from <= to && stretch.to > from)))
}
