import type { DueRecords, Store } from '../../src/manager/ports'
import type { InvitationRecord, RoomRecord } from '../../src/manager/records'
import type { CommitBackend } from './commit-backend'
import { names, splitIds } from './names'
import { scheduleOf } from './room-changes'
import { parse } from './texts'

/** A member of the schedule with the record that it stands for; no user id means the room itself. */
interface Due {
  member: string
  roomId: string
  userId: string | undefined
  /** Version of the room. */
  version: string | null
  record: RoomRecord | InvitationRecord | null
}

/** The part of a store that knows what time is about to change. */
export function createDueReads(backend: CommitBackend): Pick<Store, 'listDue' | 'nextDue'> {
  async function readSchedule(until: number, count: number) {
    const view = await backend.read({ schedules: [{ schedule: names.due, until, count }] })
    return view.schedules[0]!
  }

  async function readRecords(members: readonly string[]): Promise<Due[]> {
    const ids = members.map((member) => {
      const [, roomId = '', userId] = splitIds(member)
      return { member, roomId, userId }
    })
    const view = await backend.read({
      values: ids.flatMap(({ roomId }) => [names.version(roomId), names.room(roomId)]),
      tables: ids.map(({ roomId, userId }) => ({
        table: names.invitations(roomId),
        fields: userId === undefined ? [] : [userId],
      })),
    })
    return ids.map((id, index) => {
      const room = view.values[2 * index + 1]!
      const invitation = view.tables[index]!.get(id.userId ?? '') ?? null
      const text = id.userId === undefined ? room : invitation
      return { ...id, version: view.values[2 * index]!, record: parse(text) }
    })
  }

  /** What is due but kept no longer would be due for ever. */
  async function takeOff(forgotten: readonly Due[]) {
    if (forgotten.length === 0) return
    await backend.commit({
      expect: forgotten.map(({ roomId, version }) => [names.version(roomId), version]),
      schedules: scheduleOf(new Map(forgotten.map(({ member }) => [member, null]))),
    })
  }

  return {
    async listDue(now, limit) {
      const due: DueRecords = { invitations: [], roomIds: [] }
      const members = (await readSchedule(now, limit)).map(([member]) => member)
      if (members.length === 0) return due
      const found = await readRecords(members)
      await takeOff(found.filter(({ record }) => record === null))
      for (const { roomId, userId, record } of found) {
        // another gateway may have been here since the schedule was read
        if (record === null || record.dueAt === null || record.dueAt > now) continue
        if (userId === undefined) due.roomIds.push(roomId)
        else due.invitations.push({ roomId, userId })
      }
      return due
    },
    async nextDue() {
      const [first] = await readSchedule(Number.MAX_SAFE_INTEGER, 1)
      return first?.[1] ?? null
    },
  }
}
