/** Puts a text on the clipboard; over plain http, where browsers have no clipboard, by selecting it. @returns whether it is there */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return bySelecting(text)
  }
}

function bySelecting(text) {
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'sr'
  field.setAttribute('aria-hidden', 'true')
  document.body.append(field)
  const focused = document.activeElement
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  focused?.focus()
  return done
}
