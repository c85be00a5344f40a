/** Who an event is about; sent only where the app asks for personal data. */
export interface AnalyticsPersonalData {
  roomId: string
  /** Those who were invited, or those who called. */
  userIds: readonly string[]
}

/** What every event says. */
export interface AnalyticsEventBase {
  /** Milliseconds since the epoch, on this device's clock. */
  at: number
  /** Only with `personalData: true`. */
  personal?: AnalyticsPersonalData
}

/** What every event of a call that rang here says. */
export interface AnalyticsCallEvent extends AnalyticsEventBase {
  /** The same number in all events of one call; counted from 1 on this page. */
  call: number
}

/** People were rung. */
export interface InviteSentEvent extends AnalyticsEventBase {
  type: 'inviteSent'
  /** How many people were asked for. */
  count: number
  /** How many of them were rung already or were in the room. */
  notCalledCount: number
  /** How long it rings; 0 has no end. */
  timeoutSeconds: number
  isSilent: boolean
  /** How long the backend took. */
  durationMs: number
}

/** Nobody was rung. */
export interface InviteFailedEvent extends AnalyticsEventBase {
  type: 'inviteFailed'
  count: number
  /** Code of the error (see `InvitationErrorCode`); `null` where it has none. */
  errorCode: number | null
  durationMs: number
}

/** A call began to show here. */
export interface CallShownEvent extends AnalyticsCallEvent {
  type: 'callShown'
  isSilent: boolean
  /** How long it will ring; `null` when it has no end. */
  ringsForMs: number | null
}

/** A call was accepted here and the room entered. */
export interface CallAcceptedEvent extends AnalyticsCallEvent {
  type: 'callAccepted'
  /** From the first ring to the answer. */
  answeredAfterMs: number
  /** From the first ring to being in the room. */
  durationMs: number
}

/** A call was accepted here, but the room could not be entered; another try may follow. */
export interface CallJoinFailedEvent extends AnalyticsCallEvent {
  type: 'callJoinFailed'
  /** Code of the app's error, where it is a number. */
  errorCode: number | null
}

/** A call was declined here. */
export interface CallDeclinedEvent extends AnalyticsCallEvent {
  type: 'callDeclined'
  /** From the first ring to the answer. */
  answeredAfterMs: number
  durationMs: number
}

/** A call rang to its end and nobody answered. */
export interface CallMissedEvent extends AnalyticsCallEvent {
  type: 'callMissed'
  durationMs: number
}

/** A call ended in any other way. */
export interface CallEndedEvent extends AnalyticsCallEvent {
  type: 'callEnded'
  cause: 'cancelled' | 'revoked' | 'answeredElsewhere' | 'declinedElsewhere' | 'entered' | 'gone'
  durationMs: number
}

/** What `onEvent` is told; told apart by `type`. */
export type InvitationAnalyticsEvent =
  | InviteSentEvent
  | InviteFailedEvent
  | CallShownEvent
  | CallAcceptedEvent
  | CallJoinFailedEvent
  | CallDeclinedEvent
  | CallMissedEvent
  | CallEndedEvent
