import { svg } from 'lit'

/** A line icon of icons.svg; it says nothing to a screen reader. */
export const icon = name => svg`<svg class="i" aria-hidden="true" focusable="false"><use href="/shared/icons.svg#${name}"></use></svg>`
