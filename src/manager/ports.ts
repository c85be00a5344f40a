import type { CommandInput, CommandName, CommandOutput } from './commands'
import type { InvitationEvent } from './enums'
import type { InvitationRecord, MemberRecord, ProfileRecord, RoomRecord } from './records'
import type { ConnectionStatus, InvitationEventPayloads, Off, RoomInfo, UserInfo } from './types'

/** Tells the time and wakes at one. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Calls back once, `delayMs` from now; returns how to take it back. */
  setTimer(callback: () => void, delayMs: number): Off
}

/** Makes an id that nobody else has. */
export type CreateId = () => string

/** One event of the contract, as it travels. */
export type InvitationEventMessage = {
  [Name in InvitationEvent]: { name: Name; payload: InvitationEventPayloads[Name] }
}[InvitationEvent]

/** A change of a room itself, as it travels to those inside. */
export interface RoomChangeMessage {
  name: 'roomChanged'
  payload: {
    roomId: string
    /** One more than that of the change before. */
    revision: number
    /** The room after the change; `null` when it was destroyed. */
    roomInfo: RoomInfo | null
    /** People who entered or whose role changed. */
    entered: UserInfo[]
    /** Ids of people who left. */
    left: string[]
  }
}

/** Who gets a message. */
export type Audience =
  { kind: 'room'; roomId: string } | { kind: 'user'; userId: string; exceptDeviceId?: string }

/** What travels from a change to the devices. */
export type Message = { to: Audience } & (InvitationEventMessage | RoomChangeMessage)

/** Which records a step needs to see. All of them belong to one room. */
export interface Scope {
  roomId: string
  /** Ids of people whose membership, invitation or profile is looked at. */
  members: readonly string[] | 'all'
  invitations: readonly string[] | 'all'
  profiles: readonly string[]
  /** The budget of calls that this step takes from, as `<kind>:<userId>`. */
  quota: string | null
}

/** The records of a scope as they are now. */
export interface Slice {
  room: RoomRecord | null
  members: ReadonlyMap<string, MemberRecord>
  invitations: ReadonlyMap<string, InvitationRecord>
  profiles: ReadonlyMap<string, ProfileRecord>
  /** Times of the latest calls, oldest first: milliseconds. */
  quota: readonly number[]
}

/** One change of a store; `null` deletes. */
export type Write =
  | { table: 'rooms'; roomId: string; value: RoomRecord | null }
  | { table: 'members'; roomId: string; userId: string; value: MemberRecord | null }
  | { table: 'invitations'; roomId: string; userId: string; value: InvitationRecord | null }
  | { table: 'quotas'; key: string; value: number[] }

/** What a step wants: everything of it, or nothing. */
export interface Step<Result> {
  writes: readonly Write[]
  messages: readonly Message[]
  result: Result
}

/** Where a row stands in its room's list: sorted by time added, then place, then id. */
export type ListPosition = readonly [addedAt: number, place: number, userId: string]

/** What time alone is about to change. */
export interface DueRecords {
  invitations: Array<{ roomId: string; userId: string }>
  roomIds: string[]
}

/** A row that rings, and its room. */
export interface PendingRecord {
  room: RoomRecord
  record: InvitationRecord
}

/** Where the state lies. It knows no rule of invitations. */
export interface Store {
  /**
   * Shows a step the records of a scope, then commits its writes and messages together or not at
   * all. Steps over the same records never overlap: each sees what the one before left. Messages
   * reach every connection once, in the order of the commits.
   *
   * `step` may be called more than once and must not wait for anything.
   */
  transact<Result>(scope: Scope, step: (slice: Slice) => Step<Result>): Promise<Result>
  /** Keeps what is known of a person. */
  putProfile(profile: ProfileRecord): Promise<void>
  /** Rows of a room after a position, in order, removed ones left out. */
  listInvitations(
    roomId: string,
    after: ListPosition | null,
    count: number,
  ): Promise<InvitationRecord[]>
  /** What rings for a person, in any room, with the room: one consistent view. */
  listPending(userId: string): Promise<PendingRecord[]>
  getRoom(roomId: string): Promise<RoomRecord | null>
  listMembers(roomId: string): Promise<MemberRecord[]>
  /** At most `limit` records whose `dueAt` has come. */
  listDue(now: number, limit: number): Promise<DueRecords>
  /** The nearest `dueAt` of all, `null` when there is none. */
  nextDue(): Promise<number | null>
}

/** One device's way to the rules, wherever they run. */
export interface Connection {
  readonly user: ProfileRecord
  readonly deviceId: string
  readonly status: ConnectionStatus
  readonly storage: 'shared' | 'memory'
  /** Asks for something; rejects with a `ConferenceInvitationError`. */
  call<Name extends CommandName>(
    name: Name,
    input: CommandInput<Name>,
  ): Promise<CommandOutput<Name>>
  /** Hands over every message in order; the connection need not know who is addressed. */
  onMessage(listener: (message: Message) => void): Off
  onStatusChange(listener: (status: ConnectionStatus) => void): Off
  close(): Promise<void>
}
