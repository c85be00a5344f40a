import type { CommandInput, CommandName, CommandOutput } from '../../manager/commands'
import { ConferenceInvitationError, InvitationErrorCode } from '../../manager/errors'
import type { Clock } from '../../manager/ports'
import type { Off } from '../../manager/types'
import type { AnswerFrame, ErrorFrame } from './wire'
import { writeCall } from './write-frame'

/** What was asked of the service and is not answered yet. */
export interface Calls {
  /** Asks, or will when calls are let through again; rejects with -3000 when no answer comes in time. */
  ask<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    options?: {
      /** Whether it goes out although calls are held back. */
      isFirst?: boolean
    },
  ): Promise<CommandOutput<Name>>
  /** Takes an answer; one that nobody waits for any more is nothing. */
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
  prefix: string
  /** How long to wait for an answer, in milliseconds. */
  timeoutMs: number
  send: (text: string) => void
}

interface Call {
  texts: string[]
  /** Whether it went out on the present line. */
  isSent: boolean
  cancelTimer: Off
  resolve(output: unknown): void
  reject(error: ConferenceInvitationError): void
}

/** Creates {@link Calls}. */
export function createCalls({ clock, prefix, timeoutMs, send }: CallsOptions): Calls {
  const open = new Map<string, Call>()
  let asked = 0
  let isHeld = true

  async function ask<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
    { isFirst = false } = {},
  ) {
    const id = `${prefix}-${++asked}`
    const texts = writeCall({ t: 'call', id, name, input })
    return new Promise<CommandOutput<Name>>((resolve, reject) => {
      const cancelTimer = clock.setTimer(() => take(id)?.reject(noAnswer()), timeoutMs)
      const call: Call = {
        ...{ texts, isSent: false, cancelTimer, reject },
        resolve: resolve,
      }
      open.set(id, call)
      if (isFirst || !isHeld) sendOnce(call)
    })
  }

  function sendOnce(call: Call) {
    if (call.isSent) return
    call.isSent = true
    call.texts.forEach(send)
  }

  /** Ends the waiting for an answer. */
  function take(id: string) {
    const call = open.get(id)
    open.delete(id)
    call?.cancelTimer()
    return call
  }

  return {
    ask,
    settle(frame) {
      const call = take(frame.id)
      if (frame.t === 'answer') call?.resolve(frame.output ?? undefined)
      else call?.reject(new ConferenceInvitationError(frame.code, frame.message))
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
      for (const id of [...open.keys()]) take(id)?.reject(error)
    },
  }
}

function noAnswer() {
  return new ConferenceInvitationError(
    InvitationErrorCode.CONNECTION_LOST,
    'the connection was lost before the answer came',
  )
}
