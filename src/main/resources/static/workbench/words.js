import { TOPIC } from './names.js'

// How the desk speaks of talks and of time.

export const RESOLUTION = { RESOLVED: '解决了', PARTLY: '解决了一部分', NOT_RESOLVED: '没解决', PASSED_ON: '转给别的部门接着办', LEFT: '职工没再回话' }

export const PRESENCE = { ONLINE: { name: '在线', dot: '' }, BUSY: { name: '忙碌', dot: 'busy' }, AWAY: { name: '离开', dot: 'away' } }

export const subject = row => [TOPIC[row.topic] ?? row.reasonWord, row.region?.name ?? '地区未知'].join(' · ')

export const clock = time => new Date(time).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false })

/** 04:12, or 1:04:12. */
export function running(since, now = Date.now()) {
  const seconds = Math.max(0, Math.floor((now - new Date(since)) / 1000))
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map(part => String(part).padStart(2, '0'))
  return seconds >= 3600 ? [Math.floor(seconds / 3600), ...parts].join(':') : parts.join(':')
}

/** 刚刚, 3 分钟, 2 小时, else the day. */
export function ago(time, now = Date.now()) {
  const minutes = Math.floor((now - new Date(time)) / 60_000)
  if (minutes < 1) return '刚刚'
  if (minutes < 60) return `${minutes} 分钟`
  return minutes < 24 * 60 ? `${Math.floor(minutes / 60)} 小时` : new Date(time).toLocaleDateString('zh-CN', { month: 'numeric', day: 'numeric' })
}

/** Why a talk went into another state, in a line. @param me account of who reads */
export function told({ cause, agent, createdAt }, me) {
  const name = agent ? agent.name === me ? '您' : agent.name : '坐席'
  const line = {
    REQUESTED: '职工要转人工', WITHDRAWN: '职工不等了', TAKEN: `${name}已接入`, TRANSFERRED: `转给了${name}`, RETURNED: '转回排队',
    AGENT_LOST: '坐席掉线，回到队伍最前面', RESOLVED: `${name}办结`, REOPENED: '职工又来了，智能助手先回答', UNANSWERED: '没人接，改为电话回复'
  }[cause]
  return line ? `${line} ${clock(createdAt)}` : ''
}
