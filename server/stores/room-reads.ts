import { InvitationStatus } from '../../src/manager/enums'
import type { PendingRecord, Store } from '../../src/manager/ports'
import type { InvitationRecord, MemberRecord, RoomRecord } from '../../src/manager/records'
import type { CommitBackend } from './commit-backend'
import { joinIds, LIST_PREFIX_LENGTH, listMember, names } from './names'
import { CONFLICT, retryOnConflict } from './retry'
import { parse, parseAll } from './texts'

/** The part of a store that reads what is in rooms. */
export function createRoomReads(
  backend: CommitBackend,
): Pick<Store, 'listInvitations' | 'listPending' | 'getRoom' | 'listMembers'> {
  async function listPending(userId: string): Promise<PendingRecord[] | typeof CONFLICT> {
    const set = names.pending(userId)
    const roomIds = (await backend.read({ sets: [set] })).sets[0]!
    if (roomIds.length === 0) return []
    const view = await backend.read({
      sets: [set],
      values: roomIds.map(names.room),
      tables: roomIds.map((roomId) => ({ table: names.invitations(roomId), fields: [userId] })),
    })
    // one view: what rings is as it was when these records were read
    if (joinIds(...view.sets[0]!) !== joinIds(...roomIds)) return CONFLICT
    return roomIds.flatMap((_, index) => {
      const room = parse<RoomRecord>(view.values[index]!)
      const record = parse<InvitationRecord>(view.tables[index]!.get(userId) ?? null)
      return room && record?.status === InvitationStatus.PENDING ? [{ room, record }] : []
    })
  }

  return {
    async listInvitations(roomId, after, count) {
      const page = {
        set: names.list(roomId),
        after: after ? listMember(after) : '',
        count,
        table: names.invitations(roomId),
        prefixLength: LIST_PREFIX_LENGTH,
      }
      const view = await backend.read({ pages: [page] })
      return view.pages[0]!.map((text) => JSON.parse(text) as InvitationRecord)
    },
    listPending: (userId) => retryOnConflict(() => listPending(userId)),
    async getRoom(roomId) {
      return parse((await backend.read({ values: [names.room(roomId)] })).values[0]!)
    },
    async listMembers(roomId) {
      const reading = { table: names.members(roomId), fields: 'all' as const }
      const view = await backend.read({ tables: [reading] })
      const members = [...parseAll<MemberRecord>(view.tables[0]!)]
      return members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, member]) => member)
    },
  }
}
