// What codes of the HTTP interface are called on the pages.

export const ROLES = { AGENT: '坐席', EDITOR: '编辑', REVIEWER: '审核', SUPERVISOR: '班长', ADMIN: '管理员' }
export const TOPICS = { JOINING: '加入工会', BENEFITS: '会员福利', LEGAL_AID: '维权帮助', OTHER: '其他' }
export const KINDS = { LAW: '法律', REGULATION: '法规', RULE: '规章', POLICY: '政策', GUIDE: '指南', FAQ: '问答', NEWS: '报道' }
export const VALIDITIES = {
  IN_FORCE: { name: '现行有效', tag: 'inforce' }, NOT_YET: { name: '尚未施行', tag: 'pending' }, EXPIRED: { name: '已失效', tag: 'expired' },
  SUPERSEDED: { name: '已被取代', tag: 'expired' }, REPORTED: { name: '当年报道', tag: 'plain' }
}
export const STATES = { DRAFT: '草稿', REVIEWED: '已审核', SCHEDULED: '定时发布', PUBLISHED: '已发布', ARCHIVED: '已归档' }

/** Lists of documents that need somebody; late: a number that should not stay. */
export const LISTS = {
  EXPIRING: { name: '30 天内到期', late: true }, UNCONFIRMED: { name: '导入后待确认' }, SUPERSEDED_CITED: { name: '已被替代，仍被引用' },
  OVERDUE: { name: '超过一年没核对' }, NEVER_CITED: { name: '从没被引用' }, BASIS_CHANGED: { name: '依据的法条有改动', late: true }
}
