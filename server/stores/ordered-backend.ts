import { createEmitter } from '../../src/manager/emitter'
import { reportListenerError } from '../../src/manager/host'
import type { Clock } from '../../src/manager/ports'
import type { CommitBackend, RawEntry } from './commit-backend'
import { createOrderedDraft, type OrderedDraft } from './ordered-draft'
import { Place, placeRange, restOf, Single, singleKey, sortable, unpack } from './ordered-layout'
import type { OrderedMap } from './ordered-map'
import { forgetOld } from './ordered-purge'
import { readOrdered } from './ordered-read'

/** Changes that are waiting to be written. */
interface Task {
  change(draft: OrderedDraft): Promise<boolean>
  resolve(isDone: boolean): void
  reject(error: unknown): void
}

/** A {@link CommitBackend} in this process. */
export interface OrderedBackend extends CommitBackend {
  /** Deletes what nobody may see any more. */
  purge(): Promise<void>
}

/** Commits that share one write, at most. */
const COMMITS_PER_WRITE = 64

/** Creates a {@link CommitBackend} over a map that belongs to this process alone. */
export function createOrderedBackend(
  map: OrderedMap,
  { clock, logLength }: { clock: Clock; logLength: number },
): OrderedBackend {
  const emitter = createEmitter<{ entries: readonly RawEntry[] }>(reportListenerError)
  const waiting: Task[] = []
  let isWriting = false
  let writing = Promise.resolve()

  function enqueue(change: Task['change']): Promise<boolean> {
    return new Promise((resolve, reject) => {
      waiting.push({ change, resolve, reject })
      if (!isWriting) writing = writeAll()
    })
  }

  async function writeAll() {
    isWriting = true
    while (waiting.length > 0) {
      const tasks = waiting.splice(0, COMMITS_PER_WRITE)
      try {
        const done = await writeTogether(tasks)
        tasks.forEach(({ resolve }, index) => resolve(done[index]!))
      } catch (error) {
        for (const { reject } of tasks) reject(error)
      }
    }
    isWriting = false
  }

  /** One write for all that came while the one before went on: waiting for the disk is what takes time. */
  async function writeTogether(tasks: readonly Task[]): Promise<boolean[]> {
    const snapshot = map.snapshot()
    try {
      const draft = createOrderedDraft(snapshot, clock.now(), logLength)
      const done: boolean[] = []
      for (const { change } of tasks) done.push(await change(draft))
      if (draft.changes.size > 0) await map.write(draft.changes)
      if (draft.entries.length > 0) emitter.emit('entries', draft.entries)
      return done
    } finally {
      await snapshot.close()
    }
  }

  async function readLog(log: string, after: number, count: number) {
    const snapshot = map.snapshot()
    try {
      const [packed] = await snapshot.getMany([singleKey(Single.LOG_NUMBER, log)])
      const last = unpack(packed, clock.now())
      if (last === null) return null
      const [from, to] = placeRange(Place.LOG, log, sortable(after + 1))
      const found = await snapshot.list(from, to, count)
      const entries = found.map(([key, text]) => ({ log, seq: Number(restOf(key, log)), text }))
      return { entries, last: Number(last) }
    } finally {
      await snapshot.close()
    }
  }

  return {
    clock,
    read: (reading) => readOrdered(map, clock.now(), reading),
    commit: (commit) => enqueue((draft) => draft.apply(commit)),
    async readLog(log, after, count) {
      for (;;) {
        const part = await readLog(log, after, count)
        if (part) return part
        await enqueue(async (draft) => {
          await draft.beginLog(log)
          return true
        })
      }
    },
    onEntries: (listener) => emitter.on('entries', listener),
    // what lies in this process is always there, and has no gaps
    onGap: () => () => {},
    onReachable: () => () => {},
    async ping() {
      await readOrdered(map, clock.now(), {})
    },
    purge: () => forgetOld(map, clock, enqueue),
    async close() {
      await writing
      emitter.clear()
      await map.close()
    },
  }
}
