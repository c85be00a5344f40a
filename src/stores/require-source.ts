import { ConferenceInvitationError, InvitationErrorCode } from '../manager/errors'

/** The backend and room of a call; throws -2101 where there is none. */
export function requireSource<Source>(source: Source | null): Source {
  if (source) return source
  throw new ConferenceInvitationError(
    InvitationErrorCode.NOT_IN_ROOM,
    'there is no room to invite into; enter one first',
  )
}

/** The error for answering what does not ring here: -2311. */
export function nothingRings(roomId: string): ConferenceInvitationError {
  return new ConferenceInvitationError(
    InvitationErrorCode.NOTHING_PENDING,
    `no call into room "${roomId}" waits for an answer`,
  )
}
