// Days and times as people here write them.

const DAY = new Intl.DateTimeFormat('zh-CN', { month: 'long', day: 'numeric' })
const DAY_OF_YEAR = new Intl.DateTimeFormat('zh-CN', { year: 'numeric', month: 'long', day: 'numeric' })
const TIME = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false })

/** 今天 10:32, 6月12日 10:32, 2025年6月12日 10:32 */
export function moment(iso) {
  const date = new Date(iso)
  const now = new Date()
  if (date.toDateString() === now.toDateString()) return `今天 ${TIME.format(date)}`
  return `${(date.getFullYear() === now.getFullYear() ? DAY : DAY_OF_YEAR).format(date)} ${TIME.format(date)}`
}

/** What datetime-local holds, in this browser's zone, as a time with its zone. */
export const zoned = local => local ? new Date(local).toISOString() : null

/** The reverse, for a field's beginning. */
export function local(iso) {
  if (!iso) return ''
  const date = new Date(iso)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** 1.2 MB */
export function size(bytes) {
  return bytes < 1 << 20 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / (1 << 20)).toFixed(bytes < 10 << 20 ? 1 : 0)} MB`
}

export const count = number => number.toLocaleString('zh-CN')
