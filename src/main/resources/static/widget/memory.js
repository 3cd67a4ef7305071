// What this browser remembers. Where it keeps nothing for a framed page, the page's own memory stands in until it is closed.

const own = new Map()

export function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(name))
  } catch {
    return own.get(name) ?? null
  }
}

export function remember(name, value) {
  own.set(name, value)
  try {
    if (value === null) localStorage.removeItem(name)
    else localStorage.setItem(name, JSON.stringify(value))
  } catch {
    // kept in `own`
  }
}
