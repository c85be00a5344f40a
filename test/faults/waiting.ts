import { setTimeout as wait } from 'node:timers/promises'
import {
  InvitationErrorCode,
  isConferenceInvitationError,
} from 'vue-conference-invitations/manager'

export { wait }

/** Longest time for what must come right again by itself after a fault, in milliseconds. */
export const LONGEST_RECOVERY_MS = 30_000
const LOOK_EVERY_MS = 20
const TRY_EVERY_MS = 300

/** Waits for something, but not for ever; tells whether it came. */
export async function waitFor(
  isThere: () => boolean | Promise<boolean>,
  longestMs = LONGEST_RECOVERY_MS,
): Promise<boolean> {
  const deadline = performance.now() + longestMs
  while (!(await isThere())) {
    if (performance.now() > deadline) return false
    await wait(LOOK_EVERY_MS)
  }
  return true
}

/** Waits for something that must come. */
export async function mustCome(
  what: string,
  isThere: () => boolean | Promise<boolean>,
  longestMs = LONGEST_RECOVERY_MS,
): Promise<void> {
  if (!(await waitFor(isThere, longestMs))) throw new Error(`${what}: not in ${longestMs} ms`)
}

/** Failures that say nothing about the request: the line, the engine, or too much at once. */
const PASSING: readonly number[] = [
  InvitationErrorCode.CONNECTION_LOST,
  InvitationErrorCode.FAILED,
  InvitationErrorCode.FREQUENCY_LIMIT,
]

/** Asks again, as people do, until there is an answer that says something about the request. */
export async function insist<Output>(task: () => Promise<Output>): Promise<Output> {
  const deadline = performance.now() + LONGEST_RECOVERY_MS
  for (;;) {
    try {
      return await task()
    } catch (error) {
      const isPassing = isConferenceInvitationError(error) && PASSING.includes(error.code)
      if (!isPassing || performance.now() > deadline) throw error
      await wait(TRY_EVERY_MS)
    }
  }
}

/** Complains when something is not as it must be. */
export function mustBe(isSo: boolean, complaint: string): asserts isSo {
  if (!isSo) throw new Error(complaint)
}
