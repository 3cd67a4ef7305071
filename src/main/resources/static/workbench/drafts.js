// What was begun and not sent, by talk; in this tab, so that neither a reload nor a new sign-in loses it.

const KEY = id => `niangjia.desk.draft.${id}`
const EMPTY = { text: '', passages: [], note: false, clientMessageId: null }

export function draft(id) {
  try {
    return { ...EMPTY, ...JSON.parse(sessionStorage.getItem(KEY(id))) }
  } catch {
    return { ...EMPTY }
  }
}

export function keep(id, draft) {
  try {
    if (draft.text || draft.passages.length) sessionStorage.setItem(KEY(id), JSON.stringify(draft))
    else sessionStorage.removeItem(KEY(id))
  } catch {
    // a browser that keeps nothing for this page
  }
}
