import type { WebSocket } from 'ws'
import {
  CloseCode,
  MAX_FRAME_BYTES,
  WIRE_VERSION,
  type HangUpCode,
  type HelloFrame,
} from '../../src/engines/service/wire'
import type { Actor } from '../../src/manager/commands'
import type { Off } from '../../src/manager/types'
import type { GatewayContext } from '../context'
import { describeError } from '../logger'
import { putOut } from '../rooms'
import { createCalls, type Calls } from './calls'
import { createCredentials } from './credentials'
import { createFloodGuard } from './flood-guard'
import { createFollows, type Follows } from './follows'
import { parseFrame, type UncheckedFrame } from './frames'
import { createOutgoing, toBuffer } from './outgoing'
import { createParts, type Parts } from './parts'
import type { Sessions } from './sessions'

/** Frames that may come before the welcome has gone out. */
const MAX_EARLY = 32

/** One socket, from its opening to its end. */
export interface Session {
  /** Whom the socket speaks for; `null` until it has said so. */
  readonly actor: Actor | null
  /** When something came in last: milliseconds. */
  readonly heardAt: number
  /** This gateway goes down: the client is to connect anew, after so many milliseconds. */
  move(afterMs: number): void
  /** Stops following rooms that the device is no longer in. */
  recheck(): Promise<void>
  /** Resolves when every call that is under way has been answered. */
  settled(): Promise<void>
  hangUp(code: HangUpCode, reason: string): void
}

/** What a session has once it knows whom it speaks for. */
interface Spoken {
  actor: Actor
  follows: Follows
  /** Made with the first of them. */
  calls: Calls | null
}

/** Serves one socket until it closes. */
export function openSession(
  socket: WebSocket,
  context: GatewayContext,
  sessions: Sessions,
): Session {
  const { clock, limits, metrics, logger, store } = context
  /** Made when they are needed: most sockets only wait. */
  let parts: Parts | null = null
  const early: UncheckedFrame[] = []
  let hasSaidHello = false
  let spoken: Spoken | null = null
  let isWelcome = false
  let heardAt = clock.now()

  const outgoing = createOutgoing({
    socket,
    clock,
    bufferedBytes: limits.bufferedBytes,
    onHangUp(code, reason) {
      metrics.hungUp(code)
      logger.debug({ code, reason, userId: spoken?.actor.user.userId }, 'hung up')
      end()
    },
  })
  const { send, sendRaw, hangUp } = outgoing
  const credentials = createCredentials(context, outgoing)
  const flood = createFloodGuard(context, outgoing)
  const cancelHello: Off = clock.setTimer(
    () => hangUp(CloseCode.NO_HELLO, 'nobody said hello'),
    limits.helloMs,
  )

  const session: Session = {
    get actor() {
      return spoken?.actor ?? null
    },
    get heardAt() {
      return heardAt
    },
    move: (afterMs) => send({ t: 'moving', afterMs }),
    recheck: async () => spoken?.follows.recheck(),
    settled: async () => spoken?.calls?.settled(),
    hangUp,
  }

  socket.on('message', (data, isBinary) => {
    if (!outgoing.isOpen) return
    heardAt = clock.now()
    const bytes = toBuffer(data)
    if (isBinary) hangUp(CloseCode.BAD_FRAME, 'frames are text')
    else if (bytes.length > MAX_FRAME_BYTES) hangUp(CloseCode.TOO_LARGE, 'too large a frame')
    else receive(parseFrame(bytes.toString()))
  })
  // a broken connection closes, too
  socket.on('error', (error) => logger.debug({ error: describeError(error) }, 'socket failed'))
  socket.on('close', (code: number) => {
    // browsers say so of a page that was left, often before it could say goodbye itself
    if (code === CloseCode.GOING_AWAY && spoken) void leave(spoken)
    end()
  })

  function receive(frame: UncheckedFrame | null) {
    if (frame === null) {
      hangUp(CloseCode.BAD_FRAME, 'not a frame of this protocol')
    } else if (!hasSaidHello || frame.t === 'hello') {
      if (frame.t === 'hello' && !hasSaidHello) void open(frame)
      else hangUp(CloseCode.BAD_FRAME, 'hello comes first, and once')
    } else if (!isWelcome) {
      early.push(frame)
      if (early.length > MAX_EARLY) hangUp(CloseCode.TOO_MUCH, 'too much before the welcome')
    } else if (flood.admit(frame)) {
      void handle(frame)
    }
  }

  async function handle(frame: UncheckedFrame) {
    if (!spoken || !outgoing.isOpen) return
    switch (frame.t) {
      case 'call':
        return callsOf(spoken).run(frame)
      case 'part': {
        parts ??= createParts()
        const outcome = parts.take(frame)
        if (outcome === 'too large') hangUp(CloseCode.TOO_LARGE, 'too large a call')
        else if (outcome === 'broken') hangUp(CloseCode.BAD_FRAME, 'the parts make no call')
        else if (outcome !== 'more') await callsOf(spoken).run(outcome)
        return
      }
      case 'ping':
        return send({ t: 'pong', n: frame.n, now: clock.now() })
      case 'token':
        return credentials.renew(frame.token, spoken.actor.user.userId)
      case 'bye':
        return leave(spoken)
      case 'hello':
        return
    }
  }

  async function open({ v, token, deviceId, profile, resume }: HelloFrame) {
    hasSaidHello = true
    cancelHello()
    if (v !== WIRE_VERSION) {
      hangUp(CloseCode.BAD_FRAME, `this service speaks version ${WIRE_VERSION}`)
      return
    }
    try {
      const identity = await credentials.identify(token)
      if (!identity || !outgoing.isOpen) return
      const { userId, names, expiresAt } = identity
      const actor: Actor = { user: { ...profile, ...names, userId }, deviceId }
      const follows = createFollows({ actor, hub: context.hub, store, send, sendRaw })
      spoken = { actor, follows, calls: null }
      sessions.add(session, actor)
      await store.putProfile(actor.user)
      await sessions.lease([actor])
      const logs = await follows.open(resume)
      if (!outgoing.isOpen) return
      credentials.holdUntil(expiresAt)
      const { heartbeatMs } = limits
      send({ t: 'welcome', user: actor.user, now: clock.now(), expiresAt, heartbeatMs, logs })
      isWelcome = true
      void follows.release()
      for (const frame of early.splice(0)) receive(frame)
    } catch (error) {
      logger.error({ error: describeError(error) }, 'hello failed')
      hangUp(CloseCode.GOING_AWAY, 'the service cannot take this connection now')
    }
  }

  function callsOf(one: Spoken): Calls {
    const { actor, follows } = one
    one.calls ??= createCalls({ actor, context, follows, send, onRefusal: flood.noteRefusal })
    return one.calls
  }

  /** Goodbye: nobody waits for this device any more. */
  async function leave({ actor, follows, calls }: Spoken) {
    const isCurrent = sessions.remove(session, actor)
    follows.stop()
    await calls?.settled()
    if (!isCurrent) return
    await putOut(store, actor.user.userId, actor.deviceId).catch((error: unknown) =>
      logger.warn({ error: describeError(error) }, 'a goodbye was lost: the lease will lapse'),
    )
    hangUp(CloseCode.GOING_AWAY, 'goodbye')
  }

  /** Whatever ends it, once or twice: nothing of it stays behind. Its device's lease runs on. */
  function end() {
    cancelHello()
    credentials.cancel()
    spoken?.follows.stop()
    sessions.remove(session, spoken?.actor ?? null)
  }

  sessions.open(session)
  return session
}
