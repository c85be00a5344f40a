import type { Actor, CommandInput } from './commands'
import {
  deleteInvitation,
  putInvitation,
  removeInvitation,
  tellRoom,
  tellUser,
  type Draft,
} from './draft'
import { InvitationCode, InvitationEvent, InvitationStatus } from './enums'
import { ConferenceInvitationError, InvitationErrorCode } from './errors'
import { ACCEPTED_LINGER_MS } from './limits'
import type { Slice } from './ports'
import {
  roleOf,
  toInvitation,
  toProfileRecord,
  toRoomInfo,
  toUserInfo,
  type InvitationRecord,
  type RoomRecord,
} from './records'
import { UserRole } from './enums'

/** The room of a command; throws 100004 when there is none. */
export function requireRoom(draft: Draft): RoomRecord {
  if (draft.room) return draft.room
  throw new ConferenceInvitationError(InvitationErrorCode.ROOM_NOT_FOUND, 'there is no such room')
}

function requireInside(draft: Draft, actor: Actor) {
  if (draft.members.has(actor.user.userId)) return
  throw new ConferenceInvitationError(InvitationErrorCode.NOT_IN_ROOM, 'enter the room first')
}

/** Rings people; one code each. */
export function inviteUsers(
  draft: Draft,
  profiles: Slice['profiles'],
  actor: Actor,
  input: CommandInput<'inviteUsers'>,
  now: number,
): Array<[string, InvitationCode]> {
  const room = requireRoom(draft)
  requireInside(draft, actor)
  if (roleOf(room, actor.user.userId) > room.inviterRole) {
    throw new ConferenceInvitationError(
      InvitationErrorCode.NO_PERMISSION,
      'this room does not let you invite',
    )
  }
  const { timeout, extensionInfo, silent = false } = input
  const expiresAt = timeout === 0 ? null : now + timeout * 1_000
  const ring = {
    expiresAt,
    dueAt: expiresAt,
    extensionInfo,
    createdAt: now,
    reason: null,
    reply: '',
    ...(silent && { silent }),
  }

  return [...new Set(input.userIdList)].map((userId, place) => {
    const known = draft.invitations.get(userId)
    if (draft.members.has(userId)) return [userId, InvitationCode.ALREADY_IN_CONFERENCE]
    if (known && isOpen(known)) return [userId, InvitationCode.ALREADY_IN_INVITATION_LIST]

    const isNew = !known || known.status === InvitationStatus.NONE
    const record = putInvitation(
      draft,
      {
        roomId: room.roomId,
        addedAt: isNew ? now : known.addedAt,
        place: isNew ? place : known.place,
        updatedAt: now,
        revision: 0,
        ...ring,
        invitee: profiles.get(userId) ?? toProfileRecord({ userId }),
        inviter: actor.user,
        status: InvitationStatus.PENDING,
      },
      now,
    )
    const { onInvitationAdded, onInvitationStatusChanged, onReceiveInvitation } = InvitationEvent
    tellRoom(draft, room, record, isNew ? onInvitationAdded : onInvitationStatusChanged)
    tellUser(draft, userId, {
      name: onReceiveInvitation,
      payload: { ...noticeOf(room, record), extensionInfo },
    })
    return [userId, InvitationCode.SUCCESS]
  })
}

/** Takes calls back: all that are asked for, or none. */
export function cancelInvitation(
  draft: Draft,
  actor: Actor,
  { userIdList, seen }: CommandInput<'cancelInvitation'>,
  now: number,
) {
  const room = requireRoom(draft)
  requireInside(draft, actor)
  const isAdmin = roleOf(room, actor.user.userId) <= UserRole.ADMINISTRATOR
  const records = [...new Set(userIdList)]
    .map((userId) => draft.invitations.get(userId))
    .filter((record) => record !== undefined)
    .filter((record) => isCancellable(record, seenOf(record, seen)))
  if (records.length === 0) throw nothingPending('nothing pending to cancel')
  if (!isAdmin && records.some(({ inviter }) => inviter.userId !== actor.user.userId)) {
    throw new ConferenceInvitationError(
      InvitationErrorCode.NEED_OWNER_OR_ADMIN,
      "only the owner or an administrator may cancel other people's invitations",
    )
  }
  for (const record of records) {
    const removed = removeInvitation(draft, room, record, now)
    if (record.status !== InvitationStatus.PENDING) continue
    const { invitee, inviter } = record
    if (inviter.userId === actor.user.userId) {
      tellUser(draft, invitee.userId, {
        name: InvitationEvent.onInvitationCancelled,
        payload: noticeOf(room, removed),
      })
    } else {
      const operateUser = toUserInfo(room, actor.user)
      const name = InvitationEvent.onInvitationRevokedByAdmin
      for (const { userId } of [invitee, inviter]) {
        tellUser(draft, userId, { name, payload: { ...noticeOf(room, removed), operateUser } })
      }
    }
  }
}

/** The invitee says yes. */
export function accept(draft: Draft, actor: Actor, now: number) {
  const room = requireRoom(draft)
  const pending = requirePending(draft, actor)
  const record = putInvitation(
    draft,
    { ...pending, status: InvitationStatus.ACCEPTED, dueAt: now + ACCEPTED_LINGER_MS },
    now,
  )
  tellRoom(draft, room, record, InvitationEvent.onInvitationStatusChanged)
  tellUser(draft, record.inviter.userId, {
    name: InvitationEvent.onInvitationAccepted,
    payload: noticeOf(room, record),
  })
  tellOtherDevices(draft, room, actor, true)
}

/** The invitee says no. */
export function reject(
  draft: Draft,
  actor: Actor,
  { reason, reply }: CommandInput<'reject'>,
  now: number,
) {
  const room = requireRoom(draft)
  const pending = requirePending(draft, actor)
  const record = putInvitation(
    draft,
    { ...pending, status: InvitationStatus.REJECTED, dueAt: null, reason, reply },
    now,
  )
  tellRoom(draft, room, record, InvitationEvent.onInvitationStatusChanged)
  tellUser(draft, record.inviter.userId, {
    name: InvitationEvent.onInvitationRejected,
    payload: { ...noticeOf(room, record), reason },
  })
  tellOtherDevices(draft, room, actor, false)
}

/** The invitee is inside now, by whatever way: the row goes, and a ring with it. */
export function endByEntering(draft: Draft, room: RoomRecord, actor: Actor, now: number) {
  const record = draft.invitations.get(actor.user.userId)
  if (!record || record.status === InvitationStatus.NONE) return
  removeInvitation(draft, room, record, now)
  if (record.status === InvitationStatus.PENDING) tellOtherDevices(draft, room, actor, true)
}

/** The room ends: nobody goes on ringing, and the list is empty. */
export function endAll(draft: Draft, room: RoomRecord, now: number) {
  for (const record of [...draft.invitations.values()]) {
    if (record.status === InvitationStatus.PENDING) {
      const ended = putInvitation(draft, record, now)
      tellUser(draft, record.invitee.userId, {
        name: InvitationEvent.onInvitationCancelled,
        payload: noticeOf(room, ended),
      })
    }
    deleteInvitation(draft, record)
  }
}

/** Does to the records of a draft what time alone does. Harmless to repeat. */
export function expire(draft: Draft, now: number) {
  for (const record of [...draft.invitations.values()]) {
    if (record.dueAt === null || record.dueAt > now) continue
    const { room } = draft
    if (!room || record.status === InvitationStatus.NONE) deleteInvitation(draft, record)
    else if (record.status === InvitationStatus.PENDING) timeOut(draft, room, record, now)
    else removeInvitation(draft, room, record, now)
  }
}

function timeOut(draft: Draft, room: RoomRecord, pending: InvitationRecord, now: number) {
  const record = putInvitation(
    draft,
    { ...pending, status: InvitationStatus.TIMEOUT, dueAt: null },
    now,
  )
  tellRoom(draft, room, record, InvitationEvent.onInvitationStatusChanged)
  for (const { userId } of [record.invitee, record.inviter]) {
    tellUser(draft, userId, {
      name: InvitationEvent.onInvitationTimeout,
      payload: noticeOf(room, record),
    })
  }
}

/** What rings or is on the way: calling again changes nothing. */
function isOpen({ status }: InvitationRecord) {
  return status === InvitationStatus.PENDING || status === InvitationStatus.ACCEPTED
}

/** `seen` has only what was put in: people may be called `constructor` or `toString`. */
function seenOf({ invitee: { userId } }: InvitationRecord, seen: Record<string, number>) {
  return Object.hasOwn(seen, userId) ? seen[userId] : undefined
}

/** Accepted rows have been won by the invitee; others must not have moved on unseen. */
function isCancellable({ status, revision }: InvitationRecord, seen: number | undefined) {
  if (status === InvitationStatus.PENDING) return true
  const hasEnded = status === InvitationStatus.TIMEOUT || status === InvitationStatus.REJECTED
  return hasEnded && (seen === undefined || seen >= revision)
}

function requirePending(draft: Draft, actor: Actor): InvitationRecord {
  const record = draft.invitations.get(actor.user.userId)
  if (record?.status === InvitationStatus.PENDING) return record
  throw nothingPending('nothing pending to answer')
}

function nothingPending(message: string) {
  return new ConferenceInvitationError(InvitationErrorCode.NOTHING_PENDING, message)
}

function noticeOf(room: RoomRecord, record: InvitationRecord) {
  return { roomInfo: toRoomInfo(room), invitation: toInvitation(room, record) }
}

function tellOtherDevices(draft: Draft, room: RoomRecord, actor: Actor, accepted: boolean) {
  tellUser(
    draft,
    actor.user.userId,
    {
      name: InvitationEvent.onInvitationHandledByOtherDevice,
      payload: { roomInfo: toRoomInfo(room), accepted },
    },
    actor.deviceId,
  )
}
