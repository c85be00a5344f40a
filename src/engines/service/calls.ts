import type { CommandInput, CommandName, CommandOutput } from '../../manager/commands'
import { ConferenceInvitationError } from '../../manager/errors'
import type { Clock } from '../../manager/ports'
import type { Off } from '../../manager/types'
import { lost } from './faults'
import type { AnswerFrame, ErrorFrame } from './wire'
import { writeCall } from './write-frame'

/** What was asked of the service and is not answered yet. */
export interface Calls {
  /**
   * Asks, or will when calls are let through again; `isFirst` goes out although they are held back. Rejects with -3000
   * when no answer comes in time.
   */
  ask<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    isFirst?: boolean,
  ): Promise<CommandOutput<Name>>
  /**
   * Takes an answer; one that nobody waits for any more is nothing. A call that came when the service had too much to do
   * goes again when it said, unless nobody waits for so long.
   */
  settle(frame: AnswerFrame | ErrorFrame): void
  /** Holds calls back: the line is down. */
  hold(): void
  /** Lets calls through; those that are open go again: the service knows by their ids which it has had before. */
  release(): void
  /** Ends all open calls. */
  fail(error: ConferenceInvitationError): void
}

export interface CallsOptions {
  clock: Clock
  /** Begins the ids of the calls; nobody else uses it. */
  deviceId: string
  /** How long to wait for an answer, in milliseconds. */
  callTimeoutMs: number
  send: (text: string) => void
}

interface Call {
  texts: string[]
  isFirst: boolean | undefined
  /** Whether it went out on the present line. */
  isSent: boolean
  /** When the waiting ends: milliseconds. */
  until: number
  /** Take its timers back. */
  offs: Off[]
  resolve(output: unknown): void
  reject(error: ConferenceInvitationError): void
}

/** Creates {@link Calls}. */
export function createCalls({ clock, deviceId, callTimeoutMs, send }: CallsOptions): Calls {
  const open = new Map<string, Call>()
  let asked = 0
  let isHeld = true

  async function ask<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    isFirst?: boolean,
  ) {
    const id = `${deviceId}-${++asked}`
    const texts = writeCall({ t: 'call', id, name, input })
    return new Promise<CommandOutput<Name>>((resolve, reject) => {
      const off = clock.setTimer(
        () => take(id)?.reject(lost('the connection was lost before its answer')),
        callTimeoutMs,
      )
      const call: Call = {
        ...{ texts, isFirst, isSent: false, offs: [off], reject },
        until: clock.now() + callTimeoutMs,
        resolve,
      }
      open.set(id, call)
      sendOnce(call)
    })
  }

  function sendOnce(call: Call) {
    if (call.isSent || (isHeld && !call.isFirst)) return
    call.isSent = true
    call.texts.forEach(send)
  }

  /** The service has not looked at it, because there is too much: it goes again where that is in time. */
  function retry({ id, retryAfterMs }: ErrorFrame) {
    const call = open.get(id)
    if (!call || !retryAfterMs || clock.now() + retryAfterMs >= call.until) return false
    call.isSent = false
    call.offs.push(clock.setTimer(() => sendOnce(call), retryAfterMs))
    return true
  }

  /** Ends the waiting for an answer. */
  function take(id: string) {
    const call = open.get(id)
    open.delete(id)
    call?.offs.forEach((off) => off())
    return call
  }

  return {
    ask,
    settle(frame) {
      if (frame.t === 'answer') {
        take(frame.id)?.resolve(frame.output ?? undefined)
      } else if (!retry(frame)) {
        const { code, message, retryAfterMs } = frame
        take(frame.id)?.reject(new ConferenceInvitationError(code, message, { retryAfterMs }))
      }
    },
    hold() {
      isHeld = true
      for (const call of open.values()) call.isSent = false
    },
    release() {
      isHeld = false
      for (const call of open.values()) sendOnce(call)
    },
    fail(error) {
      for (const id of open.keys()) take(id)?.reject(error)
    },
  }
}
