import { InvitationStatus } from '../../../src/manager/enums'
import type { ServerAnswer, ServerNotice, ServerRequest } from './messages'

/** How the server reaches the devices of a person. */
export type Notify = (userId: string, notice: ServerNotice) => void

interface Row {
  inviter: string
  invitee: string
  status: InvitationStatus
  timeoutMs: number
}

interface Room {
  roomId: string
  ownerId: string
  members: Set<string>
  rows: Map<string, Row>
}

const NO_SUCH_ROOM = { code: 100_004, message: 'no such room' }
const NOTHING_PENDING = { code: 100_005, message: 'nothing to answer' }
const OP = { added: 1, removed: 2, changed: 3 }
const CANCELLED = 1
const REVOKED = 3

/**
 * Stands in for the server of the SDK: it keeps rooms and invitations and tells those concerned, in the
 * messages that the SDK understands. It knows no deadline: the SDK's own clock ends rings.
 */
export function createRoomServer(notify: Notify) {
  const rooms = new Map<string, Room>()

  function roomOf(roomId: string): Room {
    const room = rooms.get(roomId)
    if (!room) throw new Error(`the test has no room ${roomId}`)
    return room
  }

  const commands: Record<string, (room: Room, request: ServerRequest) => ServerAnswer> = {
    enter_room(room, { userId }) {
      if (room.rows.delete(userId)) tellList(room, OP.removed, [rowOf(room.ownerId, userId)])
      room.members.add(userId)
      return { body: { RoomInfo: infoOf(room), SelfInfo: {}, MemberInfo: {} } }
    },
    leave_room(room, { userId }) {
      room.members.delete(userId)
      return { body: {} }
    },
    invite_to_join_room(room, { userId, body }) {
      const answer = (body.ToList_Account as string[]).map((invitee) => {
        const code = room.members.has(invitee) ? 2 : isPending(room, invitee) ? 1 : 0
        return { ...toWire(rowOf(userId, invitee)), Code: code, ResultCode: code, Result: code }
      })
      for (const { To_Account: invitee, Code } of answer) {
        if (Code === 0) ring(room, rowOf(userId, invitee, body.Timeout as number), body)
      }
      return { body: { UserList: answer } }
    },
    cancel_join_room_invitation(room, { userId, body }) {
      for (const invitee of body.ToList_Account as string[]) {
        const row = room.rows.get(invitee)
        if (!row) continue
        const isRevoked = row.inviter !== userId
        if (isRevoked && room.ownerId !== userId) return { code: 100_006, message: 'not allowed' }
        room.rows.delete(invitee)
        tellList(room, OP.removed, [row])
        const data = { ...noticeOf(room, row, userId), Reason: isRevoked ? REVOKED : CANCELLED }
        for (const person of isRevoked ? [invitee, row.inviter] : [invitee]) {
          tell(person, room, 'join_room_invitation_cancelled_notify', data)
        }
      }
      return { body: {} }
    },
    handle_join_room_invitation(room, { userId, body }) {
      const row = room.rows.get(userId)
      if (row?.status !== InvitationStatus.PENDING) return NOTHING_PENDING
      const { OpType, Reason } = body
      row.status = OpType === 1 ? InvitationStatus.ACCEPTED : InvitationStatus.REJECTED
      tellList(room, OP.changed, [row])
      const data = { ...noticeOf(room, row, userId), OpType, Reason }
      tell(row.inviter, room, 'join_room_invitation_handled_notify', data)
      tell(userId, room, 'join_room_invitation_handled_report', data)
      return { body: {} }
    },
    get_join_room_invitation_list(room, { body }) {
      const from = Number(body.Next)
      const until = from + Number(body.Count)
      const rows = [...room.rows.values()]
      const next = until < rows.length ? String(until) : ''
      return { body: { Next: next, UserList: rows.slice(from, until).map(toWire) } }
    },
  }

  function ring(room: Room, row: Row, { ExtensionInfo }: Record<string, unknown>) {
    const op = room.rows.has(row.invitee) ? OP.changed : OP.added
    room.rows.set(row.invitee, row)
    tellList(room, op, [row])
    const data = { ...noticeOf(room, row, row.inviter), ExtensionInfo }
    tell(row.invitee, room, 'join_room_invitation_notify', data)
  }

  function tellList(room: Room, op: number, rows: Row[]) {
    const data = { RoomId: room.roomId, OpType: op, UserList: rows.map(toWire) }
    for (const userId of room.members)
      tell(userId, room, 'join_room_invitation_changed_notify', data)
  }

  function tell(userId: string, { roomId }: Room, name: string, data: object) {
    notify(userId, { command: `room_engine_srv.${name}`, roomId, data })
  }

  return {
    createRoom(roomId: string, ownerId: string) {
      rooms.set(roomId, { roomId, ownerId, members: new Set(), rows: new Map() })
    },
    answer(request: ServerRequest): ServerAnswer {
      const command = commands[request.command.replace('room_engine_srv.', '')]
      if (!command) return { body: {} }
      const room = rooms.get(request.roomId)
      return room ? command(room, request) : NO_SUCH_ROOM
    },
    /** Forgets a row without a word, as a server does whose clock has run out. */
    forget(roomId: string, invitee: string) {
      roomOf(roomId).rows.delete(invitee)
    },
    /** Tells an invitee again what rings, as after a lost acknowledgement; the text stays the same. */
    repeat(roomId: string, invitee: string, extensionInfo: string) {
      const room = roomOf(roomId)
      const row = room.rows.get(invitee)!
      const data = { ...noticeOf(room, row, row.inviter), ExtensionInfo: extensionInfo }
      tell(invitee, room, 'join_room_invitation_notify', data)
    },
    /** Lets somebody else ring a person who rings already. */
    ringAgain(roomId: string, inviter: string, invitee: string, extensionInfo: string) {
      const row = rowOf(inviter, invitee, 60_000)
      ring(roomOf(roomId), row, { ExtensionInfo: extensionInfo })
    },
  }
}

function isPending({ rows }: Room, invitee: string): boolean {
  return rows.get(invitee)?.status === InvitationStatus.PENDING
}

function rowOf(inviter: string, invitee: string, timeoutMs = 0): Row {
  return { inviter, invitee, status: InvitationStatus.PENDING, timeoutMs }
}

function infoOf({ roomId, ownerId, members }: Room) {
  return {
    RoomId: roomId,
    RoomName: `Room ${roomId}`,
    RoomType: 'Conference',
    Owner_Account: ownerId,
    MemberCount: members.size,
    CreateTime: 1_700_000_000,
  }
}

/** A row as answers and list notices carry it. */
function toWire({ inviter, invitee, status }: Row) {
  return {
    From_Account: inviter,
    Operator_Account: inviter,
    To_Account: invitee,
    Member_Account: invitee,
    User_Account: invitee,
    Status: status,
  }
}

/** What every notice to one person carries. */
function noticeOf(room: Room, { inviter, invitee, timeoutMs }: Row, operator: string) {
  return {
    From_Account: inviter,
    To_Account: invitee,
    ToList_Account: [invitee],
    Operator_Account: operator,
    Member_Account: invitee,
    User_Account: invitee,
    MemberList_Account: [invitee],
    Timeout: timeoutMs,
    ExtensionInfo: '',
    IsTimeout: false,
    RoomInfo: infoOf(room),
  }
}
