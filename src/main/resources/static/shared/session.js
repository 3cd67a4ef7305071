// Who is signed in on a staff page, and every request that the page makes in this person's name.

/** The server answered, and said no: its words are for the person. */
export class Refused extends Error {
  constructor(status, detail) {
    super(detail)
    this.status = status
  }
}

/** Tells of itself with `change`, and with `expired` when somebody has to sign in again before work goes on. */
class Session extends EventTarget {
  /** {name, displayName, role, region: {code, name}}; null while nobody is signed in */
  staff = null
  /** {name} of the union */
  union = null
  /** account that was signed in last on this page */
  lastName = null

  #csrf = ''
  #again = null

  async load() {
    this.#take(await read(await fetch('/api/session', { headers: { Accept: 'application/json' } })))
  }

  async signIn(name, password) {
    await this.load() // a token of an earlier session would be refused
    const was = this.#again ? this.lastName : null
    this.#take(await this.#send('/api/session', { method: 'POST', body: { name, password } }))
    if (was && was !== name) location.reload() // what stands on the page is somebody else's
    this.#again?.resolve()
    this.#again = null
  }

  async signOut() {
    await call('/api/session', { method: 'DELETE' })
    location.reload()
  }

  /** Whether this person has one of these roles. */
  is(...roles) { return roles.includes(this.staff?.role) }

  #take(session) {
    this.#csrf = session.csrf
    if (session.staff || !this.#again) this.staff = session.staff // the work stays on the page until somebody has signed in again
    this.union = session.union
    if (session.staff) this.lastName = session.staff.name
    this.dispatchEvent(new Event('change'))
  }

  /** Resolves when somebody has signed in again; the page and what was typed on it stay meanwhile. */
  #signedInAgain() {
    if (!this.#again) {
      let resolve
      const promise = new Promise(done => { resolve = done })
      this.#again = { promise, resolve }
      this.dispatchEvent(new Event('expired'))
    }
    return this.#again.promise
  }

  async request(path, options) {
    const response = await this.#fetch(path, options)
    if (response.ok) return response
    if (response.status === 401) {
      await this.#signedInAgain()
      return this.request(path, options)
    }
    if (response.status === 403 && options.method && await this.#hasOldToken()) return this.request(path, options)
    throw new Refused(response.status, await detail(response))
  }

  /** A change is refused also because the session is over, or began anew in another window. */
  async #hasOldToken() {
    const now = await read(await fetch('/api/session', { headers: { Accept: 'application/json' } }))
    const old = now.csrf !== this.#csrf
    if (!now.staff) await this.#signedInAgain()
    else this.#take(now)
    return old
  }

  async #send(path, options) {
    const response = await this.#fetch(path, options)
    if (!response.ok) throw new Refused(response.status, await detail(response))
    return response.json()
  }

  #fetch(path, { method = 'GET', body, accept = 'application/json', signal, progress } = {}) {
    const headers = { Accept: accept }
    const form = body instanceof FormData
    if (method !== 'GET') headers['X-CSRF-TOKEN'] = this.#csrf
    if (body && !form) headers['Content-Type'] = 'application/json'
    if (progress) return uploaded(path, { method, headers, body, progress })
    return fetch(path, { method, headers, signal, body: body && !form ? JSON.stringify(body) : body })
  }
}

export const session = new Session()

/**
 * @param body an object, sent as JSON, or FormData
 * @param progress called with the number of bytes that have gone, for uploads
 * @returns the response's JSON, null where it has none; throws Refused, or what fetch throws without a connection
 */
export async function call(path, options = {}) {
  return read(await session.request(path, options))
}

/** The response itself, for streams (see events.js). */
export const request = (path, options = {}) => session.request(path, options)

/** What to tell a person about an error; null where the page itself gave up, for instance because somebody typed on. */
export function message(error) {
  if (error instanceof Refused) return error.message
  if (error.name === 'AbortError') return null
  if (error instanceof TypeError) return '没连上服务器。您写的还在，请看看网络，再试一次。'
  throw error
}

/** What fetch does not tell: how much of a body has gone. */
function uploaded(path, { method, headers, body, progress }) {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest()
    sending.open(method, path)
    for (const [name, value] of Object.entries(headers)) sending.setRequestHeader(name, value)
    sending.upload.onprogress = ({ loaded }) => progress(loaded)
    sending.onload = () => resolve(new Response(sending.status === 204 ? null : sending.responseText, { status: sending.status }))
    sending.onerror = () => reject(new TypeError('no connection'))
    sending.send(body)
  })
}

async function read(response) {
  const text = await response.text()
  return text ? JSON.parse(text) : null
}

async function detail(response) {
  const problem = await response.json().catch(() => ({}))
  return problem.detail ?? '出了点问题，您写的还在。请再试一次；还是不行，请把时间告诉管理员。'
}
