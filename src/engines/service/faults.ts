import { ConferenceInvitationError, InvitationErrorCode } from '../../manager/errors'

/** What calls of an engine end with that is closed: -1002. */
export function closed() {
  return new ConferenceInvitationError(InvitationErrorCode.NOT_LOGGED_IN, 'this engine is closed')
}

/** What calls end with that are made without a line: -3000. */
export function offline() {
  return new ConferenceInvitationError(
    InvitationErrorCode.CONNECTION_LOST,
    'the service cannot be reached',
  )
}

/** What calls end with that the service cannot read: -1. */
export function refused() {
  return new ConferenceInvitationError(
    InvitationErrorCode.FAILED,
    'the service does not understand this call',
  )
}

/** What connecting ends with when the app gives it up: -3000. */
export function aborted(cause: unknown) {
  return new ConferenceInvitationError(
    InvitationErrorCode.CONNECTION_LOST,
    'connecting was given up',
    { cause },
  )
}
