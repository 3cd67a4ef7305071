// Numbers that can be rung, and whose they are.

export const NAMES = {
  12351: '工会热线', 12333: '人社、社保', 12348: '法律援助', 12345: '政务热线', 12356: '心理援助', 12338: '妇联维权',
  12355: '青少年', 12329: '公积金', 12393: '医保', 12366: '税务', 12368: '法院', 110: '报警', 119: '火警', 120: '急救'
}

const RINGABLE = /(?<![\d.])(123\d\d)(?!\d)|(?<=[打拨])(110|119|120)(?!\d)/g

/** The five-digit hotlines of a text, each once, the union's first. */
export function hotlines(text) {
  const found = new Set([...text.matchAll(RINGABLE)].map(match => match[0]).filter(number => number.length === 5 && number in NAMES))
  return [...found].sort((one, other) => (other === '12351') - (one === '12351'))
}

/** What a telephone dials; the union's own number is rung as this place's is. */
export function dialled(number, phone) {
  return `tel:${(number === '12351' ? phone : number).replaceAll('-', '')}`
}

/** Plain words as nodes, with links where a number stands. */
export function ringable(text, phone) {
  const made = []
  let done = 0
  for (const match of text.matchAll(RINGABLE)) {
    if (!(match[0] in NAMES)) continue
    const link = document.createElement('a')
    link.href = dialled(match[0], phone)
    link.textContent = match[0]
    made.push(text.slice(done, match.index), link)
    done = match.index + match[0].length
  }
  return [...made, text.slice(done)].filter(part => part !== '')
}
