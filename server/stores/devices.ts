import type { CommitBackend } from './commit-backend'
import { Lifetime } from './lifetimes'
import { joinIds, names, splitIds } from './names'
import type { DeviceLease, ServiceStore } from './service-store'

/** As many leases as are written at once. */
const LEASES_PER_COMMIT = 500

/** The part of a store that knows which devices are connected. */
export function createDevices(
  backend: CommitBackend,
): Pick<
  ServiceStore,
  'leaseDevices' | 'releaseDevice' | 'listLapsedDevices' | 'listDevices' | 'listRoomsOf'
> {
  async function write(
    leases: ReadonlyArray<{ userId: string; deviceId: string; at: number | null }>,
  ) {
    const ttlMs = Lifetime.LEASE
    const tables = new Map<string, Map<string, string | null>>()
    const members = new Map<string, number | null>()
    for (const { userId, deviceId, at } of leases) {
      const table = names.devices(userId)
      const fields = tables.get(table) ?? new Map<string, string | null>()
      tables.set(table, fields.set(deviceId, at === null ? null : String(at)))
      members.set(joinIds(userId, deviceId), at)
    }
    await backend.commit({
      tables: [...tables].map(([table, fields]) => ({ table, fields, ttlMs })),
      schedules: [{ schedule: names.leases, members, ttlMs: Lifetime.INDEX }],
    })
  }

  return {
    async leaseDevices(leases) {
      for (let start = 0; start < leases.length; start += LEASES_PER_COMMIT) {
        const part = leases.slice(start, start + LEASES_PER_COMMIT)
        await write(part.map(({ expiresAt, ...device }) => ({ ...device, at: expiresAt })))
      }
    },
    releaseDevice: (userId, deviceId) => write([{ userId, deviceId, at: null }]),
    async listLapsedDevices(now, limit) {
      const schedule = { schedule: names.leases, until: now, count: limit }
      const view = await backend.read({ schedules: [schedule] })
      return view.schedules[0]!.map(([member, expiresAt]) => {
        const [userId = '', deviceId = ''] = splitIds(member)
        return { userId, deviceId, expiresAt }
      })
    },
    async listDevices(userId) {
      const view = await backend.read({
        tables: [{ table: names.devices(userId), fields: 'all' }],
      })
      return [...view.tables[0]!].map(([deviceId, at]): DeviceLease => ({
        userId,
        deviceId,
        expiresAt: Number(at),
      }))
    },
    async listRoomsOf(userId) {
      const view = await backend.read({ sets: [names.roomsOf(userId)] })
      return view.sets[0]!
    },
  }
}
