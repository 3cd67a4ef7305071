import { svg } from 'lit'

/** A line icon of icons.svg; it says nothing to a screen reader. */
export const icon = name => svg`<svg class="i" aria-hidden="true" focusable="false"><use href=${`#i-${name}`}></use></svg>`

// Brought into the page once, so that every icon is there when the connection is not.
fetch('/shared/icons.svg').then(response => response.text()).then(text => {
  const symbols = document.importNode(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement, true)
  symbols.setAttribute('class', 'sr')
  symbols.setAttribute('aria-hidden', 'true')
  document.body.append(symbols)
})
