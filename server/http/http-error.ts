import { InvitationErrorCode } from '../../src/manager/errors'

/** A request that fails with a status of its own. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
  ) {
    super(message)
  }
}

const STATUS_OF_CODE: Record<number, number> = {
  [InvitationErrorCode.FAILED]: 400,
  [InvitationErrorCode.FREQUENCY_LIMIT]: 429,
  [InvitationErrorCode.INVALID_PARAMETER]: 400,
  [InvitationErrorCode.NOT_LOGGED_IN]: 401,
  [InvitationErrorCode.NOT_IN_ROOM]: 403,
  [InvitationErrorCode.ROOM_ID_INVALID]: 400,
  [InvitationErrorCode.ROOM_ID_OCCUPIED]: 409,
  [InvitationErrorCode.NEED_OWNER]: 403,
  [InvitationErrorCode.NEED_OWNER_OR_ADMIN]: 403,
  [InvitationErrorCode.NOTHING_PENDING]: 409,
  [InvitationErrorCode.ROOM_NOT_FOUND]: 404,
  [InvitationErrorCode.USER_NOT_IN_ROOM]: 404,
  [InvitationErrorCode.NO_PERMISSION]: 403,
}

/** The HTTP status for a code of the contract. */
export function statusOf(code: number): number {
  return STATUS_OF_CODE[code] ?? 400
}
