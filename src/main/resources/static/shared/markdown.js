// The small Markdown of replies as nodes: paragraphs, - and 1. lists, **bold**, [n] citations. Never as HTML.

/**
 * Nodes of a text.
 * @param citation makes the node of a citation's number; without it the number stays text
 * @param words makes nodes of plain words, for instance to let numbers be rung
 */
export function markdown(text, { citation = number => `[${number}]`, words = plain => [plain] } = {}) {
  const make = { citation, words }
  return text.split(/\n{2,}/).filter(block => block.trim()).flatMap(block => blocks(block.split('\n'), make))
}

/** The text as it is read aloud or copied: without marks and citations. */
export function plain(text) {
  return text.replaceAll('**', '').replace(/\[\d+\]/g, '')
}

function blocks(lines, make) {
  const made = []
  for (const line of lines) {
    const item = line.match(/^(-|\d+\.) (.*)$/)
    const tag = !item ? 'p' : item[1] === '-' ? 'ul' : 'ol'
    let last = made.at(-1)
    if (!last || last.localName !== tag || tag === 'p') {
      last = document.createElement(tag)
      made.push(last)
    }
    const into = item ? last.appendChild(document.createElement('li')).appendChild(document.createElement('span')) : last
    into.append(...inline(item ? item[2] : line, make))
  }
  return made
}

function inline(text, make) {
  const made = []
  for (const part of text.split(/(\*\*.+?\*\*|\[\d+\])/).filter(Boolean)) {
    if (/^\[\d+\]$/.test(part)) {
      keep(made).append(make.citation(part.slice(1, -1)))
    } else if (/^\*\*.+\*\*$/.test(part)) {
      const bold = document.createElement('strong')
      bold.append(...make.words(part.slice(2, -2)))
      made.push(bold)
    } else {
      made.push(...make.words(part))
    }
  }
  return made
}

/** A span that holds the last characters before a citation, so that no line begins with the citation's number. */
function keep(made) {
  const last = made.at(-1)
  if (last?.className === 'nb') return last
  const span = document.createElement('span')
  span.className = 'nb'
  if (typeof last === 'string') {
    made[made.length - 1] = last.slice(0, -2)
    span.append(last.slice(-2))
  }
  made.push(span)
  return span
}
