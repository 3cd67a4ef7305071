// The last searches that were of use, in this tab only: they may hold what a caller said.

const KEY = 'niangjia.desk.recent'
const MOST = 6

export function recent() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? []
  } catch {
    return []
  }
}

export function remember(words) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify([words, ...recent().filter(other => other !== words)].slice(0, MOST)))
  } catch {
    // a browser that keeps nothing for this page
  }
}
