/** Stands between the parts of a key; sorts before every character of a name. */
const END_OF_PART = '\0'
const AFTER_END_OF_PART = '\x01'

/** Places whose contents lie side by side, each with a time at which it is forgotten. */
export const Place = {
  TABLE: 't',
  SET: 's',
  /** Members of a schedule by time. */
  SCHEDULE: 'd',
  /** Times of a schedule by member. */
  TIMES: 'm',
  LOG: 'l',
} as const
export type Place = (typeof Place)[keyof typeof Place]

/** Single entries, each with its own time at which it is forgotten. */
export const Single = { VALUE: 'v', LOG_NUMBER: 'n' } as const
export type Single = (typeof Single)[keyof typeof Single]

const WIDTH_OF_NUMBER = 16

/** A number as a text that sorts as numbers do. */
export function sortable(value: number): string {
  return String(Math.min(Math.max(value, 0), Number.MAX_SAFE_INTEGER)).padStart(
    WIDTH_OF_NUMBER,
    '0',
  )
}

export function singleKey(single: Single, name: string): string {
  return [single, name].join(END_OF_PART)
}

export function placeKey(place: Place, name: string, ...rest: readonly string[]): string {
  return [place, name, ...rest].join(END_OF_PART)
}

/** Everything in a place, from a part on: `from <= key < to`. */
export function placeRange(place: Place, name: string, first = ''): [from: string, to: string] {
  const start = `${place}${END_OF_PART}${name}`
  return [`${start}${END_OF_PART}${first}`, `${start}${AFTER_END_OF_PART}`]
}

/** The smallest key part greater than this one. */
export function justAfter(part: string): string {
  return part === '' ? '' : `${part}${END_OF_PART}`
}

/** What comes after the name in a key of a place. */
export function restOf(key: string, name: string): string {
  return key.slice(name.length + 3)
}

/** Where it is written until when a place is kept. */
export function expiryKey(place: Place, name: string): string {
  return `e${END_OF_PART}${place}${name}`
}

/** The keys of all places' times. */
export const EXPIRIES: [from: string, to: string] = [`e${END_OF_PART}`, `e${AFTER_END_OF_PART}`]

/** The place and name of a key of {@link EXPIRIES}. */
export function placeOf(key: string): [place: Place, name: string] {
  return [key[2] as Place, key.slice(3)]
}

/** All entries of one kind of {@link Single}. */
export function singleRange(single: Single): [from: string, to: string] {
  return [`${single}${END_OF_PART}`, `${single}${AFTER_END_OF_PART}`]
}

/** A single text with the time at which it is forgotten. */
export function pack(expiresAt: number, text: string): string {
  return `${expiresAt}:${text}`
}

/** The text of {@link pack}, `null` when there is none or its time is over. */
export function unpack(packed: string | undefined, now: number): string | null {
  if (packed === undefined) return null
  const colon = packed.indexOf(':')
  return Number(packed.slice(0, colon)) > now ? packed.slice(colon + 1) : null
}
