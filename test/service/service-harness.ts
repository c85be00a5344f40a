import { SignJWT } from 'jose'
import { connectInvitationService } from 'vue-conference-invitations/service'
import type { RoomEngine, UserProfile } from 'vue-conference-invitations/manager'
import { createManualClock, type ManualClock } from 'vue-conference-invitations/testing'
import { createInvitationServer } from '../../server'
import type { ServiceStore } from '../../server/stores'
import { createDevice, type Device } from '../contract/device'
import { createDeviceHost } from '../contract/device-host'
import type { Harness } from '../contract/harness'
import { createSettling } from './settling'
import { createSocketClass, type ServiceSocket } from './socket'

const SECRET = 'a secret of at least thirty-two bytes'
const GRACE_MS = 20_000
const CALL_TIMEOUT_MS = 10_000
const UNLIMITED = { burst: 1e9, perSecond: 1e9 }

/** What the manual clock cannot bear is switched off: nothing of it is the contract's. */
const limits = {
  deviceGraceMs: GRACE_MS,
  heartbeatMs: 1e12,
  drainMs: 0,
  connectionsOfAddress: UNLIMITED,
  framesOfSocket: UNLIMITED,
  callsOfUser: UNLIMITED,
  invitesOfPair: UNLIMITED,
  callsUnderWay: 1_000,
}

export interface ServiceHarness extends Required<Harness> {
  readonly clock: ManualClock
  /** Lets a device hear nothing more on its line. */
  deafen(device: Device): void
  /** Resolves when a device rings the next time. */
  nextRing(device: Device): Promise<void>
  /** Breaks the line of a device; it is opened anew by {@link ServiceHarness.reconnect}. */
  drop(device: Device): void
  /** Lets a device open its line anew. */
  reconnect(device: Device): Promise<void>
  /** Closes the socket of a device as a browser does whose page is left. */
  leavePage(device: Device): Promise<void>
}

/** One device, and its end of the line. */
interface Home {
  device: Device
  userId: string
  engine: RoomEngine
  clock: ManualClock
  sockets: ServiceSocket[]
  cut(): void
}

/** A gateway on each store, with real sockets; devices are dealt out to the gateways in turn. */
export async function createServiceHarness(
  openStores: (clock: ManualClock) => Promise<ServiceStore[]>,
): Promise<ServiceHarness> {
  const clock = createManualClock()
  const stores = await openStores(clock)
  const store = stores[0]!
  const servers = stores.map((one) =>
    createInvitationServer({ store: one, auth: { secret: SECRET }, origins: '*', limits }),
  )
  const urls = await Promise.all(
    servers.map((server) => server.listen({ port: 0, host: '127.0.0.1' })),
  )
  const settling = createSettling(stores)
  const homes: Home[] = []

  const openSockets = () => homes.flatMap(({ sockets }) => sockets).filter(({ isOpen }) => isOpen)
  const settle = () => settling.settle(openSockets)

  async function connect(user: UserProfile): Promise<Device> {
    const sockets: ServiceSocket[] = []
    const ownClock = createManualClock(clock.now())
    let isCut = false
    const Socket = createSocketClass((socket) => {
      sockets.push(socket)
      if (isCut) socket.cut()
    })
    const engine = connectInvitationService({
      url: urls[homes.length % urls.length]!,
      token: await tokenOf(user?.userId),
      user,
      WebSocket: Socket,
      clock: ownClock,
      callTimeoutMs: CALL_TIMEOUT_MS,
    })
    const cut = () => {
      isCut = true
      for (const socket of sockets) socket.cut()
    }
    const host = await createDeviceHost(engine)
    const device = createDevice(user.userId, async (kind, request) =>
      structuredClone(await host.handle(kind, structuredClone(request))),
    )
    homes.push({ device, engine: host.engine, userId: user.userId, clock: ownClock, sockets, cut })
    return device
  }

  /**
   * Renews the leases of all who are connected for a jump of the clock, as their gateways do on the way when time does
   * not jump. It must come first: a gateway that sweeps right after the jump would put them out.
   */
  async function renewLeases(jumpMs: number) {
    const expiresAt = clock.now() + jumpMs + GRACE_MS
    const connected = homes.filter(({ sockets }) => sockets.some(({ isOpen }) => isOpen))
    await store.leaseDevices(
      connected.map(({ userId, sockets }) => ({
        userId,
        deviceId: sockets.at(-1)!.deviceId!,
        expiresAt,
      })),
    )
  }

  async function step(ms: number) {
    await renewLeases(ms)
    await clock.advance(ms)
    for (const home of homes) home.clock.set(clock.now())
    // a gateway that was busy meanwhile has noticed only now what is due
    for (;;) {
      await settle()
      const { invitations, roomIds } = await store.listDue(clock.now(), 1)
      if (invitations.length + roomIds.length === 0) return
      await clock.advance(0)
    }
  }

  async function advance(ms: number) {
    const until = clock.now() + ms
    // each deadline at its own time
    for (;;) {
      const due = await store.nextDue()
      if (due === null || due >= until) break
      await step(Math.max(due - clock.now(), 0))
    }
    await step(until - clock.now())
  }

  const homeOf = (device: Device) => homes.find((home) => home.device === device)!

  return {
    clock,
    connect,
    now: clock.now,
    advance,
    settle,
    async kill(device) {
      const { cut, userId, sockets } = homeOf(device)
      cut()
      const { deviceId } = sockets.at(-1)!
      const isThere = async () =>
        (await store.listDevices(userId)).some((lease) => lease.deviceId === deviceId)
      // until a gateway takes it for gone
      while (await isThere()) await advance(GRACE_MS / 4)
    },
    async disconnect(device) {
      const home = homeOf(device)
      home.cut()
      await home.clock.advance(CALL_TIMEOUT_MS)
    },
    deafen: (device) => homeOf(device).sockets.at(-1)!.deafen(),
    nextRing(device) {
      const manager = homeOf(device).engine.getConferenceInvitationManager()
      return new Promise((resolve) => {
        const listener = () => {
          manager.off('onReceiveInvitation', listener)
          resolve()
        }
        manager.on('onReceiveInvitation', listener)
      })
    },
    drop(device) {
      for (const socket of homeOf(device).sockets) socket.cut()
    },
    async reconnect(device) {
      const { clock: ownClock, engine } = homeOf(device)
      const online = new Promise<void>((resolve) => {
        const off = engine.onStatusChange((status) => {
          if (status !== 'online') return
          off()
          resolve()
        })
      })
      // it notices, then waits for some part of this
      await settle()
      await ownClock.advance(600)
      ownClock.set(clock.now())
      await online
      await settle()
    },
    async leavePage(device) {
      const home = homeOf(device)
      await home.sockets.at(-1)!.leavePage()
      await settle()
    },
    async close() {
      for (const { device } of homes) await device.close()
      await Promise.all(servers.map((server) => server.close()))
      await Promise.all(stores.map((one) => one.close()))
    },
  }
}

/** A token that outlives every test. */
function tokenOf(userId = ''): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setAudience('conference-invitations')
    .setExpirationTime('100 years')
    .sign(new TextEncoder().encode(SECRET))
}
