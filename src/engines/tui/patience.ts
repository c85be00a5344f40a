import {
  ConferenceInvitationError,
  InvitationErrorCode,
  isConferenceInvitationError,
} from '../../manager/errors'
import { CALLS_PER_WINDOW } from '../../manager/limits'
import type { Clock } from '../../manager/ports'

/** After this many milliseconds the SDK takes calls of a kind again. */
const RECOVERY_MS = 6_000

/** Calls that the SDK counts together. */
export type CallKind = 'invite' | 'cancel' | 'answer' | 'list'

/** Calls of the SDK that wait out its limit of 10 calls in about 6 seconds. */
export interface Patience {
  /**
   * Calls; when that was once too often, waits and tries once more. Rejects with a
   * `ConferenceInvitationError`.
   */
  call<Result>(kind: CallKind, attempt: () => Promise<Result>): Promise<Result>
  /** Lets every call that waits fail with -1002, and those that come. */
  close(): void
}

/** Creates {@link Patience}. */
export function createPatience(clock: Clock): Patience {
  const waiting: Record<CallKind, number> = { invite: 0, cancel: 0, answer: 0, list: 0 }
  const wakes = new Set<() => void>()
  let isClosed = false

  async function call<Result>(kind: CallKind, attempt: () => Promise<Result>): Promise<Result> {
    try {
      assertOpen()
      return await attempt()
    } catch (error) {
      const isTooOften = isConferenceInvitationError(error, InvitationErrorCode.FREQUENCY_LIMIT)
      // more would only meet the limit again
      if (!isTooOften || waiting[kind] >= CALLS_PER_WINDOW) throw toKitError(error)
    }
    waiting[kind] += 1
    try {
      await wait()
      assertOpen()
      return await attempt()
    } catch (error) {
      throw toKitError(error)
    } finally {
      waiting[kind] -= 1
    }
  }

  function wait(): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        stopTimer()
        wakes.delete(wake)
        resolve()
      }
      const stopTimer = clock.setTimer(wake, RECOVERY_MS)
      wakes.add(wake)
    })
  }

  function assertOpen() {
    if (!isClosed) return
    throw new ConferenceInvitationError(
      InvitationErrorCode.NOT_LOGGED_IN,
      'the adapter of the TRTC SDK is closed',
    )
  }

  return {
    call,
    close() {
      isClosed = true
      for (const wake of [...wakes]) wake()
    },
  }
}

/** What the SDK threw, with its own code where it has one; the SDK's error is the `cause`. */
function toKitError(error: unknown): ConferenceInvitationError {
  if (error instanceof ConferenceInvitationError) return error
  const code = isConferenceInvitationError(error) ? error.code : InvitationErrorCode.FAILED
  const message = error instanceof Error ? error.message : String(error)
  return new ConferenceInvitationError(code, message, { cause: error })
}
