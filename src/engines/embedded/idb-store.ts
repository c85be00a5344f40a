import { InvitationStatus } from '../../manager/enums'
import type { ListPosition, Scope, Slice, Store, Write } from '../../manager/ports'
import type { InvitationRecord, MemberRecord } from '../../manager/records'
import type { Database, ReadTransaction, WriteTransaction } from './database'

/** From this many records on, reading a whole room is cheaper than reading each of them. */
const MANY = 50

/** What a commit is about to change, for those who wait for it. */
export interface Hint {
  /** Messages were added to the log. */
  hasMessages: boolean
  /** Devices entered or left a room. */
  hasMoves: boolean
  /** A time came, went or changed at which something is due; tabs of an older version do not say. */
  hasDeadlines?: boolean
}

/** A {@link Store} that also knows the devices of every room. */
export interface IdbStore extends Store {
  listAllMembers(): Promise<MemberRecord[]>
}

/**
 * Creates a store in the browser's database. One readwrite transaction per step serialises the steps
 * of all tabs.
 *
 * @param announce - called inside the transaction, so that a tab that dies right after its commit has
 * told the others; whoever reads then waits for the commit
 */
export function createIdbStore(database: Database, announce: (hint: Hint) => void): IdbStore {
  const transact: Store['transact'] = (scope, step) =>
    database.write(async (transaction) => {
      const slice = await readSlice(transaction, scope)
      const { writes, messages, result } = step(slice)
      const requests: Array<Promise<unknown>> = []
      const follow = (request: Promise<unknown>) => {
        // one that fails takes the others with it: they have nobody left to tell
        request.catch(() => {})
        requests.push(request)
      }
      for (const change of writes) follow(write(transaction, change))
      const hasMessages = messages.length > 0
      if (hasMessages) follow(transaction.objectStore('log').add([...messages]))
      const hasMoves = writes.some(({ table }) => table === 'members')
      const hasDeadlines = writes.some((change) => movesDeadline(change, slice))
      if (hasMessages || hasMoves || hasDeadlines) announce({ hasMessages, hasMoves, hasDeadlines })
      await Promise.all(requests)
      return result
    })

  return {
    transact,
    putProfile: (profile) =>
      database.write(async (transaction) => {
        await transaction.objectStore('profiles').put(profile)
      }),
    listInvitations: (roomId, after, count) =>
      database.read(['invitations'], (transaction) => readPage(transaction, roomId, after, count)),
    listPending: (userId) =>
      database.read(['rooms', 'invitations'], async (transaction) => {
        const index = transaction.objectStore('invitations').index('invitee')
        const records = await index.getAll([userId, InvitationStatus.PENDING])
        const rooms = transaction.objectStore('rooms')
        const pending = records.map(async (record) => {
          const room = await rooms.get(record.roomId)
          return room ? [{ room, record }] : []
        })
        return (await Promise.all(pending)).flat()
      }),
    getRoom: (roomId) =>
      database.read(
        ['rooms'],
        async (transaction) => (await transaction.objectStore('rooms').get(roomId)) ?? null,
      ),
    listMembers: (roomId) =>
      database.read(['members'], (transaction) =>
        transaction.objectStore('members').getAll(rangeOfRoom(roomId)),
      ),
    listAllMembers: () =>
      database.read(['members'], (transaction) => transaction.objectStore('members').getAll()),
    listDue: (now, limit) =>
      database.read(['rooms', 'invitations'], async (transaction) => {
        const due = IDBKeyRange.upperBound(now)
        const [rooms, invitations] = await Promise.all([
          transaction.objectStore('rooms').index('due').getAllKeys(due),
          transaction.objectStore('invitations').index('due').getAllKeys(due, limit),
        ])
        return {
          roomIds: rooms,
          invitations: invitations.map(([roomId, userId]) => ({ roomId, userId })),
        }
      }),
    nextDue: () =>
      database.read(['rooms', 'invitations'], async (transaction) => {
        const cursors = await Promise.all([
          transaction.objectStore('rooms').index('due').openKeyCursor(),
          transaction.objectStore('invitations').index('due').openKeyCursor(),
        ])
        const times = cursors.flatMap((cursor) => (cursor ? [cursor.key] : []))
        return times.length > 0 ? Math.min(...times) : null
      }),
  }
}

async function readSlice(transaction: WriteTransaction, scope: Scope): Promise<Slice> {
  const { roomId } = scope
  const [room, members, invitations, profiles, quota] = await Promise.all([
    transaction.objectStore('rooms').get(roomId),
    readOfRoom(transaction.objectStore('members'), roomId, scope.members),
    readOfRoom(transaction.objectStore('invitations'), roomId, scope.invitations),
    // people who connected in this browser: never many
    scope.profiles.length > MANY
      ? transaction.objectStore('profiles').getAll()
      : Promise.all(scope.profiles.map((id) => transaction.objectStore('profiles').get(id))),
    scope.quota === null ? undefined : transaction.objectStore('quotas').get(scope.quota),
  ])
  return {
    room: room ?? null,
    members: byId(members, scope.members, ({ user }) => user.userId),
    invitations: byId(invitations, scope.invitations, ({ invitee }) => invitee.userId),
    profiles: byId(profiles, scope.profiles, ({ userId }) => userId),
    quota: quota ?? [],
  }
}

interface RecordsOfRooms<Value> {
  get(key: [string, string]): Promise<Value | undefined>
  getAll(range: IDBKeyRange): Promise<Value[]>
}

async function readOfRoom<Value>(
  records: RecordsOfRooms<Value>,
  roomId: string,
  ids: readonly string[] | 'all',
): Promise<Array<Value | undefined>> {
  if (ids === 'all' || ids.length > MANY) return records.getAll(rangeOfRoom(roomId))
  return Promise.all(ids.map((id) => records.get([roomId, id])))
}

function byId<Value>(
  values: Array<Value | undefined>,
  ids: readonly string[] | 'all',
  idOf: (value: Value) => string,
): Map<string, Value> {
  const wanted = ids === 'all' ? null : new Set(ids)
  const entries = values.flatMap((value): Array<[string, Value]> => {
    if (value === undefined) return []
    const id = idOf(value)
    return wanted === null || wanted.has(id) ? [[id, value]] : []
  })
  return new Map(entries)
}

/** Rows of a room in order; those that are only remembered are passed over. */
async function readPage(
  transaction: ReadTransaction,
  roomId: string,
  after: ListPosition | null,
  count: number,
): Promise<InvitationRecord[]> {
  const index = transaction.objectStore('invitations').index('position')
  const end: IDBValidKey = [roomId, []]
  const page: InvitationRecord[] = []
  let start: IDBValidKey = after ? [roomId, ...after] : [roomId]
  for (;;) {
    const batch = await index.getAll(IDBKeyRange.bound(start, end, true), count)
    page.push(...batch.filter(({ status }) => status !== InvitationStatus.NONE))
    const last = batch.at(-1)
    if (page.length >= count || batch.length < count || !last) return page.slice(0, count)
    start = [roomId, last.addedAt, last.place, last.invitee.userId]
  }
}

function write(transaction: WriteTransaction, change: Write): Promise<unknown> {
  switch (change.table) {
    case 'rooms': {
      const rooms = transaction.objectStore('rooms')
      return change.value ? rooms.put(change.value) : rooms.delete(change.roomId)
    }
    case 'members': {
      const members = transaction.objectStore('members')
      return change.value
        ? members.put(change.value)
        : members.delete([change.roomId, change.userId])
    }
    case 'invitations': {
      const invitations = transaction.objectStore('invitations')
      return change.value
        ? invitations.put(change.value)
        : invitations.delete([change.roomId, change.userId])
    }
    case 'quotas':
      return transaction.objectStore('quotas').put(change.value, change.key)
  }
}

function movesDeadline(change: Write, { room, invitations }: Slice): boolean {
  if (change.table === 'rooms') return dueOf(change.value) !== dueOf(room)
  if (change.table !== 'invitations') return false
  return dueOf(change.value) !== dueOf(invitations.get(change.userId))
}

function dueOf(record: { dueAt: number | null } | null | undefined): number | null {
  return record?.dueAt ?? null
}

/** Keys `[roomId, …]`: lists come after every text in the order of keys. */
function rangeOfRoom(roomId: string): IDBKeyRange {
  return IDBKeyRange.bound([roomId], [roomId, []])
}
