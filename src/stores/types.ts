import type { InvitationRejectedReason } from '../manager/enums'
import type { Invitation, RoomInfo, UserInfo } from '../manager/types'
import type { InvitationState } from './invitation-state'

/**
 * How far a row and the backend agree: `sending` and `cancelling` while a call is under way, `sent`
 * when the backend took it but said nothing of this person yet.
 */
export type InvitationSync = 'synced' | 'sending' | 'sent' | 'cancelling'

/** One person in the current room's list. */
export type InvitationEntry = Invitation & {
  /** Id of the invitee; one row each. */
  userId: string
  state: InvitationState
  /** Name in this room, else name, else the id. */
  displayName: string
  sync: InvitationSync
  /** Why the last try to change this row failed; `null` when it did not. */
  error: unknown
}

/** Where a call that rings stands on this device. */
export type IncomingPhase = 'ringing' | 'accepting' | 'declining' | 'joining' | 'joinFailed'

/** One room that calls this person. */
export interface IncomingInvitation {
  /** The same for one ring from its beginning to its end. */
  key: string
  roomId: string
  roomInfo: RoomInfo
  invitation: Invitation
  /** Everybody who called into this room while it rang, first one first. */
  inviters: readonly UserInfo[]
  /** The text that the inviter's app sent along. */
  extensionInfo: string
  /** When it began to ring here: milliseconds. */
  receivedAt: number
  phase: IncomingPhase
  /** Why the last answer or the joining failed; `null` when nothing did. */
  error: unknown
  /** Whether it shows without a sound: because the inviter or the policy wants it so. */
  isSilent: boolean
}

/** Why a call stopped ringing. */
export type EndedCause =
  | 'cancelled'
  | 'revoked'
  | 'missed'
  | 'answeredElsewhere'
  | 'declinedElsewhere'
  | 'accepted'
  | 'declined'
  | 'entered'
  | 'gone'

/** A call that rang and is over. */
export interface EndedInvitation extends IncomingInvitation {
  cause: EndedCause
  /** Who ended it, where somebody did. */
  by: UserInfo | null
  /** When it ended here: milliseconds. */
  endedAt: number
}

/** A call that nobody answered. */
export interface MissedInvitation {
  roomId: string
  roomInfo: RoomInfo
  invitation: Invitation
  /** Milliseconds. */
  missedAt: number
}

/** What `invite` takes. */
export interface InviteOptions {
  userIdList: readonly string[]
  /** Whole seconds; 0 rings without an end. Defaults to 0. */
  timeout?: number
  /** Text for the invitees' apps. Defaults to `''`. */
  extensionInfo?: string
  /** Whether people are told without a ring. Defaults to `false`. */
  silent?: boolean
  /** What is known of the people, so that their rows have names at once. */
  users?: readonly (Pick<UserInfo, 'userId'> & Partial<UserInfo>)[]
}

/** What `reject` takes besides the room. */
/** A call of this person that somebody else took back: the owner of the room or an admin. */
export interface RevokedCall {
  invitee: UserInfo
  by: UserInfo
}

export interface RejectOptions {
  /** Defaults to REJECT_TO_ENTER. */
  reason?: InvitationRejectedReason
  /** The invitee's own words. */
  reply?: string
}
