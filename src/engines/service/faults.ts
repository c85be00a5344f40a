import { ConferenceInvitationError, InvitationErrorCode } from '../../manager/errors'

/** What was under way when there was no line: -3000. */
export function lost(message: string, cause?: unknown) {
  return new ConferenceInvitationError(InvitationErrorCode.CONNECTION_LOST, message, { cause })
}

/** Without a line nothing can be asked: -3000. */
export function offline(cause?: unknown) {
  return lost('the service cannot be reached', cause)
}

/** The service cannot read this version, or this call: -1. */
export function refused(what: string) {
  return new ConferenceInvitationError(
    InvitationErrorCode.FAILED,
    `the service does not understand this ${what}`,
  )
}

/** The token does not say who this is: -1002. */
export function badToken(reason: string) {
  return new ConferenceInvitationError(InvitationErrorCode.NOT_LOGGED_IN, `the token is ${reason}`)
}
