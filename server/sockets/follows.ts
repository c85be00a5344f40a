import type {
  LogPositions,
  LogState,
  ServerFrame,
  WelcomeFrame,
} from '../../src/engines/service/wire'
import type { Actor } from '../../src/manager/commands'
import { validateRoomId } from '../../src/manager/validate'
import type { Follower, Following } from '../hub/following'
import type { Hub } from '../hub/hub'
import { isRemoved } from '../removals'
import { readMember } from '../rooms'
import type { LogEntry, LogName, ServiceStore } from '../stores'

/** The logs that one socket follows: its user's always, a room's while its device is inside. */
export interface Follows {
  /** Goes on with logs after a reconnect; the entries come only after {@link Follows.release}. */
  open(resume: LogPositions): Promise<WelcomeFrame['logs']>
  release(): Promise<void>
  /** Runs what lets the device into a room (of a valid id), and follows the room from just before it. */
  enter<Output>(roomId: string, task: () => Promise<Output>): Promise<Output>
  /** Runs what lets the device out of a room, and follows that no more. */
  exit<Output>(roomId: string, task: () => Promise<Output>): Promise<Output>
  /** Stops following rooms that the device is no longer in. */
  recheck(): Promise<void>
  stop(): void
}

export interface FollowsOptions {
  actor: Actor
  hub: Hub
  store: ServiceStore
  send: (frame: ServerFrame) => void
  sendRaw: (frame: Buffer) => void
}

interface Followed {
  following: Following
  /** Going out that is told up to this number happened before the device came in (again). */
  since: number
}

/** Creates {@link Follows}. */
export function createFollows({ actor, hub, store, send, sendRaw }: FollowsOptions): Follows {
  const { user, deviceId } = actor
  const personal: LogName = `user:${user.userId}`
  const followed = new Map<string, Followed>()
  /** All that must be stopped in the end, whether or not it came to be followed. */
  const made = new Set<Following>()
  /** Rooms that the device itself is about to leave. */
  const leaving = new Set<LogName>()
  let isStopped = false

  function followerOf(log: LogName): Follower {
    return {
      onEntry(entry, frame) {
        sendRaw(frame)
        if (isEndFor(entry, followed.get(log))) void endFor(entry)
      },
      onReset(seq) {
        send({ t: 'log', log, state: 'reset', seq })
        // what was lost may have been the going out
        if (log !== personal) void recheckOne(log)
      },
    }
  }

  function isEndFor({ seq, message }: LogEntry, one: Followed | undefined) {
    if (message.name !== 'roomChanged' || !one || seq <= one.since) return false
    const { roomInfo, left } = message.payload
    return roomInfo === null || left.includes(user.userId)
  }

  /** Somebody has let this person out, or has ended the room. */
  async function endFor({ log, seq, message }: LogEntry) {
    const isOver = message.name === 'roomChanged' && message.payload.roomInfo === null
    if (isOver || leaving.has(log)) end(log, seq, 'closed')
    else await endUnasked(log, seq)
  }

  async function endUnasked(log: LogName, seq: number) {
    const one = followed.get(log)
    if (!one) return
    forget(log, one)
    const state = await stateOutside(log)
    // it may have come in again meanwhile
    if (!isStopped && !followed.has(log)) send({ t: 'log', log, state, seq })
  }

  function end(log: LogName, seq: number, state: LogState) {
    const one = followed.get(log)
    if (!one) return
    forget(log, one)
    send({ t: 'log', log, state, seq })
  }

  function forget(log: LogName, { following }: Followed) {
    discard(following)
    followed.delete(log)
  }

  /** What the log of a room is to a device outside; where nobody can tell, it asks to enter again. */
  async function stateOutside(log: LogName): Promise<LogState> {
    const roomId = roomOf(log)
    if (!validateRoomId(roomId)) return 'closed'
    const isOut = await isRemoved(store, roomId, user.userId).catch(() => false)
    return isOut ? 'closed' : 'lapsed'
  }

  async function isInside(log: string) {
    const roomId = roomOf(log)
    if (!validateRoomId(roomId)) return false
    const member = await readMember(store, roomId, user.userId)
    return member?.deviceIds.includes(deviceId) ?? false
  }

  function follow(log: LogName): Following {
    const following = hub.follow(log, followerOf(log))
    made.add(following)
    if (isStopped) discard(following)
    return following
  }

  function discard(following: Following) {
    following.stop()
    made.delete(following)
  }

  async function openOne(log: LogName, after: number | null) {
    const following = follow(log)
    const { state, seq, last } = await following.begin(after)
    // after the look at the log: who is inside now went out for the last time before what comes from here on
    if (log !== personal && !(await isInside(log))) {
      discard(following)
      return { state: await stateOutside(log), seq }
    }
    followed.set(log, { following, since: last })
    return { state, seq }
  }

  async function recheckOne(log: LogName) {
    const one = followed.get(log)
    if (!one) return
    // where nobody can tell, it ends as well: the client asks to enter again
    const isStill = await isInside(log).catch(() => false)
    if (!isStill && followed.get(log) === one) await endUnasked(log, one.since)
  }

  return {
    async open(resume) {
      const asked = new Map<string, number | null>([[personal, null], ...Object.entries(resume)])
      const states = await Promise.all(
        [...asked].map(async ([log, after]) => {
          const isOwn = log === personal || log.startsWith('room:')
          // nobody may follow another person's log
          const state = isOwn
            ? await openOne(log as LogName, after)
            : { state: 'closed' as const, seq: 0 }
          return [log, state] as const
        }),
      )
      return Object.fromEntries(states)
    },
    async release() {
      await Promise.all([...followed.values()].map(({ following }) => following.release()))
    },
    async enter(roomId, task) {
      const log: LogName = `room:${roomId}`
      const following = follow(log)
      try {
        const { seq } = await following.begin(null)
        const output = await task()
        const before = followed.get(log)
        if (before) {
          before.since = seq
          discard(following)
        } else {
          followed.set(log, { following, since: seq })
          send({ t: 'log', log, state: 'live', seq })
          void following.release()
        }
        return output
      } catch (error) {
        discard(following)
        throw error
      }
    },
    async exit(roomId, task) {
      const log: LogName = `room:${roomId}`
      leaving.add(log)
      try {
        const output = await task()
        end(log, followed.get(log)?.since ?? 0, 'closed')
        return output
      } finally {
        leaving.delete(log)
      }
    },
    async recheck() {
      const rooms = [...followed.keys()].filter((log) => log !== personal) as LogName[]
      await Promise.all(rooms.map(recheckOne))
    },
    stop() {
      isStopped = true
      for (const following of made) discard(following)
      followed.clear()
    },
  }
}

function roomOf(log: string): string {
  return log.slice('room:'.length)
}
