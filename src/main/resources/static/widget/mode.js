import { recall, remember } from './memory.js'

// 长辈版 and light or dark, kept for the next visit.

const SIZES = [18, 21, 24, 27, 30]
const root = document.documentElement

export const mode = {
  get elder() { return root.dataset.mode === 'elder' },
  get size() { return recall('niangjia.size') ?? 21 },
  get theme() { return recall('niangjia.theme') ?? 'auto' }
}

export function showMode() {
  if (recall('niangjia.elder')) root.dataset.mode = 'elder'
  else delete root.dataset.mode
  root.style.setProperty('--elder-size', `${mode.size}px`)
  const theme = recall('niangjia.theme')
  root.dataset.theme = theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
  dispatchEvent(new Event('nj-mode'))
}

export function setElder(on) {
  remember('niangjia.elder', on)
  showMode()
}

/** One step up or down; stays at the smallest and the largest. */
export function resize(by) {
  const at = SIZES.indexOf(mode.size) + by
  if (SIZES[at]) remember('niangjia.size', SIZES[at])
  showMode()
}

/** @param theme light, dark, or auto for what the system says */
export function setTheme(theme) {
  remember('niangjia.theme', theme === 'auto' ? null : theme)
  showMode()
}
