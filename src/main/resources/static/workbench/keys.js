/** Whether a key goes into a field, and so is no command. */
export function isTyping(event) {
  const target = event.composedPath()[0]
  return target.isContentEditable || target.localName === 'textarea' || target.localName === 'select'
    || target.localName === 'input' && !['checkbox', 'radio', 'button'].includes(target.type)
}
