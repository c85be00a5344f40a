import { InvitationErrorCode, isConferenceInvitationError } from '../src/manager/errors'

/** An error as others are told. */
export interface PublicError {
  code: number
  message: string
  /** Whether it is the service's own failure, whose cause others have no business with. */
  isInternal: boolean
}

const FRAME = /^\[conference-invitations\] (.*) \(-?\d+\)$/s

/** What may be said of an error; of what was not foreseen, only which request to look for in the log. */
export function toPublicError(error: unknown, requestId: string): PublicError {
  if (isConferenceInvitationError(error) && error.cause === undefined) {
    const message = FRAME.exec(error.message)?.[1] ?? error.message
    return { code: error.code, message, isInternal: false }
  }
  return {
    code: InvitationErrorCode.FAILED,
    message: `the service failed, request ${requestId}`,
    isInternal: true,
  }
}
