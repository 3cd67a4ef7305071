// Server-sent events read with fetch, because a conversation's token goes in a header and never in a URL.

/** Events of a response as {id, name, data}, in order; id only where the server gave one. */
export async function* events(response) {
  let rest = ''
  for await (const text of chunks(response.body)) {
    rest += text
    const blocks = rest.split('\n\n')
    rest = blocks.pop()
    yield* blocks.map(event).filter(Boolean)
  }
}

async function* chunks(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader()
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) yield value
}

function event(block) {
  const lines = block.split('\n')
  const name = lines.find(line => line.startsWith('event:'))?.slice(6).trim()
  const id = lines.find(line => line.startsWith('id:'))?.slice(3).trim()
  const data = lines.filter(line => line.startsWith('data:')).map(line => line.slice(5)).join('\n')
  return data ? { id, name, data: JSON.parse(data) } : null
}
