import type { Message, Store } from '../../src/manager/ports'
import type { CommitBackend, RawEntry } from './commit-backend'
import { createDevices } from './devices'
import { createDueReads } from './due-reads'
import { Lifetime } from './lifetimes'
import { names } from './names'
import { createOutbox } from './outbox'
import { createPinnedClock } from './pinned-clock'
import { createRoomReads } from './room-reads'
import type { LogName, LogEntry, ServiceStore, ServiceStoreOptions } from './service-store'
import { createTransact } from './transact'

/** Makes a {@link ServiceStore} of any engine that can compare and commit. */
export function createServiceStore(
  backend: CommitBackend,
  { outbox = false }: Pick<ServiceStoreOptions, 'outbox'> = {},
): ServiceStore {
  const clock = createPinnedClock(backend.clock)
  const { transact, forgetValue, stop } = createTransact(backend, clock, outbox)
  const records: Omit<Store, 'transact'> = {
    ...createRoomReads(backend),
    ...createDueReads(backend),
    async putProfile(profile) {
      const key = names.profile(profile.userId)
      const value = JSON.stringify(profile)
      forgetValue(key)
      await backend.commit({ values: [{ key, value, ttlMs: Lifetime.PROFILE }] })
    },
  }

  return {
    ...records,
    ...createDevices(backend),
    ...createOutbox(backend),
    clock,
    transact: (scope, step) => transact(null, scope, step),
    forRequest: (key) => ({
      ...records,
      transact: (scope, step) => transact(key, scope, step),
    }),
    onEntries: (listener) => backend.onEntries((entries) => listener(entries.map(toEntry))),
    onGap: (listener) => backend.onGap(listener),
    onReachable: (listener) => backend.onReachable(listener),
    async readLog(log, after, count) {
      const { entries, last } = await backend.readLog(log, after, count)
      const first = entries[0]?.seq ?? last + 1
      const isTrimmed = after > last || first > after + 1
      return { entries: entries.map(toEntry), last, isTrimmed }
    },
    async getValue(key) {
      return (await backend.read({ values: [names.value(key)] })).values[0]!
    },
    replaceValue(name, expected, value, ttlMs) {
      const key = names.value(name)
      return backend.commit({ expect: [[key, expected]], values: [{ key, value, ttlMs }] })
    },
    async ping() {
      await backend.ping()
      // an engine may answer and still take no changes: memory full, too few replicas
      await backend.commit({ values: [{ key: names.probe, value: '', ttlMs: Lifetime.REQUEST }] })
    },
    async close() {
      stop()
      await backend.close()
    },
  }
}

function toEntry({ log, seq, text }: RawEntry): LogEntry {
  let message: Message | null = null
  return {
    log: log as LogName,
    seq,
    text,
    // most of what a gateway hears is for nobody of its own
    get message() {
      return (message ??= JSON.parse(text) as Message)
    },
  }
}
