import { CloseCode } from '../../src/engines/service/wire'
import type { Actor } from '../../src/manager/commands'
import { describeError, type ServiceLogger } from '../logger'
import { putOut } from '../rooms'
import type { ServiceStore } from '../stores'
import type { ServiceLimits } from '../limits'
import type { Session } from './session'

/** Devices that are put out in one go. */
const LAPSED_BATCH = 100
/** Pings that may stay out before a client counts as gone. */
const SILENT_HEARTBEATS = 2.5

/** All sockets of this gateway, and the leases of their devices. */
export interface Sessions {
  open(session: Session): void
  /** The session speaks for a device from now on; an older one of the same device ends. */
  add(session: Session, actor: Actor): void
  /** Tells whether the session spoke for its device still. */
  remove(session: Session, actor: Actor | null): boolean
  /** Notes devices as connected. */
  lease(actors: readonly Actor[]): Promise<void>
  /** Once in a while: renews leases, hangs up on the silent, puts out what has lapsed anywhere. */
  tick(): Promise<void>
  all(): Session[]
  readonly size: number
}

export interface SessionsOptions {
  store: ServiceStore
  limits: ServiceLimits
  logger: ServiceLogger
}

/** Creates {@link Sessions}. */
export function createSessions({ store, limits, logger }: SessionsOptions): Sessions {
  const { clock } = store
  const sessions = new Set<Session>()
  const byDevice = new Map<string, Session>()
  const startedAt = clock.now()
  let renewedAt = startedAt

  async function lease(actors: readonly Actor[]) {
    const expiresAt = clock.now() + limits.deviceGraceMs
    await store.leaseDevices(
      actors.map(({ user, deviceId }) => ({ userId: user.userId, deviceId, expiresAt })),
    )
  }

  function hangUpOnSilent(now: number) {
    for (const session of sessions) {
      if (now - session.heardAt > SILENT_HEARTBEATS * limits.heartbeatMs) {
        session.hangUp(CloseCode.GOING_AWAY, 'no sign of life')
      }
    }
  }

  async function renew(now: number) {
    const isLate = now - renewedAt > limits.deviceGraceMs
    await lease([...byDevice.values()].flatMap(({ actor }) => actor ?? []))
    renewedAt = now
    // others may have taken our devices for gone
    if (isLate) await Promise.all([...sessions].map((session) => session.recheck()))
  }

  async function putOutLapsed(now: number) {
    // after a restart everybody gets the time to come back
    if (now - startedAt < limits.deviceGraceMs) return
    const lapsed = await store.listLapsedDevices(now, LAPSED_BATCH)
    for (const { userId, deviceId } of lapsed) {
      // it came back while this went on
      if (byDevice.has(keyOf(userId, deviceId))) continue
      await putOut(store, userId, deviceId)
      logger.debug({ userId }, 'a device was put out: its lease had lapsed')
    }
  }

  return {
    open(session) {
      sessions.add(session)
    },
    add(session, { user, deviceId }) {
      const key = keyOf(user.userId, deviceId)
      const before = byDevice.get(key)
      byDevice.set(key, session)
      before?.hangUp(CloseCode.REPLACED, 'this device has connected anew')
    },
    remove(session, actor) {
      sessions.delete(session)
      if (!actor) return false
      const key = keyOf(actor.user.userId, actor.deviceId)
      return byDevice.get(key) === session && byDevice.delete(key)
    },
    lease,
    async tick() {
      const now = clock.now()
      hangUpOnSilent(now)
      try {
        await renew(now)
        await putOutLapsed(now)
      } catch (error) {
        logger.warn({ error: describeError(error) }, 'leases could not be renewed')
      }
    },
    all: () => [...sessions],
    get size() {
      return sessions.size
    },
  }
}

function keyOf(userId: string, deviceId: string) {
  return `${userId}\0${deviceId}`
}
