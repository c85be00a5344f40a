import type {
  ConferenceInvitationManager,
  InvitationEvent,
  RoomEngine,
} from 'vue-conference-invitations/manager'
import type { DeviceRequests, DeviceView, HeardEvent } from './device-host'

type EngineCalls = Pick<
  RoomEngine,
  'createRoom' | 'enterRoom' | 'exitRoom' | 'destroyRoom' | 'changeUserRole' | 'close'
>
type ManagerCalls = Required<
  Pick<
    ConferenceInvitationManager,
    | 'inviteUsers'
    | 'cancelInvitation'
    | 'accept'
    | 'reject'
    | 'getInvitationList'
    | 'getPendingInvitations'
  >
>

/** One device of one user, wherever it lives. */
export interface Device extends EngineCalls, ManagerCalls {
  readonly userId: string
  /** Calls a function with arguments that its type does not allow. */
  callWrongly(method: keyof EngineCalls | keyof ManagerCalls, ...args: unknown[]): Promise<unknown>
  /** The events since the last time, oldest first. */
  takeEvents(): Promise<HeardEvent[]>
  look(): Promise<DeviceView>
  /** Adds the listener called `id`, and takes it off; `heard` counts its calls. */
  listen(id: string, event: InvitationEvent): Promise<void>
  unlisten(id: string, event: InvitationEvent): Promise<void>
  heard(id: string): Promise<number>
}

/** Sends a request to where the device lives. */
export type Send = <Kind extends keyof DeviceRequests>(
  kind: Kind,
  request: DeviceRequests[Kind],
) => Promise<unknown>

const ENGINE_CALLS = [
  'createRoom',
  'enterRoom',
  'exitRoom',
  'destroyRoom',
  'changeUserRole',
  'close',
] as const
const MANAGER_CALLS = [
  'inviteUsers',
  'cancelInvitation',
  'accept',
  'reject',
  'getInvitationList',
  'getPendingInvitations',
] as const

/** Creates the near end of a device. */
export function createDevice(userId: string, send: Send): Device {
  const bind = (target: 'engine' | 'manager', methods: readonly string[]) =>
    methods.map((method) => [
      method,
      (...args: unknown[]) => send('call', { target, method, args }),
    ])
  const calls = Object.fromEntries([
    ...bind('engine', ENGINE_CALLS),
    ...bind('manager', MANAGER_CALLS),
  ]) as EngineCalls & ManagerCalls

  return {
    ...calls,
    userId,
    callWrongly: (method, ...args) =>
      (calls[method] as unknown as (...args: unknown[]) => Promise<unknown>)(...args),
    takeEvents: () => send('takeEvents', {}) as Promise<HeardEvent[]>,
    look: () => send('look', {}) as Promise<DeviceView>,
    listen: (id, event) => send('listen', { id, event }) as Promise<void>,
    unlisten: (id, event) => send('unlisten', { id, event }) as Promise<void>,
    heard: (id) => send('heard', { id }) as Promise<number>,
  }
}
