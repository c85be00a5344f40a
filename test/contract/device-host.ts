import {
  InvitationEvent,
  type InvitationEventPayloads,
  type RoomEngine,
  type RoomSnapshot,
} from 'vue-conference-invitations/manager'

/** One event as a device heard it. */
export type HeardEvent = {
  [Name in InvitationEvent]: { name: Name; payload: InvitationEventPayloads[Name] }
}[InvitationEvent]

/** What a device can be asked, wherever it lives; plain data on both ways. */
export interface DeviceRequests {
  call: { target: 'engine' | 'manager'; method: string; args: unknown[] }
  takeEvents: object
  look: object
  listen: { id: string; event: InvitationEvent }
  unlisten: { id: string; event: InvitationEvent }
  heard: { id: string }
}

/** What a device shows of itself. */
export interface DeviceView extends Pick<
  RoomEngine,
  'user' | 'roomInfo' | 'members' | 'status' | 'storage'
> {
  /** What `onRoomChange` and `onStatusChange` told, in order. */
  rooms: Array<RoomSnapshot | null>
  statuses: Array<RoomEngine['status']>
  /** Whether an event came in the very task in which connecting resolved. */
  wasHastyOnConnect: boolean
}

/** A device with ears on everything, beside its engine. */
export interface DeviceHost {
  readonly engine: RoomEngine
  handle<Kind extends keyof DeviceRequests>(
    kind: Kind,
    request: DeviceRequests[Kind],
  ): Promise<unknown>
}

/** Connects a device and listens to all of its events at once. */
export async function createDeviceHost(connecting: Promise<RoomEngine>): Promise<DeviceHost> {
  const engine = await connecting
  const manager = engine.getConferenceInvitationManager()
  const rooms: DeviceView['rooms'] = []
  const statuses: DeviceView['statuses'] = []
  const listeners = new Map<string, () => unknown>()
  const counts = new Map<string, number>()
  let events: HeardEvent[] = []

  for (const name of Object.values(InvitationEvent)) {
    manager.on(name, (payload) => events.push({ name, payload } as HeardEvent))
  }
  engine.onRoomChange((room) => rooms.push(room))
  engine.onStatusChange((status) => statuses.push(status))
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  const wasHastyOnConnect = events.length > 0

  const handlers: {
    [Kind in keyof DeviceRequests]: (request: DeviceRequests[Kind]) => unknown
  } = {
    call({ target, method, args }) {
      const owner = (target === 'engine' ? engine : manager) as unknown as Record<
        string,
        (...args: unknown[]) => unknown
      >
      return owner[method]!(...args)
    },
    takeEvents() {
      const taken = events
      events = []
      return taken
    },
    look(): DeviceView {
      const { user, roomInfo, members, status, storage } = engine
      return { user, roomInfo, members, status, storage, rooms, statuses, wasHastyOnConnect }
    },
    listen({ id, event }) {
      const listener = listeners.get(id) ?? (() => counts.set(id, (counts.get(id) ?? 0) + 1))
      listeners.set(id, listener)
      manager.on(event, listener)
    },
    unlisten({ id, event }) {
      manager.off(event, listeners.get(id) ?? (() => {}))
    },
    heard: ({ id }) => counts.get(id) ?? 0,
  }

  return {
    engine,
    // async, so that what a call throws at once is a rejection too
    handle: async (kind, request) => handlers[kind](request),
  }
}
