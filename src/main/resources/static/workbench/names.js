// How things are named at the desk, wherever they are shown or copied.

export const VALIDITY = {
  IN_FORCE: { name: '现行有效', tag: 'inforce' },
  NOT_YET: { name: '尚未施行', tag: 'pending' },
  EXPIRED: { name: '已失效', tag: 'expired' },
  SUPERSEDED: { name: '已被新文件取代', tag: 'expired' },
  REPORTED: { name: '当年的报道', tag: 'pending' }
}

export const KIND = { LAW: '法律', REGULATION: '行政法规', RULE: '规章', POLICY: '政策文件', GUIDE: '办事指南', FAQ: '问答', NEWS: '报道' }

export const TOPIC = { JOINING: '入会', BENEFITS: '福利帮扶', LEGAL_AID: '维权', OTHER: '其他' }

/** 2021-12-24 as 2021年12月24日. */
export const date = day => day && day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')

/** Without the name of the country, as people say it. */
export const short = title => title.replace(/^中华人民共和国(?=.{2,})/, '')

/** A passage as it is copied: the words, then where they are from and whether they hold. */
export function quoted(passage, words = passage.text) {
  const source = [`《${passage.title}》${passage.section}`, passage.publisher ?? passage.author, passage.documentNumber,
    passage.effectiveFrom && `${date(passage.effectiveFrom)}施行`, VALIDITY[passage.validity].name].filter(Boolean).join('，')
  return `${words.trim()}\n——${source}`
}

/** Which document, version and place a passage's id names. */
export function placeOf(passageId) {
  const [, documentId, version, ordinal] = passageId.match(/^(.+)@(\d+)#(\d+)$/)
  return { documentId, version: Number(version), ordinal: Number(ordinal) }
}

/** Why nothing of this text may be sent to a worker; empty if it may. */
export const againstSending = passage => passage.visibility === 'STAFF' ? `《${short(passage.title)}》只给内部看，不能发给职工。可以照着意思自己写。` : ''
