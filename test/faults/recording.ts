import type { InvitationEvent } from 'vue-conference-invitations/manager'

/** How the service says that a call ended. */
export type Outcome = 'accepted' | 'rejected' | 'cancelled' | 'timedOut'

/** One invitation that the service has acknowledged. */
export interface RecordedCall {
  /** Travels with the invitation as its `extensionInfo`. */
  callId: string
  roomId: string
  inviterId: string
  inviteeId: string
  /** Before it was asked for, and after everything of it was over: milliseconds of the recording's clock. */
  startedAt: number
  endedAt: number
  outcome: Outcome
  /** Who was told by the service to have ended it. */
  winners: Array<{ device: string; by: 'accept' | 'reject' | 'cancel' }>
}

/** What came to a device's app, in order. */
export type Note =
  | {
      kind: 'event'
      at: number
      name: InvitationEvent
      callId: string
      /** `null` for an event that carries no invitation. */
      revision: number | null
    }
  /** The line is up again. */
  | { kind: 'online'; at: number }
  /** The service said that entries of a log are gone for good: the app looks anew. */
  | { kind: 'reset'; at: number; log: 'user' | 'room' }

export interface RecordedDevice {
  name: string
  userId: string
  /** The room that it is in all the time; `null` for those outside. */
  roomId: string | null
  notes: Note[]
  /** The calls that it shows as ringing in the end. */
  ringing: string[]
}

/** What happened to a load of calls. */
export interface Recording {
  calls: RecordedCall[]
  devices: RecordedDevice[]
  /** The calls that ring in the end, by the service, for each user. */
  pending: Record<string, string[]>
}
