const types = [
  'build',
  'chore',
  'ci',
  'docs',
  'feat',
  'fix',
  'perf',
  'refactor',
  'revert',
  'style',
  'test',
]
const subject = /^(?<type>[a-z]+)(?:\((?<scope>[a-z0-9-]+)\))?!?: (?<text>.+)$/

/** The longest subject that logs show whole. */
const MAX_SUBJECT = 100

/**
 * What is wrong with a commit's message, in words; empty when it keeps the conventional form.
 * @param {string} message
 * @returns {string[]}
 */
export function complaintsAbout(message) {
  const [first = '', second] = message.trimEnd().split('\n')
  if (/^(Merge|Revert) /.test(first)) return []
  const complaints = []
  const { type, text } = subject.exec(first)?.groups ?? {}
  if (!type || !text) complaints.push('the subject is not "type(scope): what it does"')
  else if (!types.includes(type)) complaints.push(`"${type}" is none of ${types.join(', ')}`)
  if (text && /^[A-Z][a-z]/.test(text)) complaints.push('the subject begins with a capital letter')
  if (text?.endsWith('.')) complaints.push('the subject ends with a full stop')
  if (first.length > MAX_SUBJECT) complaints.push(`the subject is longer than ${MAX_SUBJECT}`)
  if (second) complaints.push('no empty line follows the subject')
  return complaints
}
