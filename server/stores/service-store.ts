import type { Clock, Message, Store } from '../../src/manager/ports'
import type { Off } from '../../src/manager/types'

/**
 * A numbered sequence of messages. `user:<userId>` has what is addressed to a person, `room:<roomId>` what
 * is addressed to those inside a room; a change is written once to each, whatever the number of members.
 */
export type LogName = `user:${string}` | `room:${string}`

/** One message in its log. */
export interface LogEntry {
  log: LogName
  /** Counts up by one within the log; a log that begins anew begins above all of its old numbers. */
  seq: number
  readonly message: Message
  /** The message as JSON. */
  text: string
}

/** A part of a log. */
export interface LogPart {
  /** Oldest first. */
  entries: LogEntry[]
  /** Number of the newest entry of the whole log; what it would start after when it is empty. */
  last: number
  /** Whether entries between `after` and the first of these are no longer kept (or `after` was never given out). */
  isTrimmed: boolean
}

/** A device that is connected, or was until lately. */
export interface DeviceLease {
  userId: string
  deviceId: string
  /** Until when it counts as connected without another word: milliseconds of the store's clock. */
  expiresAt: number
}

/** What a repeated request is known by. */
export interface RequestKey {
  userId: string
  requestId: string
}

/** Where the state of the service lies. It knows no rule of invitations. */
export interface ServiceStore extends Store {
  /** The clock of the engine: the same for every gateway, whatever the machines' clocks say. */
  readonly clock: Clock
  /**
   * The same store for one request of a client: what its transaction returned is kept in the same commit, for ten
   * minutes; when the request comes again, that is given back and nothing else happens.
   */
  forRequest(key: RequestKey): Store
  /** Hears every entry of every log, in order within a log, from whichever gateway; at once after the commit or later. */
  onEntries(listener: (entries: readonly LogEntry[]) => void): Off
  /** Entries may have been missed: who follows logs reads them again from where they are. */
  onGap(listener: () => void): Off
  /** Calls back when the engine cannot be reached (`false`) and when it can be again (`true`). */
  onReachable(listener: (isReachable: boolean) => void): Off
  /** Entries after a number, at most `count`. */
  readLog(log: LogName, after: number, count: number): Promise<LogPart>

  /** Notes devices as connected until a time; gateways repeat it while the sockets are open. */
  leaseDevices(leases: readonly DeviceLease[]): Promise<void>
  /** Forgets a device that said goodbye, or that was put out. */
  releaseDevice(userId: string, deviceId: string): Promise<void>
  /** Leases that ran out before `now`, at most `limit`. */
  listLapsedDevices(now: number, limit: number): Promise<DeviceLease[]>
  /** The leases of a person, lapsed ones too. */
  listDevices(userId: string): Promise<DeviceLease[]>
  /** Ids of the rooms that a person is in. */
  listRoomsOf(userId: string): Promise<string[]>

  /** A small value of the service's own, such as a person's push subscriptions; `null` when there is none. */
  getValue(key: string): Promise<string | null>
  /** Puts or (with `null`) deletes it, only if it still is `expected`; tells whether it was. Forgotten after `ttlMs`. */
  replaceValue(
    key: string,
    expected: string | null,
    value: string | null,
    ttlMs: number,
  ): Promise<boolean>

  /**
   * What is to be told to others, such as webhooks and push services: each message of each commit once to whoever takes
   * it first; `done` says that it was told, otherwise somebody takes it again after `leaseMs`. Kept only when the store
   * was opened with `{ outbox: true }`.
   */
  takeOutbox(count: number, leaseMs: number): Promise<OutboxEntry[]>
  finishOutbox(ids: readonly string[]): Promise<void>
  /** How many entries there are, up to 1,000, and when the oldest of these was committed: `null` when there are none. */
  countOutbox(): Promise<{ count: number; oldestAt: number | null }>
  /** Somebody takes this entry again only after so long from now, instead of when its lease is over. */
  postponeOutbox(id: string, delayMs: number): Promise<void>

  /** Rejects when the engine does not answer, or takes no changes. */
  ping(): Promise<void>
  close(): Promise<void>
}

export interface OutboxEntry {
  id: string
  /** How often it has been taken, this time included. */
  attempt: number
  /** When the change was committed: milliseconds of the store's clock. */
  at: number
  message: Message
}

export interface ServiceStoreOptions {
  /** Keeps entries for {@link ServiceStore.takeOutbox}. Defaults to `false`. */
  outbox?: boolean
  /** Entries that a log keeps. Defaults to 1,000. */
  logLength?: number
  /** Stands in for the engine's own clock, in tests. */
  clock?: Clock
}
