import { createEmitter } from './emitter'
import { UserRole } from './enums'
import { ConferenceInvitationError, InvitationErrorCode } from './errors'
import { defer, reportListenerError } from './host'
import { createManager, listNoticeOf } from './manager'
import { createRoomMirror } from './room-mirror'
import type { Connection, Message } from './ports'
import type {
  InvitationEventPayloads,
  ReceivedInvitation,
  RoomEngine,
  RoomSnapshot,
  UserInfo,
} from './types'
import { assertOptions } from './validate'

/**
 * One device of one user over any connection: the room that it is in, and its invitation manager.
 * What rings for the user is delivered in a later task and again after each reconnect.
 */
export function createRoomEngine(connection: Connection): RoomEngine {
  const { user, deviceId } = connection
  const emitter = createEmitter<InvitationEventPayloads & { room: RoomSnapshot | null }>(
    reportListenerError,
  )
  const { manager, noteSeen, forgetSeen } = createManager(connection, emitter)
  const room = createRoomMirror(
    (roomId) => connection.call('getRoom', { roomId }),
    (snapshot) => emitter.emit('room', snapshot),
  )
  /** Revision of what rang since the connection is up, by room: it rings once, by whichever way it came. */
  const rung = new Map<string, number>()
  let closing: Promise<void> | null = null

  const offs = [
    connection.onMessage(receive),
    connection.onStatusChange((status) => {
      if (status === 'online') void resume()
      else rung.clear()
    }),
  ]
  defer(() => void deliverPending())

  function receive(message: Message) {
    if (!isAddressed(message)) return
    if (message.name === 'roomChanged') {
      room.apply(message.payload)
      return
    }
    const notice = listNoticeOf(message.name, message.payload)
    if (notice) noteSeen(notice.roomId, notice.invitation)
    if (message.name === 'onReceiveInvitation') ring(message.payload)
    else emitter.emit(message.name, message.payload)
  }

  function isAddressed({ to }: Message) {
    if (to.kind === 'room') return to.roomId === room.roomId
    return to.userId === user.userId && to.exceptDeviceId !== deviceId
  }

  function ring(received: ReceivedInvitation) {
    const { roomId } = received.roomInfo
    const { revision = 0 } = received.invitation
    if (revision > 0 && rung.get(roomId) === revision) return
    rung.set(roomId, revision)
    emitter.emit('onReceiveInvitation', received)
  }

  async function deliverPending() {
    if (closing) return
    try {
      const pending = await connection.call('getPendingInvitations', {})
      for (const received of pending) ring(received)
    } catch {
      // the connection went away; the next one delivers
    }
  }

  async function resume() {
    await Promise.all([room.refresh().catch(() => {}), deliverPending()])
  }

  async function enterRoom(options: { roomId: string }) {
    assertOptions(options)
    const { roomId } = options
    if (room.roomId !== null && room.roomId !== roomId) {
      // a room that cannot be entered is no reason to leave the present one
      await connection.call('getRoom', { roomId })
      await exitRoom()
    }
    // from now on, because events of the room may overtake the answer
    room.open(roomId)
    try {
      await connection.call('enterRoom', { roomId })
      return await room.refresh()
    } catch (error) {
      if (!room.snapshot) room.close()
      throw error
    }
  }

  async function exitRoom() {
    const { roomId } = room
    if (roomId === null) return
    await connection.call('exitRoom', { roomId })
    leave(roomId)
  }

  async function destroyRoom() {
    const roomId = requireRoomId()
    await connection.call('destroyRoom', { roomId })
    leave(roomId)
  }

  function leave(roomId: string) {
    if (room.roomId === roomId) room.close()
    forgetSeen()
  }

  function requireRoomId(): string {
    if (room.roomId !== null) return room.roomId
    throw new ConferenceInvitationError(InvitationErrorCode.NOT_IN_ROOM, 'enter the room first')
  }

  async function shutDown() {
    // a room that is left twice or a connection that is gone is no reason to stay open
    await exitRoom().catch(() => {})
    for (const off of offs) off()
    room.close()
    await connection.close()
    emitter.clear()
  }

  return {
    get user(): UserInfo {
      const inside = room.snapshot?.members.find(({ userId }) => userId === user.userId)
      return inside ?? { ...user, userRole: UserRole.GENERAL_USER }
    },
    get roomInfo() {
      return room.snapshot?.roomInfo ?? null
    },
    get members() {
      return room.snapshot?.members ?? []
    },
    get status() {
      return connection.status
    },
    get storage() {
      return connection.storage
    },
    async createRoom(options) {
      assertOptions(options)
      const { roomId, roomName = roomId, inviterRole = UserRole.GENERAL_USER } = options
      return connection.call('createRoom', { roomId, roomName, inviterRole })
    },
    enterRoom,
    exitRoom,
    destroyRoom,
    async changeUserRole(options) {
      assertOptions(options)
      const { userId, userRole } = options
      return connection.call('changeUserRole', { roomId: requireRoomId(), userId, userRole })
    },
    getConferenceInvitationManager: () => manager,
    onRoomChange: (listener) => emitter.on('room', listener),
    onStatusChange: (listener) => connection.onStatusChange(listener),
    close: () => (closing ??= shutDown()),
  }
}
