import type { Clock } from '../../src/manager/ports'
import type { Off } from '../../src/manager/types'
import type { LogEntry, LogName, ServiceStore } from '../stores'

/** Entries that are read at once. */
const PAGE = 200
/** When to try again after a read that failed, in milliseconds. */
const RETRY_MS = 1_000

/** Who follows a log. */
export interface Follower {
  /** An entry: each once, in order; `frame` is its text for clients, made once for all of them. */
  onEntry(entry: LogEntry, frame: Buffer): void
  /** Entries are gone for good; the log goes on after a number. */
  onReset(seq: number): void
}

/** One follower's way through a log. It holds back what is new until it has been begun and released. */
export interface Following {
  readonly log: LogName
  /**
   * Begins after a number, or (with `null`) after what is in the log now.
   *
   * @returns where it goes on, and the number of the newest entry
   */
  begin(after: number | null): Promise<{ state: 'live' | 'reset'; seq: number; last: number }>
  /** Hands over what was missed, then what is new. */
  release(): Promise<void>
  stop(): void
}

/** What the hub does with a following. */
export interface HubFollowing extends Following {
  /** Something new, perhaps once more. */
  take(entry: LogEntry, frame: () => Buffer): void
  /** Something may have been missed. */
  catchUp(): Promise<void>
}

export interface FollowingOptions {
  log: LogName
  store: Pick<ServiceStore, 'readLog'>
  clock: Clock
  follower: Follower
  encode: (entry: LogEntry) => Buffer
  onStop: () => void
}

/** Creates a {@link HubFollowing}. */
export function createFollowing(options: FollowingOptions): HubFollowing {
  const { log, store, clock, follower, encode, onStop } = options
  /** Number of the entry that was handed over last. */
  let sent = 0
  /** Greatest number known to be in the log. What is held back need not be kept: it is read from there. */
  let known = 0
  let isReleased = false
  let isLive = false
  let isReading = false
  let isStopped = false
  let cancelRetry: Off = () => {}

  function take(entry: LogEntry, frame: () => Buffer) {
    known = Math.max(known, entry.seq)
    // it has been read already, or will be
    if (!isLive || isStopped || entry.seq <= sent) return
    if (entry.seq > sent + 1) {
      void readOn()
      return
    }
    sent = entry.seq
    follower.onEntry(entry, frame())
  }

  async function begin(after: number | null) {
    const part = await store.readLog(log, after ?? 0, 1)
    known = Math.max(known, part.last)
    const { last } = part
    const isReset = after !== null && part.isTrimmed
    sent = after === null || isReset ? last : after
    return { state: isReset ? ('reset' as const) : ('live' as const), seq: sent, last }
  }

  /** Reads until nothing is left that is known; only then may new entries pass, or they would overtake. */
  async function readOn() {
    isLive = false
    if (isReading || isStopped) return
    isReading = true
    cancelRetry()
    try {
      while (sent < known && !isStopped) await readPage()
      isLive = true
    } catch {
      retryLater()
    } finally {
      isReading = false
    }
  }

  async function readPage() {
    const { entries, last, isTrimmed } = await store.readLog(log, sent, PAGE)
    if (isStopped) return
    known = Math.max(known, last)
    if (isTrimmed || entries.length === 0) {
      sent = known
      follower.onReset(sent)
      return
    }
    for (const entry of entries) {
      if (isStopped) return
      sent = entry.seq
      follower.onEntry(entry, encode(entry))
    }
  }

  async function release() {
    isReleased = true
    await readOn()
  }

  async function catchUp() {
    // what is still held back is read in any case
    if (!isReleased || isStopped) return
    cancelRetry()
    try {
      known = Math.max(known, (await store.readLog(log, sent, 1)).last)
    } catch {
      retryLater()
      return
    }
    if (sent < known || !isLive) await readOn()
  }

  function retryLater() {
    cancelRetry()
    if (!isStopped) cancelRetry = clock.setTimer(() => void catchUp(), RETRY_MS)
  }

  return {
    log,
    begin,
    release,
    take,
    catchUp,
    stop() {
      if (isStopped) return
      isStopped = true
      cancelRetry()
      onStop()
    },
  }
}
