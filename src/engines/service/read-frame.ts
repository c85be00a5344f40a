import { InvitationEvent } from '../../manager/enums'
import { listNoticeOf } from '../../manager/manager'
import type { Message } from '../../manager/ports'
import type { LogState, ServerFrame } from './wire'

/** Tells whether a value is what it should be. */
type Check = (value: unknown) => boolean

const isText = (value: unknown): value is string => typeof value === 'string'
const isNumber: Check = (value) => Number.isFinite(value)
const isWhole: Check = (value) => Number.isSafeInteger(value)
const isUser: Check = fields({ userId: isText })
const isRoom: Check = fields({ roomId: isText })
const LOG_STATES: unknown[] = ['live', 'reset', 'lapsed', 'closed'] satisfies LogState[]
const isPart: Check = fields({ state: (value) => LOG_STATES.includes(value), seq: isWhole })

const FRAMES: Record<ServerFrame['t'], Check> = {
  welcome: fields({
    user: isUser,
    now: isNumber,
    expiresAt: isNumber,
    heartbeatMs: (value) => isNumber(value) && (value as number) > 0,
    logs: (value) => isObject(value) && Object.values(value).every(isPart),
  }),
  renewed: fields({ expiresAt: isNumber }),
  answer: fields({ id: isText }),
  error: fields({
    id: isText,
    code: isNumber,
    message: isText,
    retryAfterMs: (value) => isNumber(value ?? 0),
  }),
  event: fields({ log: isText, seq: isWhole, message: isMessage }),
  log: (value) => fields({ log: isText })(value) && isPart(value),
  pong: fields({ n: isNumber, now: isNumber }),
  moving: fields({ afterMs: isNumber }),
}

const isRoomChange = fields({
  roomId: isText,
  revision: isWhole,
  roomInfo: (value) => value === null || isRoom(value),
  entered: listOf(isUser),
  left: listOf(isText),
})
const isOfRoom = fields({ roomInfo: isRoom })
const isOfInvitation = fields({
  invitation: fields({ invitee: isUser, inviter: isUser, status: isNumber }),
})

/**
 * Reads one frame of the service.
 *
 * @returns `null` for a kind of frame that this version does not know
 * @throws when the text is no frame
 */
export function readFrame(data: unknown): ServerFrame | null {
  const text = String(data)
  const frame: unknown = JSON.parse(text, dropPrototypes)
  const kind = isObject(frame) ? frame.t : null
  if (isText(kind) && !Object.hasOwn(FRAMES, kind)) return null
  if (!isText(kind) || !FRAMES[kind as ServerFrame['t']](frame)) throw new Error(text)
  return frame as ServerFrame
}

/** Whether this version knows such a message; a newer service may send others. */
export function isKnown({ name }: Message): boolean {
  return name === 'roomChanged' || Object.hasOwn(InvitationEvent, name)
}

function isMessage(value: unknown): boolean {
  if (!fields({ name: isText, to: isAudience })(value)) return false
  const message = value as Message
  const { name, payload } = message
  if (name === 'roomChanged') return isRoomChange(payload)
  if (!isKnown(message)) return true
  if (!isOfRoom(payload) || (listNoticeOf(name, payload) && !isRoom(payload))) return false
  return name === 'onInvitationHandledByOtherDevice' || isOfInvitation(payload)
}

function isAudience(value: unknown): boolean {
  if (!isObject(value)) return false
  return value.kind === 'room' ? isRoom(value) : value.kind === 'user' && isUser(value)
}

function fields(checks: Record<string, Check>): Check {
  const entries = Object.entries(checks)
  return (value) => isObject(value) && entries.every(([name, check]) => check(value[name]))
}

function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** An own property of this name would become a prototype when an app copies the object. */
function dropPrototypes(key: string, value: unknown) {
  return key === '__proto__' ? undefined : value
}
