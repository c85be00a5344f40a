import type { Actor, CommandInput } from './commands'
import { putMember, putRoom, type Draft } from './draft'
import { UserRole } from './enums'
import { ConferenceInvitationError, InvitationErrorCode } from './errors'
import { endAll, endByEntering, requireRoom } from './invitation-rules'
import { EMPTY_ROOM_MS } from './limits'
import { roleOf, toUserInfo, type RoomRecord } from './records'

/** Creates a room with nobody inside; one's own existing room stays as it is. */
export function createRoom(
  draft: Draft,
  actor: Actor,
  { roomId, roomName, inviterRole }: CommandInput<'createRoom'>,
  now: number,
) {
  if (draft.room) {
    if (draft.room.owner.userId === actor.user.userId) return
    throw new ConferenceInvitationError(
      InvitationErrorCode.ROOM_ID_OCCUPIED,
      "this room id belongs to somebody else's room",
    )
  }
  putRoom(draft, {
    roomId,
    roomName,
    owner: actor.user,
    admins: [],
    inviterRole,
    createTime: now,
    memberCount: 0,
    // from the clock, so that it grows over a destroyed room of the same id
    revision: now,
    dueAt: now + EMPTY_ROOM_MS,
  })
}

/** Lets a device in, and ends what rings for its user in this room. */
export function enterRoom(draft: Draft, actor: Actor, now: number) {
  const { user, deviceId } = actor
  const room = requireRoom(draft)
  const member = draft.members.get(user.userId)
  if (member?.deviceIds.includes(deviceId)) return
  const deviceIds = [...(member?.deviceIds ?? []), deviceId]
  putMember(draft, room.roomId, user.userId, { roomId: room.roomId, user, deviceIds })
  if (member) return
  const entered = putRoom(
    draft,
    { ...room, memberCount: room.memberCount + 1, dueAt: null },
    { entered: [toUserInfo(room, user)] },
  )
  endByEntering(draft, entered, actor, now)
}

/** Lets a device out; its user has left when it was the last one. */
export function exitRoom(draft: Draft, { user, deviceId }: Actor, now: number) {
  const { room } = draft
  const member = draft.members.get(user.userId)
  if (!room || !member?.deviceIds.includes(deviceId)) return
  const deviceIds = member.deviceIds.filter((id) => id !== deviceId)
  if (deviceIds.length > 0) {
    putMember(draft, room.roomId, user.userId, { ...member, deviceIds })
    return
  }
  putMember(draft, room.roomId, user.userId, null)
  const memberCount = room.memberCount - 1
  const dueAt = memberCount === 0 ? now + EMPTY_ROOM_MS : null
  putRoom(draft, { ...room, memberCount, dueAt }, { left: [user.userId] })
}

/** Ends a room for everybody. */
export function destroyRoom(draft: Draft, actor: Actor, now: number) {
  const room = requireRoom(draft)
  requireOwner(room, actor)
  endRoom(draft, room, now)
}

/** Ends a room that nobody has come back to. */
export function expireRoom(draft: Draft, now: number) {
  const { room } = draft
  if (room && room.dueAt !== null && room.dueAt <= now) endRoom(draft, room, now)
}

/** Changes a member's role; role 0 hands the room over. */
export function changeUserRole(
  draft: Draft,
  actor: Actor,
  { userId, userRole }: CommandInput<'changeUserRole'>,
) {
  const room = requireRoom(draft)
  requireOwner(room, actor)
  const member = draft.members.get(userId)
  if (!member) {
    throw new ConferenceInvitationError(
      InvitationErrorCode.USER_NOT_IN_ROOM,
      'that person is not in the room',
    )
  }
  if (roleOf(room, userId) === userRole) return
  if (userId === actor.user.userId) {
    throw new ConferenceInvitationError(
      InvitationErrorCode.NEED_OWNER,
      'an owner gives the room away by making somebody else the owner',
    )
  }
  const admins = room.admins.filter((id) => id !== userId)
  if (userRole === UserRole.ADMINISTRATOR) admins.push(userId)
  const owner = userRole === UserRole.ROOM_OWNER ? member.user : room.owner
  const next = { ...room, admins, owner }
  const changed = owner === room.owner ? [member.user] : [member.user, actor.user]
  const inside = changed.filter((user) => draft.members.has(user.userId))
  putRoom(draft, next, { entered: inside.map((user) => toUserInfo(next, user)) })
}

function endRoom(draft: Draft, room: RoomRecord, now: number) {
  // By id: stores list members in orders of their own, and every backend tells the same.
  const left = [...draft.members.keys()].sort()
  endAll(draft, room, now)
  for (const userId of left) putMember(draft, room.roomId, userId, null)
  putRoom(draft, { ...room, memberCount: 0 }, { left, destroyed: true })
}

function requireOwner(room: RoomRecord, actor: Actor) {
  if (room.owner.userId === actor.user.userId) return
  throw new ConferenceInvitationError(InvitationErrorCode.NEED_OWNER, 'only the owner may do this')
}
