import * as v from 'valibot'
import type { CallFrame, ClientFrame } from '../../src/engines/service/wire'
import type { CommandInput, CommandName } from '../../src/manager/commands'
import { limitedText, nameLength, urlLength } from '../schemas'

/** Logs that one socket may go on with. */
const MAX_RESUMED = 32
const MAX_TOKEN_BYTES = 8_192

const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const callId = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,64}$/))

const schema = v.variant('t', [
  v.object({
    t: v.literal('hello'),
    v: v.number(),
    token: v.pipe(v.string(), v.maxBytes(MAX_TOKEN_BYTES)),
    deviceId: v.pipe(v.string(), v.regex(/^[a-zA-Z0-9_-]{16,64}$/)),
    profile: v.object({
      userName: limitedText(nameLength),
      nameCard: limitedText(nameLength),
      avatarUrl: limitedText(urlLength),
    }),
    resume: v.pipe(v.record(v.string(), seq), v.maxEntries(MAX_RESUMED)),
  }),
  v.object({ t: v.literal('token'), token: v.pipe(v.string(), v.maxBytes(MAX_TOKEN_BYTES)) }),
  v.object({
    t: v.literal('call'),
    id: callId,
    name: v.string(),
    input: v.custom<object>(isPlainObject),
  }),
  v.object({ t: v.literal('part'), id: callId, text: v.string(), end: v.boolean() }),
  v.object({ t: v.literal('ping'), n: v.number() }),
  v.object({ t: v.literal('bye') }),
])

function isPlainObject(value: unknown) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A call whose name may be that of no command. */
export type UncheckedCall = Omit<CallFrame, 'name'> & { name: string }

/** A frame as it comes in: its own fields are as they must be, others are left out. */
export type UncheckedFrame = Exclude<ClientFrame, CallFrame> | UncheckedCall

/** Reads a frame; `null` for what is none. */
export function parseFrame(text: string): UncheckedFrame | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  const result = v.safeParse(schema, parsed)
  return result.success ? result.output : null
}

/** The fields of each command's input. */
const FIELDS: { [Name in CommandName]: ReadonlyArray<keyof CommandInput<Name>> } = {
  inviteUsers: ['roomId', 'userIdList', 'timeout', 'extensionInfo', 'silent'],
  cancelInvitation: ['roomId', 'userIdList', 'seen'],
  accept: ['roomId'],
  reject: ['roomId', 'reason', 'reply'],
  getInvitationList: ['roomId', 'cursor', 'count'],
  getPendingInvitations: [],
  createRoom: ['roomId', 'roomName', 'inviterRole'],
  enterRoom: ['roomId'],
  exitRoom: ['roomId'],
  destroyRoom: ['roomId'],
  changeUserRole: ['roomId', 'userId', 'userRole'],
  getRoom: ['roomId'],
}

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(FIELDS, name)
}

/**
 * What a command takes of an input, and nothing else: the rules check its types and ranges, but a field that they do
 * not expect must never reach them.
 */
export function pickInput<Name extends CommandName>(name: Name, input: object): CommandInput<Name> {
  const fields: readonly PropertyKey[] = FIELDS[name]
  return Object.fromEntries(Object.entries(input).filter(([field]) => fields.includes(field)))
}
