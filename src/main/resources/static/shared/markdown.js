// The small Markdown of replies as nodes: paragraphs, - and 1. lists, **bold**, [n] citations. Never as HTML.

/** Nodes of a text. `citation` makes the node of a citation's number; without it the number stays text. */
export function markdown(text, citation = number => `[${number}]`) {
  return text.split(/\n{2,}/).filter(block => block.trim()).flatMap(block => blocks(block.split('\n'), citation))
}

function blocks(lines, citation) {
  const made = []
  for (const line of lines) {
    const item = line.match(/^(-|\d+\.) (.*)$/)
    const tag = !item ? 'p' : item[1] === '-' ? 'ul' : 'ol'
    let last = made.at(-1)
    if (!last || last.localName !== tag || tag === 'p') {
      last = document.createElement(tag)
      made.push(last)
    }
    const into = item ? last.appendChild(document.createElement('li')) : last
    into.append(...inline(item ? item[2] : line, citation))
  }
  return made
}

function inline(text, citation) {
  return text.split(/(\*\*.+?\*\*|\[\d+\])/).filter(Boolean).map(part => {
    if (/^\[\d+\]$/.test(part)) return citation(part.slice(1, -1))
    if (!/^\*\*.+\*\*$/.test(part)) return part
    const bold = document.createElement('strong')
    bold.textContent = part.slice(2, -2)
    return bold
  })
}
