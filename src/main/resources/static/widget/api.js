// The worker's part of the HTTP interface.

/** The server answered, and said no: its words are for the worker. */
export class Refused extends Error {
  constructor(status, detail) {
    super(detail)
    this.status = status
  }
}

/** @returns the response's JSON, null where it has none; throws Refused, or what fetch throws without a connection */
export async function call(path, { method = 'GET', token, body } = {}) {
  const response = await request(path, { method, token, body, accept: 'application/json' })
  return response.status === 204 ? null : response.json()
}

/** @param last where a stream is to go on */
export async function request(path, { method = 'GET', token, body, accept, signal, last }) {
  const headers = { Accept: accept }
  if (token) headers.Authorization = `Bearer ${token}`
  if (last) headers['Last-Event-ID'] = last
  if (body) headers['Content-Type'] = 'application/json'
  const response = await fetch(`/api/chat${path}`, { method, headers, body: body && JSON.stringify(body), signal })
  if (!response.ok) throw new Refused(response.status, await detail(response))
  return response
}

async function detail(response) {
  const problem = await response.json().catch(() => ({}))
  return problem.detail ?? '出了点问题。请再试一次，或拨打 12351。'
}

/** Whether trying again later may help without the worker doing anything. */
export const isConnection = error => !(error instanceof Refused) || [502, 503, 504].includes(error.status)
