import { createRandomId } from '../../manager/host'

/** Marks devices that can hold no lock, so that nobody takes them for dead. */
const UNWATCHED = 'unwatched-'

/** Makes the id of a device. */
export function createDeviceId(): string {
  return hostLocks() ? createRandomId() : UNWATCHED + createRandomId()
}

export interface PresenceOptions {
  namespace: string
  deviceId: string
  /** The ids of all devices that are in a room. */
  listDevices(): Promise<string[]>
  /** Puts a device that is gone out of its rooms. */
  putOut(deviceId: string): Promise<void>
}

/**
 * Notices devices that are gone without a word. Each device holds a lock for as long as it lives, and
 * stands in line for those of the devices that it sees in a room: the browser gives the lock of a dead
 * tab to the next in line.
 */
export interface Presence {
  /** Whether the browser has such locks; without, nobody is missed. */
  readonly isSupported: boolean
  /** Takes the own lock, also after the browser took it away. */
  hold(): Promise<void>
  /** Looks for devices to watch. */
  look(): void
  close(): void
}

/** Creates a {@link Presence}. */
export function createPresence(options: PresenceOptions): Presence {
  const { namespace, deviceId } = options
  const locks = hostLocks()
  const watched = new Map<string, AbortController>()
  let letGo: (() => void) | null = null
  let isSupported = locks !== undefined
  let isClosed = false

  const nameOf = (id: string) => `conference-invitations:${namespace}:device:${id}`

  async function hold() {
    if (!locks || letGo || isClosed) return
    await new Promise<void>((resolve) => {
      const lasting = new Promise<void>((end) => (letGo = end))
      let isGranted = false
      const onEnd = () => {
        letGo = null
        isSupported = isGranted
        resolve()
        // somebody took it away: back into the line
        if (isGranted) void hold()
      }
      const onGranted = () => {
        isGranted = true
        resolve()
        return lasting
      }
      locks.request(nameOf(deviceId), onGranted).then(onEnd, onEnd)
    })
  }

  function look() {
    if (!locks || isClosed) return
    options.listDevices().then(
      (deviceIds) => watchOnly(locks, new Set(deviceIds)),
      // the storage is away; the next look will do
      () => {},
    )
  }

  function watchOnly(manager: LockManager, deviceIds: Set<string>) {
    if (isClosed) return
    deviceIds.delete(deviceId)
    for (const [id, controller] of watched) {
      if (!deviceIds.has(id)) controller.abort()
    }
    for (const id of deviceIds) {
      if (!watched.has(id) && !id.startsWith(UNWATCHED)) watch(manager, id)
    }
  }

  function watch(manager: LockManager, id: string) {
    const controller = new AbortController()
    watched.set(id, controller)
    const forget = () => {
      if (watched.get(id) === controller) watched.delete(id)
    }
    manager
      .request(nameOf(id), { signal: controller.signal }, () => options.putOut(id))
      .then(forget, forget)
  }

  return {
    get isSupported() {
      return isSupported
    },
    hold,
    look,
    close() {
      isClosed = true
      letGo?.()
      for (const controller of watched.values()) controller.abort()
    },
  }
}

/** Missing outside secure contexts and on servers. */
function hostLocks(): LockManager | undefined {
  return typeof navigator === 'undefined' ? undefined : navigator.locks
}
