import { html } from 'lit'

// Verbatim words as nodes, with the places marked that were found in them.

const FAR = 40
const BEFORE = 12

/** A passage's own words: without its number, which stands beside them, and without the file's empty lines. */
export function words({ text, section, highlights = [] }) {
  return marked(text.trimEnd(), highlights, start(text, section))
}

/** Its beginning, or, where the first mark stands far in, from shortly before it on. */
export function excerpt({ text, section, highlights = [] }) {
  const from = start(text, section)
  const first = highlights.find(({ end }) => end > from)?.start ?? from
  return first - from < FAR ? marked(text, highlights, from) : ['……', ...marked(text, highlights, first - BEFORE)]
}

/** Its first words, without marks. */
export const opening = ({ text, section }) => text.slice(start(text, section)).slice(0, 60)

function start(text, section) {
  const leading = text.length - text.trimStart().length
  if (!text.startsWith(section, leading)) return leading
  const behind = leading + section.length
  return behind + text.slice(behind).match(/^[\s　：:]*/)[0].length
}

function marked(text, spans, from) {
  const parts = []
  let done = from
  for (const { start, end } of spans) {
    if (end <= done) continue
    const at = Math.max(start, done)
    parts.push(close(text.slice(done, at)), html`<mark>${close(text.slice(at, end))}</mark>`)
    done = end
  }
  parts.push(close(text.slice(done)))
  return parts
}

const close = text => text.replace(/\n\s*\n/g, '\n')
