import type { ConferenceInvitationError } from '../../manager/errors'
import type { Clock } from '../../manager/ports'
import { createTimer } from '../../manager/timer'
import type { ConnectionStatus } from '../../manager/types'
import { createBackoff } from './backoff'
import { badToken, offline, refused } from './faults'
import { createHeartbeat } from './heartbeat'
import { openLine, type Line, type LineListener, type WebSocketConstructor } from './line'
import { createServiceTime } from './service-time'
import { createTokens, type TokenSource } from './tokens'
import { CloseCode, type HelloFrame, type ServerFrame, type WelcomeFrame } from './wire'
import { writeFrame } from './write-frame'

/** Longest time from the beginning of an attempt to the service's welcome, in milliseconds. */
const ATTEMPT_MS = 10_000
/** How often the first connection is tried. */
const FIRST_TRIES = 3

/** The frames that a link does not deal with itself; the times in them are those of the local clock. */
export type LinkFrame = Exclude<
  ServerFrame,
  { t: 'welcome' } | { t: 'renewed' } | { t: 'pong' } | { t: 'moving' }
>

export interface LinkOptions {
  url: string
  token: TokenSource
  clock: Clock
  WebSocket: WebSocketConstructor
  /** What to say first on each line, beside the token. */
  greet: () => Omit<HelloFrame, 't' | 'token'>
}

export interface LinkListener {
  onWelcome(frame: WelcomeFrame): void
  onFrame(frame: LinkFrame): void
  /** The line is down, or could not be opened; the next one is under way. */
  onStatus(status: Exclude<ConnectionStatus, 'online' | 'closed'>): void
  /** The service refuses what it was sent: sending it again changes nothing. */
  onRefused(): void
  /** There is no way back. */
  onEnd(error: ConferenceInvitationError): void
}

/** A line to the service that is opened anew whenever it goes down. */
export interface Link {
  /** Sends a frame; lost where there is no line. */
  readonly send: (text: string) => void
  /** Gives up this line and opens another one at once. */
  reopen(): void
  /** Looks whether the line is still there, or hurries to open the next one. */
  readonly wake: () => void
  /** Hangs up for good. */
  close(): void
}

/** Opens a {@link Link}. */
export function openLink(options: LinkOptions, listener: LinkListener): Link {
  const { url, clock, WebSocket, greet } = options
  const time = createServiceTime()
  const tokens = createTokens({
    source: options.token,
    clock,
    onRenewed: (token) => send(writeFrame({ t: 'token', token })),
  })
  const heartbeat = createHeartbeat({
    clock,
    ask: (n) => send(writeFrame({ t: 'ping', n })),
    onSilence: reopen,
  })
  /** Grows with each attempt: what comes of an earlier one is out of date. */
  let era = 0
  let line: Line | null = null
  /** When the service said welcome on this line. */
  let upSince: number | null = null
  let wasUp = false
  /** Attempts that failed before there was any line. */
  let firstTries = 0
  const nextWait = createBackoff(clock)
  let wasTokenRefused = false
  let isWaiting = false
  /** Of the next attempt, of this attempt's end, or of the move to another line. */
  const timer = createTimer(clock)

  async function attempt() {
    drop()
    const mine = era
    timer.set(fail, ATTEMPT_MS)
    try {
      const token = await tokens.get()
      if (mine === era) line = openLine(url, WebSocket, listenWith(token))
    } catch (cause) {
      // no token, or an insecure address on a secure page, for one
      if (mine === era) fail(false, cause)
    }
  }

  function listenWith(token: string): LineListener {
    let askedAt = 0
    return {
      onOpen() {
        if (wasUp) listener.onStatus('connecting')
        askedAt = clock.now()
        send(writeFrame({ t: 'hello', token, ...greet() }))
      },
      onFrame(frame) {
        if (frame.t === 'welcome') welcome(frame, askedAt)
        else if (upSince !== null) receive(frame)
      },
      onDown,
    }
  }

  function welcome(frame: WelcomeFrame, askedAt: number) {
    timer.stop()
    upSince = clock.now()
    wasUp = true
    wasTokenRefused = false
    time.note(frame.now, askedAt, upSince)
    tokens.renewBefore(time.toLocal(frame.expiresAt))
    heartbeat.start(frame.heartbeatMs)
    listener.onWelcome(frame)
  }

  function receive(frame: Exclude<ServerFrame, WelcomeFrame>) {
    if (frame.t === 'pong') {
      const askedAt = heartbeat.answer(frame.n)
      if (askedAt !== null) time.note(frame.now, askedAt, clock.now())
    } else if (frame.t === 'renewed') {
      tokens.renewBefore(time.toLocal(frame.expiresAt))
    } else if (frame.t === 'moving') {
      timer.set(reopen, frame.afterMs)
    } else {
      listener.onFrame(time.localize(frame))
    }
  }

  function onDown(code: number) {
    const isRefused = code === CloseCode.BAD_FRAME || code === CloseCode.TOO_LARGE
    const isTokenRefused = code === CloseCode.BAD_TOKEN
    if (isTokenRefused && (wasTokenRefused || !tokens.canRenew)) {
      end(badToken('not good, or no longer'))
    } else if (isRefused && !wasUp) {
      end(refused('version'))
    } else {
      wasTokenRefused = isTokenRefused
      if (isRefused) listener.onRefused()
      fail(code === CloseCode.TOO_MUCH)
    }
  }

  /** This line or attempt came to nothing: waits, then tries again. */
  function fail(isTooMuch?: boolean, cause?: unknown) {
    const wasLine = upSince !== null
    const delay = nextWait(upSince, isTooMuch)
    drop()
    if (!wasUp && ++firstTries >= FIRST_TRIES) {
      end(offline(cause))
      return
    }
    isWaiting = true
    timer.set(() => void attempt(), delay)
    if (wasUp) listener.onStatus(wasLine ? 'connecting' : 'offline')
  }

  function reopen() {
    if (upSince !== null) listener.onStatus('connecting')
    void attempt()
  }

  /** Lets go of what belongs to the present line or attempt. */
  function drop() {
    era += 1
    timer.stop()
    heartbeat.stop()
    tokens.stop()
    line?.end()
    line = null
    upSince = null
    isWaiting = false
  }

  function end(error: ConferenceInvitationError) {
    drop()
    listener.onEnd(error)
  }

  function send(text: string) {
    line?.send(text)
  }

  void attempt()

  return {
    send(text) {
      if (upSince !== null) send(text)
    },
    reopen,
    wake() {
      if (upSince !== null) heartbeat.check()
      else if (isWaiting) void attempt()
    },
    close: drop,
  }
}
