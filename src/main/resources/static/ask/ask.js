import { events } from '/shared/events.js'
import { markdown } from '/shared/markdown.js'

// A bare page that asks, streams and opens a citation. One conversation a tab.

const talk = document.getElementById('talk')
const form = document.getElementById('composer')
const field = document.getElementById('text')
const send = form.querySelector('button')
const status = document.getElementById('status')
const source = document.getElementById('source')
const validities = { IN_FORCE: '现行有效', NOT_YET: '尚未施行', EXPIRED: '已失效', SUPERSEDED: '已被新文件取代', REPORTED: '当年的报道' }
let conversation

form.addEventListener('submit', event => {
  event.preventDefault()
  ask(field.value.trim())
})
field.addEventListener('keydown', event => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault()
    form.requestSubmit()
  }
})
document.getElementById('person').addEventListener('click', () => ask('转人工'))
document.getElementById('source-close').addEventListener('click', () => source.close())
begin().catch(fail)

async function begin() {
  conversation = await call('', { channel: 'web' })
  const greeting = assistant()
  greeting.body.append(...markdown(conversation.greeting))
  greeting.box.append(chips(conversation.suggestions))
  status.textContent = conversation.notice.replaceAll('\n', ' ')
}

async function ask(text) {
  if (!text || send.disabled) return
  busy(true)
  const asked = talk.appendChild(element('p', 'worker', text))
  const reply = assistant()
  const message = { text, clientMessageId: crypto.randomUUID() }
  try {
    if (!conversation) await begin()
    field.value = ''
    let said = ''
    for await (const { name, data } of events(`/api/chat/conversations/${conversation.id}/messages`, conversation.token, message)) {
      if (name === 'delta') {
        said += data.text
        reply.body.replaceChildren(...markdown(said, number => citation(number, reply)))
      } else if (name === 'reply') {
        finish(reply, data)
      } else if (name === 'error') {
        throw new Error(data.detail)
      }
      reply.box.scrollIntoView({ block: 'nearest' })
    }
    asked.scrollIntoView({ block: 'start' })
  } catch (error) {
    field.value ||= text
    reply.box.remove()
    fail(error)
  }
  busy(false)
}

function finish(reply, data) {
  reply.id = data.id
  reply.box.classList.toggle('crisis', data.outcome === 'CRISIS')
  reply.body.replaceChildren(...markdown(data.text, number => citation(number, reply)))
  reply.box.append(chips(data.suggestions))
}

function assistant() {
  const box = element('div', 'assistant')
  const body = element('div')
  box.append(element('small', '', '智能助手'), body)
  talk.append(box)
  return { box, body, id: null }
}

function chips(texts) {
  const row = element('div', 'chips')
  for (const text of texts) {
    const chip = element('button', '', text)
    chip.type = 'button'
    chip.addEventListener('click', () => ask(text))
    row.append(chip)
  }
  return row
}

function citation(number, reply) {
  const button = element('button', 'cite', number)
  button.type = 'button'
  button.setAttribute('aria-label', `出处 ${number}`)
  button.addEventListener('click', () => reply.id && open(reply.id, number).catch(fail))
  return button
}

async function open(message, number) {
  const cited = await call(`/${conversation.id}/messages/${message}/citations/${number}`)
  const { citation, passage, neighbours } = cited
  document.getElementById('source-title').textContent = `${citation.title} ${citation.section}`
  document.getElementById('source-facts').textContent = [
    validities[cited.validityNow], citation.publisher ?? citation.author ?? '发布单位未载明', citation.documentNumber,
    citation.region.name, citation.effectiveFrom ? `${citation.effectiveFrom} 起施行` : '施行日期未载明',
    cited.newerVersion ? '已有新版' : null].filter(Boolean).join(' · ')
  const before = neighbours.filter(other => ordinal(other) < ordinal(passage))
  const after = neighbours.filter(other => ordinal(other) > ordinal(passage))
  const place = quoted(passage.text, citation.quote)
  document.getElementById('source-text').replaceChildren(
    ...before.map(other => element('p', '', other.text)), place, ...after.map(other => element('p', '', other.text)))
  source.showModal()
  place.scrollIntoView({ block: 'center' })
}

function ordinal(passage) {
  return Number(passage.passageId.slice(passage.passageId.lastIndexOf('#') + 1))
}

function quoted(text, quote) {
  const paragraph = element('p', 'cited')
  const lines = new Set(quote.split('\n').map(line => line.trim()).filter(Boolean))
  let rest = text
  for (const line of lines) {
    const at = rest.indexOf(line)
    if (at < 0) continue
    paragraph.append(rest.slice(0, at), element('mark', '', line))
    rest = rest.slice(at + line.length)
  }
  paragraph.append(rest)
  return paragraph
}

async function call(path, body) {
  const response = await fetch(`/api/chat/conversations${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'Content-Type': 'application/json', ...(conversation && { Authorization: `Bearer ${conversation.token}` }) },
    body: body && JSON.stringify(body)
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.detail)
  return answer
}

function busy(now) {
  send.disabled = now
  status.textContent = now ? '正在找…' : ''
  if (!now) field.focus()
}

function fail(error) {
  status.textContent = error instanceof TypeError ? '网络不通，请检查后再试，或拨打 12351。' : error.message
}

function element(tag, className, text) {
  const made = document.createElement(tag)
  if (className) made.className = className
  if (text !== undefined) made.textContent = text
  return made
}
