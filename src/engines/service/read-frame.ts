import { InvitationEvent } from '../../manager/enums'
import type { Message } from '../../manager/ports'
import type { ServerFrame } from './wire'

/** Tells whether a value is what it should be. */
type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === 'string'
const isNumber: Check = (value) => Number.isFinite(value)
const isWhole: Check = (value) => Number.isSafeInteger(value)
const isUser: Check = fields({ userId: isText })
const isRoom: Check = fields({ roomId: isText })
const isPart: Check = fields({ state: oneOf(['live', 'reset', 'lapsed', 'closed']), seq: isWhole })

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

const isPersonal = fields({
  roomInfo: isRoom,
  invitation: fields({ invitee: isUser, inviter: isUser, status: isNumber }),
})
const isListNotice: Check = (value) => isPersonal(value) && isRoom(value)

const PAYLOADS: Record<Message['name'], Check> = {
  [InvitationEvent.onReceiveInvitation]: isPersonal,
  [InvitationEvent.onInvitationHandledByOtherDevice]: fields({ roomInfo: isRoom }),
  [InvitationEvent.onInvitationCancelled]: isPersonal,
  [InvitationEvent.onInvitationAccepted]: isPersonal,
  [InvitationEvent.onInvitationRejected]: isPersonal,
  [InvitationEvent.onInvitationTimeout]: isPersonal,
  [InvitationEvent.onInvitationRevokedByAdmin]: isPersonal,
  [InvitationEvent.onInvitationAdded]: isListNotice,
  [InvitationEvent.onInvitationRemoved]: isListNotice,
  [InvitationEvent.onInvitationStatusChanged]: isListNotice,
  roomChanged: fields({
    roomId: isText,
    revision: isWhole,
    roomInfo: (value) => value === null || isRoom(value),
    entered: (value) => Array.isArray(value) && value.every(isUser),
    left: (value) => Array.isArray(value) && value.every(isText),
  }),
}

/**
 * Reads one frame of the service.
 *
 * @returns `null` for a kind of frame that this version does not know
 * @throws what tells why the text is no frame
 */
export function readFrame(data: unknown): ServerFrame | null {
  const frame: unknown = JSON.parse(String(data), dropPrototypes)
  if (!isObject(frame) || !isText(frame.t)) throw new Error('a frame without a kind')
  const kind = frame.t as ServerFrame['t']
  if (!Object.hasOwn(FRAMES, kind)) return null
  if (!FRAMES[kind](frame)) throw new Error(`a broken frame of kind "${kind}"`)
  return frame as unknown as ServerFrame
}

/** Whether this version knows such a message; a newer service may send others. */
export function isKnown({ name }: Message): boolean {
  return Object.hasOwn(PAYLOADS, name)
}

function isMessage(value: unknown): boolean {
  if (!isObject(value) || !isText(value.name) || !isAudience(value.to)) return false
  const name = value.name as Message['name']
  return !Object.hasOwn(PAYLOADS, name) || PAYLOADS[name](value.payload)
}

function isAudience(value: unknown): boolean {
  if (!isObject(value)) return false
  return value.kind === 'room' ? isRoom(value) : value.kind === 'user' && isUser(value)
}

function fields(checks: Record<string, Check>): Check {
  const entries = Object.entries(checks)
  return (value) => isObject(value) && entries.every(([name, check]) => check(value[name]))
}

function oneOf(texts: readonly unknown[]): Check {
  return (value) => texts.includes(value)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** An own property of this name would become a prototype when an app copies the object. */
function dropPrototypes(key: string, value: unknown) {
  return key === '__proto__' ? undefined : value
}
