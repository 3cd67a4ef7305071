// Writes src/main/resources/calendar.csv: date,closed,name,source.
//
// Run by hand, from the repository's root, when the State Council has given notice of another year (no build step needs Node):
//
//     npm pack chinese-days@1.5.7 && tar xzf chinese-days-1.5.7.tgz
//     node docs/calendar-from-chinese-days.mjs package/dist/years > src/main/resources/calendar.csv
//
// Source: npm package chinese-days 1.5.7 (https://github.com/vsme/chinese-days), licence MIT. Each day of 2025 and 2026 was held
// against the notices named below. A year without a notice in the list is left out: nothing is guessed.
//
// closed=true: nobody works, also where it is a weekend anyway. closed=false: a Saturday or Sunday that is worked (调休).

import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.argv[2]
if (!folder) {
  console.error('usage: node docs/calendar-from-chinese-days.mjs <unpacked chinese-days>/dist/years > src/main/resources/calendar.csv')
  process.exit(1)
}

const NOTICES = {
  2025: '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）',
  2026: '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）',
}

console.log('# Made by docs/calendar-from-chinese-days.mjs from chinese-days 1.5.7 (MIT).')
console.log('date,closed,name,source')
for (const [year, notice] of Object.entries(NOTICES)) {
  const { holidays, workdays } = JSON.parse(readFileSync(join(folder, `${year}.json`), 'utf8'))
  const days = [...rows(holidays, true), ...rows(workdays, false)].sort((a, b) => a.date.localeCompare(b.date))
  days.forEach(({ date, closed, name }) => console.log([date, closed, name, notice].join(',')))
}

/** The package writes "Spring Festival,春节,4" behind each date. */
function rows(days, closed) {
  return Object.entries(days).map(([date, text]) => {
    const name = text.split(',')[1]
    return { date, closed, name: closed ? name : `${name}调休上班` }
  })
}
