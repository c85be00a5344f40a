import type { LogEntry, LogName, ServiceStore } from '../stores'
import { createFollowing, type Follower, type Following, type HubFollowing } from './following'

/** How many followers read their logs at a time when all of them have to. */
const READERS = 16

/** Hands what comes out of the store to those who follow it, in this process. */
export interface Hub {
  /** Follows a log: held back at first, see {@link Following}. */
  follow(log: LogName, follower: Follower): Following
  /** How many logs are followed. */
  readonly size: number
  close(): void
}

/** Creates a {@link Hub}: one subscription of the store, however many follow. */
export function createHub(store: ServiceStore): Hub {
  const followings = new Map<LogName, Set<HubFollowing>>()
  const offs = [
    store.onEntries((entries) => entries.forEach(fanOut)),
    store.onGap(() => void catchUp()),
    store.onReachable((isReachable) => {
      if (isReachable) void catchUp()
    }),
  ]

  function fanOut(entry: LogEntry) {
    let encoded: Buffer | null = null
    const frame = () => (encoded ??= encode(entry))
    for (const following of followings.get(entry.log) ?? []) following.take(entry, frame)
  }

  async function catchUp() {
    const all = [...followings.values()].flatMap((those) => [...those]).values()
    const readers = Array.from({ length: READERS }, async () => {
      for (const following of all) await following.catchUp()
    })
    await Promise.all(readers)
  }

  function follow(log: LogName, follower: Follower): Following {
    const following = createFollowing({
      log,
      store,
      clock: store.clock,
      follower,
      encode,
      onStop() {
        const those = followings.get(log)
        those?.delete(following)
        if (those?.size === 0) followings.delete(log)
      },
    })
    const those = followings.get(log) ?? new Set()
    followings.set(log, those.add(following))
    return following
  }

  return {
    follow,
    get size() {
      return followings.size
    },
    close() {
      for (const off of offs) off()
      for (const those of followings.values()) for (const following of those) following.stop()
    },
  }
}

/** An `EventFrame` as text; the message in it is as it lies in the log. */
function encode({ log, seq, text }: LogEntry): Buffer {
  return Buffer.from(`{"t":"event","log":${JSON.stringify(log)},"seq":${seq},"message":${text}}`)
}
