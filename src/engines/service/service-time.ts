import { copy } from '../../manager/copy'

/** What the service's clock says, as far as this device can tell. */
export interface ServiceTime {
  /** Takes notice of what the service said, and of when it was asked and heard by the local clock. */
  note(serviceNow: number, askedAt: number, heardAt: number): void
  /** A time of the service's clock on the local one. */
  toLocal(time: number): number
  /** The same for all times of invitations and rooms in a value; makes a copy. */
  localize<Value>(value: Value): Value
}

/** The fields that are times. */
const TIMES = ['createTime', 'createdAt', 'expiresAt', 'updatedAt']

/** Creates a {@link ServiceTime}; without any notice the clocks are taken to agree. */
export function createServiceTime(): ServiceTime {
  /** How far the local clock is ahead; it is known to within `doubt`. */
  let ahead = 0
  let doubt = Infinity

  function note(serviceNow: number, askedAt: number, heardAt: number) {
    const nextDoubt = (heardAt - askedAt) / 2
    const next = (heardAt + askedAt) / 2 - serviceNow
    // the shortest round trip knows best, until one contradicts it: then a clock was changed meanwhile
    const isContradiction = Math.abs(next - ahead) > doubt + nextDoubt
    if (nextDoubt < 0 || (nextDoubt > doubt && !isContradiction)) return
    ahead = next
    doubt = nextDoubt
  }

  function toLocal(time: number) {
    return Math.round(time + ahead)
  }

  function localize<Value>(value: Value): Value {
    return copy(value, (name, part) =>
      TIMES.includes(name) && typeof part === 'number' ? toLocal(part) : part,
    )
  }

  return { note, toLocal, localize }
}
