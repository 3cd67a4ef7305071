// One line on any page: <script src="https://…/widget/loader.js" async></script>
// shows the bubble; a tap opens the chat in a frame. Attributes of the script element:
//   data-region="370000"  the place that the page is about
// document.dispatchEvent(new CustomEvent('niangjia:open', { detail: { ask: '怎么加入工会' } })) opens it, and asks if told to.

;(() => {
  if (window.niangjia) return
  window.niangjia = true

  const script = document.currentScript
  const server = new URL(script.src).origin
  const region = script.dataset.region
  const phone = matchMedia('(max-width: 480px), (max-height: 480px)')
  const SEEN = 'niangjia.seen'
  let frame
  let port
  let waiting = []

  const css = `
    :host { all: initial; position: fixed; z-index: 2147483000; right: 0; bottom: 0; font: 16px/1.5 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
    button { font: inherit; border: 0; cursor: pointer; }
    button:focus-visible { outline: 3px solid #1d5fa8; outline-offset: 3px; }
    [hidden] { display: none !important; }
    .launch { position: fixed; right: max(20px, env(safe-area-inset-right)); bottom: max(20px, env(safe-area-inset-bottom)); display: inline-flex; align-items: center; gap: 10px; height: 60px; padding: 0 22px 0 16px; border-radius: 30px; background: #c7000b; color: #fff; font-weight: 600; font-size: 17px; box-shadow: 0 2px 6px rgb(45 32 20 / .12), 0 12px 32px rgb(45 32 20 / .22); }
    .launch:hover { background: #a50009; }
    .launch svg { width: 30px; height: 30px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
    .tease { position: fixed; right: max(20px, env(safe-area-inset-right)); bottom: calc(max(20px, env(safe-area-inset-bottom)) + 74px); width: 250px; margin: 0; padding: 12px 44px 12px 14px; border-radius: 18px 18px 5px 18px; background: #fff; color: #1e1a17; font-size: 14px; line-height: 1.55; box-shadow: inset 0 0 0 1px #e6e0d7, 0 6px 18px rgb(45 32 20 / .1); }
    .tease button { position: absolute; right: 0; top: 0; width: 44px; height: 44px; background: none; color: #544c45; font-size: 20px; }
    .panel { position: fixed; right: max(20px, env(safe-area-inset-right)); bottom: max(20px, env(safe-area-inset-bottom)); width: 400px; height: min(680px, calc(100vh - 40px)); border-radius: 18px; overflow: hidden; background: #fff; box-shadow: 0 0 0 1px #e6e0d7, 0 18px 48px rgb(45 32 20 / .24); }
    .panel.full { inset: 0; width: 100%; height: 100%; border-radius: 0; }
    iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: auto; }
    @media (prefers-color-scheme: dark) { .panel, .tease { background: #1c1917; color: #f3eee7; box-shadow: 0 0 0 1px #342f2b, 0 18px 48px rgb(0 0 0 / .5); } .tease button { color: #cbc2b7; } }
    @media print { .launch, .tease, .panel { display: none; } }`

  const host = document.createElement('aside')
  host.setAttribute('aria-label', '工会智能助手')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]

  const launch = element('button', 'launch')
  launch.type = 'button'
  launch.setAttribute('aria-haspopup', 'dialog')
  launch.append(sign(), '有事问娘家')
  launch.addEventListener('click', () => open())

  const panel = element('div', 'panel')
  panel.hidden = true

  root.append(launch, panel)
  teaser()
  if (document.body) attach()
  else addEventListener('DOMContentLoaded', attach)

  document.addEventListener('niangjia:open', event => open(event.detail?.ask))
  phone.addEventListener('change', fit)
  visualViewport?.addEventListener('resize', fit)
  visualViewport?.addEventListener('scroll', fit)

  function attach() {
    document.body.append(host)
  }

  function open(ask) {
    dismiss()
    launch.hidden = true
    panel.hidden = false
    frame ??= begin()
    fit()
    if (phone.matches) document.documentElement.style.overflow = 'hidden'
    if (typeof ask === 'string') tell({ type: 'ask', text: ask })
    tell({ type: 'open' })
    frame.focus()
  }

  function close() {
    panel.hidden = true
    launch.hidden = false
    document.documentElement.style.overflow = ''
    launch.focus()
  }

  /** The frame is made at the first opening, so that a page that is only read loads nothing but this file. */
  function begin() {
    const made = document.createElement('iframe')
    made.title = '娘家：工会智能助手'
    made.allow = 'clipboard-write'
    made.src = `${server}/widget/index.html${region ? `?region=${encodeURIComponent(region)}` : ''}`
    made.addEventListener('load', () => connect(made))
    panel.append(made)
    return made
  }

  function connect(made) {
    const channel = new MessageChannel()
    channel.port1.onmessage = ({ data }) => {
      if (data.type === 'close') close()
      if (data.type === 'ready') {
        port = channel.port1
        waiting.splice(0).forEach(message => port.postMessage(message))
      }
    }
    made.contentWindow.postMessage({ type: 'niangjia:connect' }, server, [channel.port2])
  }

  function tell(message) {
    if (port) port.postMessage(message)
    else waiting.push(message)
  }

  /** On a phone the chat fills the screen that the keyboard leaves. */
  function fit() {
    panel.classList.toggle('full', phone.matches)
    const seen = phone.matches && visualViewport
    panel.style.height = seen ? `${seen.height}px` : ''
    panel.style.top = seen ? `${seen.offsetTop}px` : ''
    panel.style.bottom = seen ? 'auto' : ''
  }

  function teaser() {
    if (seen()) return
    const tease = element('p', 'tease')
    const away = element('button', '')
    away.type = 'button'
    away.textContent = '×'
    away.setAttribute('aria-label', '不再提示')
    away.addEventListener('click', () => {
      dismiss()
      launch.focus()
    })
    tease.append('入会、福利、被欠薪，都可以问。不用注册。', away)
    root.insertBefore(tease, launch)
  }

  /** Who closed it, or opened the chat, is not told again. */
  function dismiss() {
    root.querySelector('.tease')?.remove()
    try { localStorage.setItem(SEEN, '1') } catch { /* then it is shown again next time */ }
  }

  function seen() {
    try {
      return localStorage.getItem(SEEN)
    } catch {
      return true
    }
  }

  function element(tag, name) {
    const made = document.createElement(tag)
    if (name) made.className = name
    return made
  }

  function sign() {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
    svg.setAttribute('viewBox', '0 0 24 24')
    svg.setAttribute('aria-hidden', 'true')
    for (const line of ['M3.5 11.2 12 4.3l8.5 6.9', 'M6 9.7v7.8A1.5 1.5 0 0 0 7.5 19H10l2 2 2-2h2.5a1.5 1.5 0 0 0 1.5-1.5V9.7',
      'M12 15.7s-2.7-1.5-2.7-3.3a1.4 1.4 0 0 1 2.7-.5 1.4 1.4 0 0 1 2.7.5c0 1.800-2.7 3.3-2.7 3.3Z']) {
      const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
      path.setAttribute('d', line)
      svg.append(path)
    }
    return svg
  }
})()
