// Before the first paint: light or dark, as the reader chose or the system says.
;(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const chosen = () => {
    try {
      return JSON.parse(localStorage.getItem('niangjia.theme'))
    } catch {
      return null // a browser that keeps nothing for this page
    }
  }
  const show = () => { document.documentElement.dataset.theme = chosen() ?? (dark.matches ? 'dark' : 'light') }
  show()
  dark.addEventListener('change', show)
})()
