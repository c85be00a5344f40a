/** Numeric codes of {@link ConferenceInvitationError}; the SDK's own wherever it has one. */
export const InvitationErrorCode = {
  /** Anything not foreseen, and values of a wrong type. */
  FAILED: -1,
  /** More than 10 calls of one kind in 5 seconds. */
  FREQUENCY_LIMIT: -2,
  /** A value is out of its range. */
  INVALID_PARAMETER: -1001,
  /** Not logged in, the token is no longer good, or the engine is closed. */
  NOT_LOGGED_IN: -1002,
  /** Inviting or cancelling from outside that room. */
  NOT_IN_ROOM: -2101,
  /** The room id breaks the rule; see {@link validateRoomId}. */
  ROOM_ID_INVALID: -2105,
  /** The room id belongs to somebody else's room. */
  ROOM_ID_OCCUPIED: -2106,
  /** Only the owner may do this. */
  NEED_OWNER: -2300,
  /** Only the owner or an administrator may do this. */
  NEED_OWNER_OR_ADMIN: -2301,
  /** Nothing pending: it never was, is gone, or the answer came too late. */
  NOTHING_PENDING: -2311,
  /** The connection was lost before the answer came. */
  CONNECTION_LOST: -3000,
  /** There is no such room. */
  ROOM_NOT_FOUND: 100004,
  /** That person is not in the room. */
  USER_NOT_IN_ROOM: 100005,
  /** Inviting is not allowed in this room. */
  NO_PERMISSION: 100006,
} as const
export type InvitationErrorCode = (typeof InvitationErrorCode)[keyof typeof InvitationErrorCode]

/** Every failure of the kit: an `Error` with a permanent numeric `code`. */
export class ConferenceInvitationError extends Error {
  override readonly name = 'ConferenceInvitationError'

  /** One of {@link InvitationErrorCode}, or whatever code a foreign backend gave. */
  readonly code: number

  /** With -2, where it is known: in how many milliseconds the same call may succeed. */
  declare readonly retryAfterMs?: number

  constructor(
    code: number,
    message: string,
    { retryAfterMs, ...options }: { cause?: unknown; retryAfterMs?: number | undefined } = {},
  ) {
    super(`[conference-invitations] ${message} (${code})`, options)
    this.code = code
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs
  }
}

/**
 * Tells whether a value is an error with an invitation code, also one that the SDK itself threw.
 *
 * @param code - narrows to this code
 *
 * @example
 * ```ts
 * catch (error) {
 *   if (isConferenceInvitationError(error, InvitationErrorCode.FREQUENCY_LIMIT)) retryLater()
 * }
 * ```
 */
export function isConferenceInvitationError<Code extends number = number>(
  error: unknown,
  code?: Code,
): error is Error & { readonly code: Code } {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'number')
    return false
  // a browser's own exceptions have old numeric codes of another meaning
  if (Object.prototype.toString.call(error) === '[object DOMException]') return false
  return code === undefined || error.code === code
}
