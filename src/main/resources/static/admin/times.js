// Times as readers say them, in the zone of their device.

export const minute = at => new Date(at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false })

/** 2026-11-28 */
export function date(at) {
  const then = new Date(at)
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`
}

/** 今天 09:30, else 2026-11-28 09:30 */
export function day(at) {
  return `${new Date(at).toDateString() === new Date().toDateString() ? '今天' : date(at)} ${minute(at)}`
}

const two = number => String(number).padStart(2, '0')
