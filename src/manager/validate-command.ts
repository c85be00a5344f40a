import type { CommandInput, CommandName } from './commands'
import { InvitationRejectedReason, UserRole } from './enums'
import type { ConferenceInvitationError } from './errors'
import { isConferenceInvitationError } from './errors'
import {
  MAX_EXTENSION_INFO_BYTES,
  MAX_PAGE_COUNT,
  MAX_REPLY_BYTES,
  MAX_ROOM_NAME_BYTES,
  MAX_TIMEOUT_SECONDS,
} from './limits'
import { parseCursor } from './cursor'
import {
  assertRoomId,
  assertText,
  assertUserIdList,
  assertWhole,
  isUserId,
  invalid,
  wrongType,
} from './validate'

type Unchecked<Name extends CommandName> = {
  [Key in keyof CommandInput<Name>]?: unknown
}

const CHECKS: { [Name in CommandName]: (input: Unchecked<Name>) => void } = {
  inviteUsers({ roomId, userIdList, timeout, extensionInfo, silent }) {
    assertRoomId(roomId)
    assertUserIdList(userIdList)
    assertWhole('timeout', timeout, 0, MAX_TIMEOUT_SECONDS)
    assertText('extensionInfo', extensionInfo, MAX_EXTENSION_INFO_BYTES)
    if (silent !== undefined && typeof silent !== 'boolean') throw wrongType('silent', 'a boolean')
  },
  cancelInvitation({ roomId, userIdList, seen }) {
    assertRoomId(roomId)
    assertUserIdList(userIdList)
    if (typeof seen !== 'object' || seen === null) throw wrongType('seen', 'an object')
  },
  accept({ roomId }) {
    assertRoomId(roomId)
  },
  reject({ roomId, reason, reply }) {
    assertRoomId(roomId)
    assertOneOf('reason', reason, Object.values(InvitationRejectedReason))
    assertText('reply', reply, MAX_REPLY_BYTES)
  },
  getInvitationList({ roomId, cursor, count }) {
    assertRoomId(roomId)
    assertWhole('count', count, 1, MAX_PAGE_COUNT)
    if (typeof cursor !== 'string' || parseCursor(cursor) === undefined) {
      throw invalid("cursor must be '' or the cursor of an earlier page")
    }
  },
  getPendingInvitations() {},
  createRoom({ roomId, roomName, inviterRole }) {
    assertRoomId(roomId)
    assertText('roomName', roomName, MAX_ROOM_NAME_BYTES)
    assertOneOf('inviterRole', inviterRole, Object.values(UserRole))
  },
  enterRoom({ roomId }) {
    assertRoomId(roomId)
  },
  exitRoom({ roomId }) {
    assertRoomId(roomId)
  },
  destroyRoom({ roomId }) {
    assertRoomId(roomId)
  },
  changeUserRole({ roomId, userId, userRole }) {
    assertRoomId(roomId)
    if (!isUserId(userId)) throw invalid('userId must be 1 to 64 bytes with no control characters')
    assertOneOf('userRole', userRole, Object.values(UserRole))
  },
  getRoom({ roomId }) {
    assertRoomId(roomId)
  },
}

/** Finds what is wrong with the input of a command; `null` when nothing is. */
export function findInvalidInput<Name extends CommandName>(
  name: Name,
  input: CommandInput<Name>,
): ConferenceInvitationError | null {
  try {
    CHECKS[name](input)
    return null
  } catch (error) {
    if (isConferenceInvitationError(error)) return error as ConferenceInvitationError
    throw error
  }
}

function assertOneOf(name: string, value: unknown, allowed: readonly unknown[]) {
  if (!allowed.includes(value)) throw wrongType(name, `one of ${allowed.join(', ')}`)
}
