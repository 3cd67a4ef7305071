// What somebody drops or chooses, as a flat list of {file, path}: folders are walked through, what machines leave behind is left out.

const LEFT_BEHIND = /(^|\/)(\.[^/.][^/]*|~\$[^/]*|Thumbs\.db|desktop\.ini|__MACOSX\/.*)$/i

/** Of a drop: files, folders and archives alike. */
export async function dropped(transfer) {
  // The entries are only there until the event is over.
  const entries = [...transfer.items].filter(item => item.kind === 'file').map(item => item.webkitGetAsEntry?.() ?? null)
  const files = entries.every(Boolean) && entries.length ? (await Promise.all(entries.map(entry => walk(entry)))).flat() : chosen(transfer.files)
  return wanted(files)
}

/** Of an input, with the folders that a chosen folder's files lie in. */
export function chosen(files) {
  return wanted([...files].map(file => ({ file, path: file.webkitRelativePath || file.name })))
}

const wanted = files => files.filter(({ path }) => !LEFT_BEHIND.test(path))

async function walk(entry, folder = '') {
  if (entry.isFile) return [{ file: await new Promise((resolve, reject) => entry.file(resolve, reject)), path: folder + entry.name }]
  const inside = await children(entry.createReader())
  return (await Promise.all(inside.map(child => walk(child, `${folder}${entry.name}/`)))).flat()
}

/** A reader hands out a hundred at a time. */
async function children(reader) {
  const all = []
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject))
    if (!some.length) return all
    all.push(...some)
  }
}
