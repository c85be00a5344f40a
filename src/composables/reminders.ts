import { shallowRef } from 'vue'
import type { SharedClock } from '../context'
import type { Invitation } from '../manager/types'

/** With less time left, a call cannot be put off any more, in milliseconds. */
const LEAST_LEFT_MS = 30_000

/** How long before its end a call is back at the latest, in milliseconds. */
const BACK_BEFORE_END_MS = 15_000

/** Calls that were put off, by the key of their ring, with the time at which they are back. */
export type PutOffCalls = ReadonlyMap<string, number>

/** Creates what takes calls out of sight for a while; `onReturn` gets the key of one that is back. */
export function createReminders(clock: SharedClock, onReturn: (key: string) => void) {
  const putOff = shallowRef<PutOffCalls>(new Map())

  /** Whether enough time is left at `now` to put a call off. */
  function canPutOff({ expiresAt }: Invitation, now: number): boolean {
    return (expiresAt ?? Infinity) - now >= LEAST_LEFT_MS
  }

  /** Puts a call off, unless it is too late for that; tells whether it did. */
  function add(key: string, invitation: Invitation, ms: number): boolean {
    const now = clock.read()
    if (putOff.value.has(key) || !canPutOff(invitation, now)) return false
    const latest = (invitation.expiresAt ?? Infinity) - BACK_BEFORE_END_MS
    const time = Math.min(now + ms, latest)
    putOff.value = new Map(putOff.value).set(key, time)
    clock.at(time, () => giveBack(key))
    return true
  }

  function giveBack(key: string) {
    const rest = new Map(putOff.value)
    rest.delete(key)
    onReturn(key)
    putOff.value = rest
  }

  return { putOff, canPutOff, add }
}
