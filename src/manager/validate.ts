import { ConferenceInvitationError, InvitationErrorCode } from './errors'
import type { UserProfile } from './types'
import { MAX_ROOM_ID_BYTES, MAX_USERS_PER_CALL, MAX_USER_ID_BYTES } from './limits'

const ROOM_ID = /^[a-zA-Z0-9 !#$%&()+\-:;<=.>?@[\]^_{}|~,]+$/
const CONTROL_CHARACTERS = /\p{Cc}/u

/** Length of a text in UTF-8, in bytes; a lone surrogate counts as its replacement, 3. */
export function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0)!
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/**
 * Checks the rule for room ids: 1 to 64 bytes of `a-z A-Z 0-9`, space and
 * `! # $ % & ( ) + - : ; < = . > ? @ [ ] ^ _ { } | ~ ,`.
 *
 * @returns whether `roomId` keeps it
 */
export function validateRoomId(roomId: unknown): roomId is string {
  return typeof roomId === 'string' && roomId.length <= MAX_ROOM_ID_BYTES && ROOM_ID.test(roomId)
}

/** Tells whether a value is a user id: 1 to 64 bytes with no control characters. */
export function isUserId(userId: unknown): userId is string {
  return (
    typeof userId === 'string' &&
    userId !== '' &&
    utf8Length(userId) <= MAX_USER_ID_BYTES &&
    !CONTROL_CHARACTERS.test(userId)
  )
}

/** Throws -1001 unless it has a user id, and texts where it says more. */
export function assertProfile(profile: unknown): asserts profile is UserProfile {
  const { userId, ...rest } = (profile ?? {}) as UserProfile
  if (!isUserId(userId)) throw invalid('userId must be 1 to 64 bytes with no control characters')
  for (const name of ['userName', 'nameCard', 'avatarUrl'] as const) {
    if (typeof (rest[name] ?? '') !== 'string') throw invalid(`${name} must be a string`)
  }
}

/** Throws -1 unless the options of a call are an object. */
export function assertOptions(options: unknown): asserts options is object {
  if (typeof options !== 'object' || options === null) throw wrongType('options', 'an object')
}

/** Throws -1 for what is no text, -2105 for a text that breaks the rule. */
export function assertRoomId(roomId: unknown): asserts roomId is string {
  if (typeof roomId !== 'string') throw wrongType('roomId', 'a string')
  if (!validateRoomId(roomId)) {
    throw new ConferenceInvitationError(
      InvitationErrorCode.ROOM_ID_INVALID,
      `roomId must be 1 to ${MAX_ROOM_ID_BYTES} bytes of letters, digits, space and !#$%&()+-:;<=.>?@[]^_{}|~,`,
    )
  }
}

/** Throws -1001 unless it is a list of 1 to 1,000 user ids. */
export function assertUserIdList(userIdList: unknown): asserts userIdList is string[] {
  if (!Array.isArray(userIdList) || userIdList.length === 0) {
    throw invalid('userIdList must be a list of at least one user id')
  }
  const bad = userIdList.findIndex((userId) => !isUserId(userId))
  if (bad !== -1) {
    throw invalid(
      `userIdList[${bad}] must be 1 to ${MAX_USER_ID_BYTES} bytes with no control characters`,
    )
  }
  if (new Set(userIdList).size > MAX_USERS_PER_CALL) {
    throw invalid(`userIdList must name at most ${MAX_USERS_PER_CALL} people`)
  }
}

/** Throws -1001 unless it is a whole number from `min` to `max`. */
export function assertWhole(name: string, value: unknown, min: number, max: number) {
  if (!Number.isInteger(value) || (value as number) < min || (value as number) > max) {
    throw invalid(`${name} must be a whole number from ${min} to ${max}`)
  }
}

/** Throws -1001 unless it is a text of at most `maxBytes` in UTF-8. */
export function assertText(name: string, value: unknown, maxBytes: number) {
  if (typeof value !== 'string') throw invalid(`${name} must be a string`)
  if (value.length > maxBytes || utf8Length(value) > maxBytes) {
    throw invalid(`${name} must be at most ${maxBytes} bytes of UTF-8`)
  }
}

/** The error for a value that is out of its range: -1001. */
export function invalid(message: string): ConferenceInvitationError {
  return new ConferenceInvitationError(InvitationErrorCode.INVALID_PARAMETER, message)
}

/** The error for a value of a wrong type: -1. */
export function wrongType(name: string, expected: string): ConferenceInvitationError {
  return new ConferenceInvitationError(InvitationErrorCode.FAILED, `${name} must be ${expected}`)
}
