import type { CommandName } from '../../manager/commands'
import type { Message } from '../../manager/ports'
import type { ProfileRecord } from '../../manager/records'
import type * as closeCodes from './close-codes'

/** The protocol's version and its WebSocket subprotocol. */
export const WIRE_VERSION = 1
export const WIRE_PROTOCOL = 'conference-invitations.v1'

/** Largest frame that the service takes: bytes of UTF-8. A longer call goes in several parts. */
export const MAX_FRAME_BYTES = 16_384
/** Largest call, all its parts together: bytes of UTF-8; 1,000 people twice, with ids of the longest kind. */
export const MAX_CALL_BYTES = 524_288

/** A log and how far it was followed; see the service's `LogName`. */
export type LogPositions = Record<string, number>

/** First frame: who speaks. Without it the service hangs up after a few seconds. */
export interface HelloFrame {
  t: 'hello'
  v: number
  /** JWT; its `sub` is the user id. */
  token: string
  /** The same over reconnects; 16 to 64 characters of `a-z A-Z 0-9 _ -`. */
  deviceId: string
  /** Names that others see; what the token says wins. */
  profile: Omit<ProfileRecord, 'userId'>
  /** Logs to go on with after a reconnect. */
  resume: LogPositions
}

/** A new token before the old one ends. */
export interface TokenFrame {
  t: 'token'
  token: string
}

/** Asks for something; the same `id` again is the same request again. */
export interface CallFrame {
  t: 'call'
  id: string
  name: CommandName
  input: object
}

/** A piece of the JSON text of a {@link CallFrame} that is too long for one frame; `end` closes it. */
export interface PartFrame {
  t: 'part'
  id: string
  text: string
  end: boolean
}

/** Is anybody there; answered by a {@link PongFrame}. */
export interface PingFrame {
  t: 'ping'
  n: number
}

/** Going for good: the device leaves its room at once. */
export interface ByeFrame {
  t: 'bye'
}

export type ClientFrame = HelloFrame | TokenFrame | CallFrame | PartFrame | PingFrame | ByeFrame

export type LogState = 'live' | 'reset' | 'lapsed' | 'closed'

/** Answer to `hello`; the replay of the logs follows, then what is new. */
export interface WelcomeFrame {
  t: 'welcome'
  user: ProfileRecord
  /** The service's clock: milliseconds since the epoch. */
  now: number
  /** When the token ends, by the service's clock. */
  expiresAt: number
  /** How often to send a ping, in milliseconds. */
  heartbeatMs: number
  /**
   * The logs that this socket follows from here on. `live` goes on after the asked number without a gap, `reset` could
   * not (what was missed is to be asked for anew), `lapsed` is that of a room which this device is not in, and nobody put
   * it out on purpose: it may enter again; `closed` is not this device's to follow.
   */
  logs: Record<string, { state: LogState; seq: number }>
}

/** Answer to `token`. */
export interface RenewedFrame {
  t: 'renewed'
  expiresAt: number
}

export interface AnswerFrame {
  t: 'answer'
  id: string
  output: unknown
}

export interface ErrorFrame {
  t: 'error'
  /** Of the call that failed. */
  id: string
  code: number
  message: string
  /** The service has too much to do: try again after so many milliseconds. */
  retryAfterMs?: number
}

/** A message of a log; `seq` is one more than that of the one before, or the client has missed some. */
export interface EventFrame {
  t: 'event'
  log: string
  seq: number
  message: Message
}

/** A log begins (after entering a room), must be taken anew, or ends. */
export interface LogFrame {
  t: 'log'
  log: string
  state: LogState
  seq: number
}

export interface PongFrame {
  t: 'pong'
  n: number
  now: number
}

/** This gateway is going down: connect anew after so many milliseconds, calls that are under way are still answered. */
export interface MovingFrame {
  t: 'moving'
  afterMs: number
}

export type ServerFrame =
  | WelcomeFrame
  | RenewedFrame
  | AnswerFrame
  | ErrorFrame
  | EventFrame
  | LogFrame
  | PongFrame
  | MovingFrame

/** Why the service hangs up; the numbers are WebSocket close codes. */
export * as CloseCode from './close-codes'
export type HangUpCode = (typeof closeCodes)[keyof typeof closeCodes]
