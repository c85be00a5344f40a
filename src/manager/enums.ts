/** State of one invitation; the numbers are the wire values of the TRTC Conference SDK. */
export const InvitationStatus = {
  NONE: 0,
  PENDING: 1,
  TIMEOUT: 2,
  ACCEPTED: 3,
  REJECTED: 4,
} as const
export type InvitationStatus = (typeof InvitationStatus)[keyof typeof InvitationStatus]

/** What became of one person in `inviteUsers`; a result, never an exception. */
export const InvitationCode = {
  SUCCESS: 0,
  ALREADY_IN_INVITATION_LIST: 1,
  ALREADY_IN_CONFERENCE: 2,
} as const
export type InvitationCode = (typeof InvitationCode)[keyof typeof InvitationCode]

/** Why an invitee said no: by choice, or because another conference keeps them. */
export const InvitationRejectedReason = {
  REJECT_TO_ENTER: 0,
  IN_OTHER_CONFERENCE: 1,
} as const
export type InvitationRejectedReason =
  (typeof InvitationRejectedReason)[keyof typeof InvitationRejectedReason]

/** Role of a person in one room; a smaller number may do more. */
export const UserRole = {
  ROOM_OWNER: 0,
  ADMINISTRATOR: 1,
  GENERAL_USER: 2,
} as const
export type UserRole = (typeof UserRole)[keyof typeof UserRole]

/** Names of the ten events, equal to the SDK's strings. */
export const InvitationEvent = {
  onReceiveInvitation: 'onReceiveInvitation',
  onInvitationHandledByOtherDevice: 'onInvitationHandledByOtherDevice',
  onInvitationCancelled: 'onInvitationCancelled',
  onInvitationAccepted: 'onInvitationAccepted',
  onInvitationRejected: 'onInvitationRejected',
  onInvitationTimeout: 'onInvitationTimeout',
  onInvitationRevokedByAdmin: 'onInvitationRevokedByAdmin',
  onInvitationAdded: 'onInvitationAdded',
  onInvitationRemoved: 'onInvitationRemoved',
  onInvitationStatusChanged: 'onInvitationStatusChanged',
} as const
export type InvitationEvent = (typeof InvitationEvent)[keyof typeof InvitationEvent]
