import type { Actor, CommandInput, CommandName } from '../../src/manager/commands'
import type { Clock, Store } from '../../src/manager/ports'
import type { LogEntry, ServiceStore, ServiceStoreOptions } from '../../server/stores'
import { createManualClock, type ManualClock } from '../../src/testing'
import { createBench, PEOPLE, ROOMS, type Bench } from '../support/random-commands'

/** Opens a store of its own, with nothing in it. */
export type CreateStore = (options: ServiceStoreOptions) => Promise<ServiceStore>

/** A store with people at it. */
export interface StoreBench extends Bench {
  store: ServiceStore
  /** All that came out of the store so far. */
  entries: LogEntry[]
  /** One command of a device; its output, or the code of its error. */
  call<Name extends CommandName>(
    actor: Actor,
    name: Name,
    input: CommandInput<Name>,
  ): Promise<unknown>
}

/** Opens a {@link StoreBench} whose time stands still until somebody moves it. */
export async function openBench(
  create: CreateStore,
  options: ServiceStoreOptions = {},
): Promise<StoreBench> {
  // the bench brings a clock of its own, but the store needs one first
  let manual: ManualClock = createManualClock()
  const clock: Clock = {
    now: () => manual.now(),
    setTimer: (callback, delayMs) => manual.setTimer(callback, delayMs),
  }
  const store = await create({ clock, ...options })
  const entries: LogEntry[] = []
  store.onEntries((heard) => entries.push(...heard))
  const bench = createBench(() => store)
  manual = bench.clock
  return {
    ...bench,
    store,
    entries,
    call: (actor, name, input) => bench.run({ waitMs: 1, actor, name, input }),
  }
}

/** All that a store tells of the rooms and people of the random commands. */
export async function contentsOf(store: Store) {
  const rooms = ROOMS.map(async (roomId) => ({
    room: await store.getRoom(roomId),
    members: (await store.listMembers(roomId)).sort((a, b) =>
      a.user.userId < b.user.userId ? -1 : 1,
    ),
    invitations: await store.listInvitations(roomId, null, 100),
  }))
  const pending = PEOPLE.map(async (userId) =>
    (await store.listPending(userId)).map(({ record }) => record.roomId).sort(),
  )
  return {
    rooms: await Promise.all(rooms),
    pending: await Promise.all(pending),
    nextDue: await store.nextDue(),
  }
}

/** Entries by their log. */
export function byLog(entries: readonly LogEntry[]): Map<string, LogEntry[]> {
  const logs = new Map<string, LogEntry[]>()
  for (const entry of entries) logs.set(entry.log, [...(logs.get(entry.log) ?? []), entry])
  return logs
}

/** The numbers of logs in which one is missing, or there twice; none, if all is well. */
export function brokenLogs(entries: readonly LogEntry[]): string[] {
  return [...byLog(entries)]
    .filter(([, [first, ...rest]]) => rest.some(({ seq }, index) => seq !== first!.seq + index + 1))
    .map(([log, of]) => `${log}: ${of.map(({ seq }) => seq).join(' ')}`)
}
