import type { CommandInput, CommandName, CommandOutput } from '../../manager/commands'
import {
  InvitationErrorCode,
  isConferenceInvitationError,
  type ConferenceInvitationError,
} from '../../manager/errors'
import { createRandomId } from '../../manager/host'
import type { Clock, Connection, Message } from '../../manager/ports'
import { toProfileRecord, type ProfileRecord } from '../../manager/records'
import { closedError, createSignals } from '../../manager/signals'
import { createCalls } from './calls'
import { lost, offline, refused } from './faults'
import type { WebSocketConstructor } from './line'
import { openLink, type LinkFrame } from './link'
import { createLogs, logOfRoom, roomOfLog } from './logs'
import { isKnown } from './read-frame'
import { createStay } from './stay'
import type { TokenSource } from './tokens'
import { followPage } from './wake'
import { WIRE_VERSION, type WelcomeFrame } from './wire'
import { writeFrame } from './write-frame'

export interface ServiceConnectionOptions {
  url: string
  token: TokenSource
  profile: Omit<ProfileRecord, 'userId'>
  clock: Clock
  WebSocket: WebSocketConstructor
  callTimeoutMs: number
  signal?: AbortSignal
}

/**
 * Connects one device to the service. Rejects with -1002 for a bad token, with -3000 when the service cannot be
 * reached, with -1 when it does not understand this version.
 */
export function connectToService(options: ServiceConnectionOptions): Promise<Connection> {
  const { profile, signal } = options
  const deviceId = createRandomId()
  const signals = createSignals('connecting')
  const logs = createLogs()
  const stay = createStay()
  let outcome!: {
    resolve(connection: Connection): void
    reject(error: ConferenceInvitationError): void
  }
  const connected = new Promise<Connection>((resolve, reject) => (outcome = { resolve, reject }))
  /** Whom the token names; known from the first welcome on. */
  let user: ProfileRecord | null = null
  /** Grows with each line: what was begun on an earlier one is out of date. */
  let era = 0

  const link = openLink(
    { ...options, greet },
    {
      onWelcome: (frame) => void welcome(frame),
      onFrame: receive,
      onStatus(next) {
        era += 1
        calls.hold()
        signals.setStatus(next)
      },
      onRefused: () => calls.fail(refused('call')),
      onEnd: shut,
    },
  )
  const calls = createCalls({ ...options, deviceId, send: link.send })
  const offPage = followPage({ onWake: link.wake, onLeave: sayBye })

  function greet() {
    const resume = logs.positions
    // also where its log has not begun yet: the service tells whether this device is inside
    if (stay.roomId !== null) resume[logOfRoom(stay.roomId)] ??= 0
    return { v: WIRE_VERSION, deviceId, profile, resume }
  }

  async function welcome(frame: WelcomeFrame) {
    const mine = ++era
    for (const [log, part] of Object.entries(frame.logs)) {
      logs.note(log, part)
      const roomId = roomOfLog(log)
      const isInside = roomId !== null && log in logs.positions
      if (isInside && !stay.isMeant(roomId)) exit(roomId)
    }
    // before anything else, because what else was asked may need it
    const state = stay.roomId !== null && frame.logs[logOfRoom(stay.roomId)]?.state
    if (state === 'lapsed') await reenter(stay.roomId!)
    else if (state === 'closed') leaveUnasked()
    if (mine !== era) return
    calls.release()
    user ??= toProfileRecord(frame.user)
    signals.setStatus('online')
    outcome.resolve(toConnection(user))
  }

  /** Leaves a room that was left while there was no line. */
  function exit(roomId: string) {
    calls.ask('exitRoom', { roomId }, true).catch(() => {
      // the next welcome tells whether this device is still inside
    })
  }

  /** Enters again where the service took this device for gone. */
  async function reenter(roomId: string) {
    const mine = era
    try {
      await calls.ask('enterRoom', { roomId }, true)
      if (!stay.isMeant(roomId)) exit(roomId)
    } catch (error) {
      if (mine !== era) return
      if (isConferenceInvitationError(error, InvitationErrorCode.CONNECTION_LOST)) link.reopen()
      else if (stay.roomId === roomId) leaveUnasked()
    }
  }

  function receive(frame: LinkFrame) {
    if (frame.t === 'answer' || frame.t === 'error') {
      calls.settle(frame)
    } else if (frame.t === 'event') {
      const place = logs.place(frame)
      if (place === 'gap') link.reopen()
      else if (place === 'next' && isKnown(frame.message)) deliver(frame.message)
    } else {
      const isBehind = logs.note(frame.log, frame)
      if (isBehind) signals.resync()
      const { roomId } = stay
      if (roomId === null || roomOfLog(frame.log) !== roomId) return
      if (frame.state === 'lapsed') void reenter(roomId).then(signals.resync)
      else if (frame.state === 'closed') leaveUnasked()
    }
  }

  function deliver(message: Message) {
    stay.watch(message)
    signals.deliver(message)
  }

  /** Somebody put this device out on purpose, or it cannot enter again. */
  function leaveUnasked() {
    signals.deliver(stay.giveUp(user!.userId))
  }

  async function call<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
  ): Promise<CommandOutput<Name>> {
    if (signals.status === 'closed') throw closedError()
    if (signals.status === 'offline') throw offline()
    if (name === 'exitRoom' && signals.status === 'connecting') {
      // nobody who leaves or closes has to wait for a line
      stay.leave()
      return undefined
    }
    return stay.follow(name, input, calls.ask(name, input))
  }

  function sayBye() {
    link.send(writeFrame({ t: 'bye' }))
  }

  /** Ends everything; `error` is what becomes of what is still open. */
  function shut(error: ConferenceInvitationError) {
    era += 1
    offPage()
    signals.close()
    calls.fail(error)
    outcome.reject(error)
  }

  function abort() {
    link.close()
    shut(lost('connecting was given up', signal!.reason))
  }

  function toConnection(self: ProfileRecord): Connection {
    return {
      user: self,
      deviceId,
      get status() {
        return signals.status
      },
      storage: 'shared',
      call,
      onMessage: signals.onMessage,
      onStatusChange: signals.onStatusChange,
      async close() {
        if (signals.status === 'closed') return
        sayBye()
        link.close()
        shut(closedError())
      },
    }
  }

  if (signal?.aborted) abort()
  else signal?.addEventListener('abort', abort)
  return connected.finally(() => signal?.removeEventListener('abort', abort))
}
