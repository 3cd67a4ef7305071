// Replies written beforehand, and the variables in them.

export const VARIABLES = { 地区: '职工所在的地区', 坐席: '您的姓名', 工会: '工会的名字', 电话: '当地拨打的热线号码' }

/** Those whose name or text begins with what was typed, names first. */
export function matching(replies, typed) {
  const named = replies.filter(reply => reply.name.startsWith(typed))
  const rest = typed ? replies.filter(reply => !named.includes(reply) && (reply.name.includes(typed) || reply.text.includes(typed))) : []
  return [...named, ...rest].slice(0, 6)
}

/** A variable that is not known stays as it is, so that it is seen before sending. */
export const filled = (text, variables) => text.replace(/\{([^{}]+)\}/g, (whole, name) => variables?.[name] ?? whole)
