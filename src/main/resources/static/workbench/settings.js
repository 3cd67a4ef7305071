// What somebody set for the desk in this browser.

const KEY = 'niangjia.desk'
const DEFAULTS = { letters: true, sound: true }

export function settings() {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY)) }
  } catch {
    return { ...DEFAULTS }
  }
}

export function set(changed) {
  const all = { ...settings(), ...changed }
  try {
    localStorage.setItem(KEY, JSON.stringify(all))
  } catch {
    // a browser that keeps nothing for this page
  }
  return all
}
