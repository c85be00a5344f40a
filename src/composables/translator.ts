import type {
  ConferenceInvitationsLocale,
  Message,
  MessageKey,
  MessageParams,
  Messages,
} from '../context'

const RELATIVE_STEPS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** Below this many seconds, something was "now". */
const NOW_SECONDS = 10

/** Puts things into the words of one language. */
export interface Translator {
  t(key: MessageKey, params?: MessageParams): string
  /** A span as a clock shows it: `0:42`, `1:02:03`. */
  formatDuration(seconds: number): string
  /** How long ago a time was, or how far ahead: "2 minutes ago"; milliseconds, `now` defaults to the shared clock's. */
  formatRelative(time: number, now?: number): string
  /** The time of day: "14:02"; milliseconds. */
  formatTime(time: number): string
  formatNumber(value: number): string
  /** Several things in one sentence: "Ann, Ben and Cat". */
  formatList(parts: readonly string[]): string
  /** The plural category of a number. */
  plural(count: number): Intl.LDMLPluralRule
}

/** Creates a {@link Translator}; each formatter is made when it is first needed. */
export function createTranslator(
  { code, messages }: ConferenceInvitationsLocale,
  overrides: Partial<Messages>,
): Translator & { formatRelative(time: number, now: number): string } {
  const pluralRules = once(() => new Intl.PluralRules(code))
  const numbers = once(() => new Intl.NumberFormat(code))
  const twoDigits = once(() => new Intl.NumberFormat(code, { minimumIntegerDigits: 2 }))
  const relativeTimes = once(
    () => new Intl.RelativeTimeFormat(code, { numeric: 'auto', style: 'short' }),
  )
  const times = once(() => new Intl.DateTimeFormat(code, { hour: '2-digit', minute: '2-digit' }))
  const lists = once(() => new Intl.ListFormat(code))

  const plural = (count: number) => pluralRules().select(count)
  const formatNumber = (value: number) => numbers().format(value)

  function t(key: MessageKey, params: MessageParams = {}): string {
    const text = formOf(overrides[key] ?? messages[key], params)
    return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = params[name]
      if (value === undefined) return placeholder
      return typeof value === 'number' ? formatNumber(value) : value
    })
  }

  function formOf(message: Message, { count }: MessageParams): string {
    if (typeof message === 'string') return message
    return (typeof count === 'number' && message[plural(count)]) || message.other
  }

  function formatDuration(seconds: number): string {
    const whole = Math.max(0, Math.ceil(seconds))
    const hours = Math.floor(whole / 3_600)
    const minutes = Math.floor(whole / 60) % 60
    const minutesText = hours > 0 ? twoDigits().format(minutes) : formatNumber(minutes)
    const parts = [minutesText, twoDigits().format(whole % 60)]
    return (hours > 0 ? [formatNumber(hours), ...parts] : parts).join(':')
  }

  function formatRelative(time: number, now: number): string {
    const seconds = Math.round((time - now) / 1_000)
    const distance = Math.abs(seconds)
    if (distance < NOW_SECONDS) return formatSteps(0, 'second')
    const step = RELATIVE_STEPS.find(([, length]) => distance >= length)
    if (!step) return formatSteps(seconds, 'second')
    const [unit, length] = step
    return formatSteps(Math.trunc(seconds / length), unit)
  }

  function formatSteps(steps: number, unit: Intl.RelativeTimeFormatUnit): string {
    // units are short for narrow rows; the full stop of an abbreviation would read as an end
    return relativeTimes()
      .format(steps, unit)
      .replace(/(\p{L})\./gu, '$1')
  }

  return {
    t,
    formatDuration,
    formatRelative,
    formatTime: (time) => times().format(time),
    formatNumber,
    formatList: (parts) => lists().format(parts),
    plural,
  }
}

function once<Value>(create: () => Value): () => Value {
  let made: Value | undefined
  return () => (made ??= create())
}
