// The page that holds the chat's frame, spoken to by the loader there. Only the server's `frame-ancestors` lets a page hold it;
// of messages, only those of that page count, and it answers through the port that it gave.

const framed = parent !== window
let port

export const host = {
  framed,
  /** Code of the place that the holding page is about, as its script line gives it. */
  region: new URLSearchParams(location.search).get('region'),
  onAsk: () => {},
  onOpen: () => {},
  close: () => port?.postMessage({ type: 'close' })
}

addEventListener('message', event => {
  if (!framed || event.source !== parent || event.data?.type !== 'niangjia:connect') return
  port?.close()
  port = event.ports[0]
  port.onmessage = ({ data }) => {
    if (data.type === 'ask' && typeof data.text === 'string') host.onAsk(data.text.slice(0, 2000))
    if (data.type === 'open') host.onOpen()
  }
  port.postMessage({ type: 'ready' })
})
