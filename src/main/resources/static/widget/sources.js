import { plain } from '/shared/markdown.js'

// How a source is named, wherever it is shown or copied.

export const VALIDITY = {
  IN_FORCE: { name: '现行有效', tag: 'inforce' },
  NOT_YET: { name: '尚未施行', tag: 'pending' },
  EXPIRED: { name: '已失效', tag: 'expired' },
  SUPERSEDED: { name: '已被新文件取代', tag: 'expired' },
  REPORTED: { name: '当年的报道', tag: 'pending' }
}

export const KIND = { LAW: '法律', REGULATION: '行政法规', RULE: '规章', POLICY: '政策文件', GUIDE: '办事指南', FAQ: '问答', NEWS: '报道' }

/** 2021-12-24 as 2021年12月24日. */
export const date = day => day && day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')

/** A reply as it is copied: the words, then where each citation is from. */
export function copied(reply) {
  const made = reply.answeredBy === 'MODEL' ? '（AI生成）' : ''
  const sources = reply.citations.map(citation => `[${citation.number}] ——${sourceLine(citation)}`)
  return [reply.text.replaceAll('**', '') + made, ...sources].join('\n')
}

export function quoted(citation) {
  return `${plain(citation.quote)}\n——${sourceLine(citation)}`
}

function sourceLine(citation) {
  return [`《${citation.title}》${citation.section}`, citation.publisher ?? citation.author, citation.documentNumber,
    citation.effectiveFrom && `${date(citation.effectiveFrom)}施行`, VALIDITY[citation.validity].name].filter(Boolean).join('，')
}

/** One of a guide's grounds as text: 《劳动合同法》第三十条, or the rule's own name. */
export function basisName({ law, article, rule }) {
  return rule ?? `《${law.replace(/^中华人民共和国(?=.{2,})/, '')}》${article ?? ''}`
}
