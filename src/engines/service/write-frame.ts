import { invalid, utf8Length, wrongType } from '../../manager/validate'
import { MAX_CALL_BYTES, MAX_FRAME_BYTES, type CallFrame, type ClientFrame } from './wire'

/**
 * Length of a part, in UTF-16 units: JSON text has no control characters left, so that none of them takes more
 * than three bytes, and a pair that is cut in two no more than twelve.
 */
const PART_LENGTH = 5_000

/**
 * Writes a call as one frame, or as the parts of one. Throws -1001 when it is longer than the service takes, -1 when it
 * cannot be written as JSON.
 */
export function writeCall(frame: CallFrame): string[] {
  const text = toJson(frame)
  const bytes = utf8Length(text)
  if (bytes > MAX_CALL_BYTES) throw invalid(`a call must be at most ${MAX_CALL_BYTES} bytes`)
  if (bytes <= MAX_FRAME_BYTES) return [text]
  const parts: string[] = []
  for (let start = 0; start < text.length; start += PART_LENGTH) {
    const end = start + PART_LENGTH
    const part = text.slice(start, end)
    parts.push(writeFrame({ t: 'part', id: frame.id, text: part, end: end >= text.length }))
  }
  return parts
}

function toJson(frame: CallFrame) {
  try {
    return JSON.stringify(frame)
  } catch {
    throw wrongType('what is sent', 'plain data')
  }
}

/** Writes any other frame. */
export function writeFrame(frame: Exclude<ClientFrame, CallFrame>): string {
  return JSON.stringify(frame)
}
