import type { CommandInput, CommandName, CommandOutput } from '../../manager/commands'
import { createEmitter } from '../../manager/emitter'
import {
  InvitationErrorCode,
  isConferenceInvitationError,
  type ConferenceInvitationError,
} from '../../manager/errors'
import { createRandomId, reportListenerError } from '../../manager/host'
import type { Clock, Connection, Message } from '../../manager/ports'
import { toProfileRecord, type ProfileRecord } from '../../manager/records'
import type { ConnectionStatus } from '../../manager/types'
import { createCalls } from './calls'
import { aborted, closed, offline, refused } from './faults'
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
  const { profile, clock, callTimeoutMs, signal } = options
  const deviceId = createRandomId()
  const emitter = createEmitter<{ message: Message; status: ConnectionStatus }>(reportListenerError)
  const logs = createLogs()
  const stay = createStay()
  let outcome!: {
    resolve(connection: Connection): void
    reject(error: ConferenceInvitationError): void
  }
  const connected = new Promise<Connection>((resolve, reject) => (outcome = { resolve, reject }))
  /** Whom the token names; known from the first welcome on. */
  let user: ProfileRecord | null = null
  let status: ConnectionStatus = 'connecting'
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
        setStatus(next)
      },
      onRefused: () => calls.fail(refused()),
      onEnd: shut,
    },
  )
  const calls = createCalls({
    clock,
    prefix: deviceId,
    timeoutMs: callTimeoutMs,
    send: (text) => link.send(text),
  })
  const offPage = followPage({ onWake: () => link.wake(), onLeave: sayBye })

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
    setStatus('online')
    outcome.resolve(toConnection(user))
  }

  /** Leaves a room that was left while there was no line. */
  function exit(roomId: string) {
    calls.ask('exitRoom', { roomId }, { isFirst: true }).catch(() => {
      // the next welcome tells whether this device is still inside
    })
  }

  /** Enters again where the service took this device for gone. */
  async function reenter(roomId: string) {
    const mine = era
    try {
      await calls.ask('enterRoom', { roomId }, { isFirst: true })
      if (!stay.isMeant(roomId)) exit(roomId)
    } catch (error) {
      if (mine !== era) return
      if (isConferenceInvitationError(error, InvitationErrorCode.CONNECTION_LOST)) link.reopen()
      else if (stay.roomId === roomId) leaveUnasked()
    }
  }

  function receive(frame: LinkFrame) {
    if (frame.t === 'answer') {
      calls.settle({ ...frame, output: link.time.localize(frame.output) })
    } else if (frame.t === 'error') {
      calls.settle(frame)
    } else if (frame.t === 'event') {
      const place = logs.place(frame)
      if (place === 'gap') link.reopen()
      else if (place === 'next' && isKnown(frame.message)) deliver(frame.message)
    } else {
      const isBehind = logs.note(frame.log, frame)
      if (isBehind) resync()
      const { roomId } = stay
      if (roomId === null || frame.log !== logOfRoom(roomId)) return
      if (frame.state === 'lapsed') void reenter(roomId).then(resync)
      else if (frame.state === 'closed') leaveUnasked()
    }
  }

  function deliver(message: Message) {
    const { payload } = message
    stay.watch(message)
    emitter.emit('message', { ...message, payload: link.time.localize(payload) } as Message)
  }

  /** Somebody put this device out on purpose, or it cannot enter again. */
  function leaveUnasked() {
    emitter.emit('message', stay.giveUp(user!.userId))
  }

  /** Whoever follows the messages has missed some: going online makes them look anew. */
  function resync() {
    if (status !== 'online') return
    setStatus('connecting')
    setStatus('online')
  }

  function setStatus(next: ConnectionStatus) {
    if (status === next || status === 'closed') return
    status = next
    emitter.emit('status', next)
  }

  async function call<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
  ): Promise<CommandOutput<Name>> {
    if (status === 'closed') throw closed()
    if (status === 'offline') throw offline()
    if (name === 'exitRoom' && status === 'connecting') {
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
    signal?.removeEventListener('abort', abort)
    setStatus('closed')
    calls.fail(error)
    outcome.reject(error)
    emitter.clear()
  }

  function abort() {
    link.close()
    shut(aborted(signal!.reason))
  }

  function toConnection(self: ProfileRecord): Connection {
    signal?.removeEventListener('abort', abort)
    return {
      user: self,
      deviceId,
      get status() {
        return status
      },
      storage: 'shared',
      call,
      onMessage: (listener) => emitter.on('message', listener),
      onStatusChange: (listener) => emitter.on('status', listener),
      async close() {
        if (status === 'closed') return
        sayBye()
        link.close()
        shut(closed())
      },
    }
  }

  if (signal?.aborted) abort()
  else signal?.addEventListener('abort', abort)
  return connected
}
