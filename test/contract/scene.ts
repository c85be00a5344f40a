import { expect } from 'vitest'
import type { Invitation, InviteUsersOptions } from 'vue-conference-invitations/manager'
import type { Device } from './device'
import type { HeardEvent } from './device-host'
import type { Harness } from './harness'

export const ROOM = 'weekly'
export const SECOND = 1_000

/** A room of Ann's and the people of a test. */
export interface Scene extends Harness {
  /** Connects a person; the display name is the id with a capital. */
  join(userId: string): Promise<Device>
  /** Connects a person and lets them enter the room. */
  joinInside(userId: string): Promise<Device>
  /** Forgets what everybody heard so far. */
  forget(...devices: Device[]): Promise<void>
  /** Settles, then tells what each device heard. */
  take(device: Device): Promise<HeardEvent[]>
  names(device: Device): Promise<string[]>
  /** The rows of the room, all pages. */
  list(device: Device): Promise<Invitation[]>
  row(device: Device, userId: string): Promise<Invitation | undefined>
}

/** Sets up the scene in which most cases play: nobody is there yet. */
export function createScene(harness: Harness): Scene {
  async function join(userId: string) {
    return harness.connect({ userId, userName: userId[0]!.toUpperCase() + userId.slice(1) })
  }

  async function joinInside(userId: string) {
    const device = await join(userId)
    if (userId === 'ann') await device.createRoom({ roomId: ROOM, roomName: 'Weekly' })
    await device.enterRoom({ roomId: ROOM })
    return device
  }

  async function take(device: Device) {
    await harness.settle()
    return device.takeEvents()
  }

  async function list(device: Device) {
    const rows: Invitation[] = []
    let cursor = ''
    do {
      const page = await device.getInvitationList({ roomId: ROOM, cursor, count: 100 })
      rows.push(...page.invitationList)
      cursor = page.cursor
    } while (cursor !== '')
    return rows
  }

  return {
    ...harness,
    join,
    joinInside,
    take,
    list,
    async forget(...devices) {
      await harness.settle()
      await Promise.all(devices.map((device) => device.takeEvents()))
    },
    names: async (device) => (await take(device)).map(({ name }) => name),
    row: async (device, userId) =>
      (await list(device)).find(({ invitee }) => invitee.userId === userId),
  }
}

/** Options of an invitation into the room of the scene, for 30 seconds. */
export function to(...userIdList: string[]): InviteUsersOptions {
  return { roomId: ROOM, userIdList, timeout: 30 }
}

/** Waits for both outcomes of calls that race. */
export async function outcomesOf(calls: Array<Promise<unknown>>) {
  const settled = await Promise.allSettled(calls)
  return settled.map((result) =>
    result.status === 'fulfilled' ? 'won' : (result.reason as { code?: unknown }).code,
  )
}

/** Expects a call to fail as the contract says: an `Error` with a numeric `code`. */
export async function expectCode(call: Promise<unknown>, code: number, hint = '') {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error, `${hint} must fail`).toBeInstanceOf(Error)
  expect((error as { code?: unknown }).code, hint).toBe(code)
}
