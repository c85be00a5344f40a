/** Scripts whose names put the family first or have no capitals: one sign says more than two. */
const ONE_SIGN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}]/u

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u

/** One to two signs that stand for a name: `Ann Weber` gives `AW`, `陈思远` gives `陈`. */
export function initialsOf(name: string): string {
  const words = name
    .normalize('NFC')
    .split(/[\s\-_.·・@]+/u)
    .filter((word) => LETTER_OR_DIGIT.test(word))
  const first = words[0]
  if (first === undefined) return firstSign(name.trim())
  const sign = firstLetter(first)
  if (ONE_SIGN.test(sign)) return sign
  const last = words.length > 1 ? firstLetter(words[words.length - 1]!) : ''
  return (sign + (ONE_SIGN.test(last) ? '' : last)).toLocaleUpperCase('en')
}

/** A hue in degrees that stays with a person: the same id has it on every device. */
export function hueOf(userId: string): number {
  let hash = 2166136261
  for (let index = 0; index < userId.length; index += 1) {
    hash = Math.imul(hash ^ userId.charCodeAt(index), 16777619)
  }
  // Steps of 15 degrees, so that two people's colours are either equal or clearly different; of short
  // ids, the upper bits differ more than the lower ones.
  return ((hash >>> 16) % 24) * 15
}

function firstLetter(word: string): string {
  const start = word.search(LETTER_OR_DIGIT)
  return firstSign(word.slice(start))
}

/** What a reader takes for one sign: a letter with its marks, a whole emoji. */
function firstSign(text: string): string {
  const [first = ''] = text
  const isPlain = text.length < 2 || text.charCodeAt(1) < 128
  if (isPlain || typeof Intl.Segmenter !== 'function') return first
  for (const { segment } of new Intl.Segmenter().segment(text)) return segment
  return first
}
