import { InvitationStatus } from '../../manager/enums'
import type { Clock } from '../../manager/ports'
import type { Invitation, InvitationListNotice, InviteUsersOptions, Off } from '../../manager/types'
import { createRingBook } from './ring-book'

/**
 * How long the room's list may take to show what a call did, in milliseconds. What shows later is
 * somebody else's call: an event does not say whose it is.
 */
const ECHO_MS = 10_000

/** How far before its deadline a ring may be called timed out; earlier it is about a ring before. */
const EARLY_MS = 1_000

/** How long after the deadline the SDK's server may still list a ring as pending, in milliseconds. */
const LATE_MS = 10_000

/** What a call of this device adds to the row that it makes. */
type Addition = Pick<Invitation, 'extensionInfo' | 'silent'> & {
  createdAt: number
  expiresAt: number | null
}

interface OutgoingRing extends Addition {
  notice: InvitationListNotice
}

/** Says that a call does not make these people ring, whatever the list shows. */
export type GiveUp = (userIds: Iterable<string>) => void

/** Calls that this device made. */
export interface Outgoing {
  /** A call is about to be sent; only a list event then shows for whom it rings. */
  begin(options: Required<InviteUsersOptions>): GiveUp
  /** Takes a row from a list event and adds what is known of it; `null` for what is known already. */
  notePut(notice: InvitationListNotice): InvitationListNotice | null
  noteRemoved(notice: InvitationListNotice): void
  /** Adds what is known to a row from a page. */
  complete(roomId: string, invitation: Invitation): Invitation
  /** The ring is over by anything but its deadline. */
  end(roomId: string, userId: string): void
  /** Whether this device runs the deadline, so that the SDK's own time-out says nothing new. */
  knows(roomId: string, userId: string): boolean
  clear(): void
}

/** Creates {@link Outgoing}; `onTimeout` is called once for each ring that reaches its deadline. */
export function createOutgoing(
  clock: Clock,
  onTimeout: (notice: InvitationListNotice) => void,
): Outgoing {
  const rings = createRingBook<OutgoingRing>(clock, expire)
  /** Sent, and not yet seen in the list. */
  const sent = new Map<string, Addition>()
  const timers = new Set<Off>()

  function begin({
    roomId,
    userIdList,
    timeout,
    extensionInfo,
    silent,
  }: Required<InviteUsersOptions>) {
    const createdAt = clock.now()
    const expiresAt = timeout === 0 ? null : createdAt + timeout * 1_000
    const addition = { createdAt, expiresAt, extensionInfo, ...(silent ? { silent } : {}) }
    for (const userId of userIdList) sent.set(keyOf(roomId, userId), addition)

    function giveUp(userIds: Iterable<string>) {
      for (const userId of userIds) {
        const key = keyOf(roomId, userId)
        // another call may have followed
        if (sent.get(key) === addition) sent.delete(key)
      }
    }

    const stopTimer = clock.setTimer(() => {
      timers.delete(stopTimer)
      giveUp(userIdList)
    }, ECHO_MS)
    timers.add(stopTimer)
    return giveUp
  }

  function notePut(notice: InvitationListNotice): InvitationListNotice | null {
    const { roomId, invitation } = notice
    const key = keyOf(roomId, invitation.invitee.userId)
    if (invitation.status === InvitationStatus.PENDING) return notePending(key, notice)
    if (invitation.status === InvitationStatus.TIMEOUT) return noteTimeout(key, notice)
    rings.end(key)
    return notice
  }

  function notePending(key: string, notice: InvitationListNotice): InvitationListNotice {
    const addition = sent.get(key)
    if (addition) {
      sent.delete(key)
      const completed = { ...notice, invitation: { ...notice.invitation, ...addition } }
      rings.start(key, { ...addition, notice: completed })
      return completed
    }
    if (!isMine(key, notice.invitation) || !rings.isPending(key)) {
      // somebody else rings them now
      rings.forget(key)
      return notice
    }
    return { ...notice, invitation: complete(notice.roomId, notice.invitation) }
  }

  function noteTimeout(key: string, notice: InvitationListNotice): InvitationListNotice | null {
    const ring = rings.get(key)
    if (!ring) return notice
    const { expiresAt } = ring
    const isDue = expiresAt !== null && expiresAt - EARLY_MS <= clock.now()
    if (rings.isPending(key)) {
      if (isDue) expire(key, ring)
      return null
    }
    return ring.notice.invitation.status === InvitationStatus.TIMEOUT ? null : notice
  }

  function expire(key: string, ring: OutgoingRing) {
    rings.end(key)
    const updatedAt = clock.now()
    const status = InvitationStatus.TIMEOUT
    ring.notice = { ...ring.notice, invitation: { ...ring.notice.invitation, status, updatedAt } }
    onTimeout(ring.notice)
  }

  function complete(roomId: string, invitation: Invitation): Invitation {
    const key = keyOf(roomId, invitation.invitee.userId)
    const ring = rings.get(key)
    if (!ring || invitation.status !== InvitationStatus.PENDING || !isMine(key, invitation)) {
      return invitation
    }
    const known = ring.notice.invitation
    const { createdAt, expiresAt, extensionInfo, silent } = known
    const addition = { createdAt, expiresAt, extensionInfo, ...(silent ? { silent } : {}) }
    if (rings.isPending(key)) return { ...invitation, ...addition }
    const isLate = typeof expiresAt === 'number' && clock.now() < expiresAt + LATE_MS
    return known.status === InvitationStatus.TIMEOUT && isLate
      ? { ...invitation, ...addition, status: known.status }
      : invitation
  }

  function isMine(key: string, { inviter }: Invitation): boolean {
    return rings.get(key)?.notice.invitation.inviter.userId === inviter.userId
  }

  return {
    begin,
    notePut,
    noteRemoved: ({ roomId, invitation }) => rings.end(keyOf(roomId, invitation.invitee.userId)),
    complete,
    end: (roomId, userId) => rings.end(keyOf(roomId, userId)),
    knows: (roomId, userId) => rings.get(keyOf(roomId, userId)) !== undefined,
    clear() {
      rings.clear()
      sent.clear()
      for (const stopTimer of timers) stopTimer()
      timers.clear()
    },
  }
}

function keyOf(roomId: string, userId: string) {
  return `${roomId}\n${userId}`
}
