// The sample front page: the union's own name and number, questions that open the chat, the line to copy.

for (const button of document.querySelectorAll('[data-ask]')) {
  button.addEventListener('click', () => document.dispatchEvent(
    new CustomEvent('niangjia:open', { detail: button.dataset.ask ? { ask: button.dataset.ask } : {} })))
}

const line = document.getElementById('line')
line.textContent = `<script src="${location.origin}/widget/loader.js" async></script>`
document.getElementById('copy').addEventListener('click', copy)

fetch('/api/chat/union').then(response => response.json()).then(show, () => {}) // without it the page stays as it is

function show({ name, phone }) {
  for (const place of document.querySelectorAll('[data-union]')) place.textContent = name
  document.title = `${name} · 娘家`
  const link = document.querySelector('[data-phone]')
  link.href = `tel:${phone.replaceAll('-', '')}`
  link.querySelector('span').textContent = phone
}

async function copy() {
  const said = document.getElementById('copied')
  try {
    await navigator.clipboard.writeText(line.textContent)
    said.textContent = '已复制'
  } catch {
    getSelection().selectAllChildren(line)
    said.textContent = '已选中，请按 Ctrl+C 复制'
  }
}
