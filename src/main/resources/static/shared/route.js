// Where a staff page is: #/documents/joining%2Fnew-employment?list=EXPIRING. The back button and a copied address work.

/** @returns {path, parts, query}: parts decoded, query as URLSearchParams */
export function route() {
  const [path, query = ''] = location.hash.replace(/^#/, '').split('?')
  return { path: path || '/', parts: path.split('/').filter(Boolean).map(decode), query: new URLSearchParams(query) }
}

/** href('/documents', id) with an optional query: values that are empty are left out. */
export function href(path, id = '', query = {}) {
  const kept = new URLSearchParams(Object.entries(query).filter(([, value]) => value))
  return `#${path}${id ? `/${encodeURIComponent(id)}` : ''}${`${kept}` ? `?${kept}` : ''}`
}

export const go = (path, id, query) => { location.hash = href(path, id, query) }

/** Changes the address and tells nobody: for what the page shows already. */
export function replace(path, id, query) {
  history.replaceState(null, '', href(path, id, query))
}

function decode(part) {
  try {
    return decodeURIComponent(part)
  } catch {
    return part // somebody cut the address short
  }
}
