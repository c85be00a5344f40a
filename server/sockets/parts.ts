import { MAX_CALL_BYTES, type PartFrame } from '../../src/engines/service/wire'
import { utf8Length } from '../../src/manager/validate'
import { parseFrame, type UncheckedCall } from './frames'

/** What a part leads to: the whole call, nothing yet, or the end of the connection. */
export type PartOutcome = UncheckedCall | 'more' | 'too large' | 'broken'

/** Calls that may be under construction at a time. */
const MAX_OPEN = 4

/** Puts calls together that came in several frames; all unfinished ones share the room of one call. */
export interface Parts {
  take(part: PartFrame): PartOutcome
}

/** Creates {@link Parts}. */
export function createParts(): Parts {
  const open = new Map<string, string[]>()
  let bytes = 0

  return {
    take({ id, text, end }) {
      bytes += utf8Length(text)
      const texts = [...(open.get(id) ?? []), text]
      open.set(id, texts)
      if (bytes > MAX_CALL_BYTES || open.size > MAX_OPEN) return 'too large'
      if (!end) return 'more'
      open.delete(id)
      const whole = texts.join('')
      bytes -= utf8Length(whole)
      const frame = parseFrame(whole)
      return frame?.t === 'call' && frame.id === id ? frame : 'broken'
    },
  }
}
