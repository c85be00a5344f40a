import { InvitationStatus, type InvitationEvent } from '../../manager/enums'
import { ConferenceInvitationError, InvitationErrorCode } from '../../manager/errors'
import type { Clock } from '../../manager/ports'
import type { Invitation, InvitationNotice, ReceivedInvitation } from '../../manager/types'
import { openEnvelope } from './envelope'
import { createRingBook } from './ring-book'

interface IncomingRing extends InvitationNotice {
  createdAt: number
  expiresAt: number | null | undefined
  /** Tells one call of an inviter from their next; missing with clients that have no envelope. */
  sentAt: number | undefined
  /** The event that ended it, or this device's own answer. */
  endedBy: InvitationEvent | 'answer' | null
}

const HANDLED = 'onInvitationHandledByOtherDevice'

/** What calls this person: one ring for each room. */
export interface Incoming {
  /** Takes a call; `null` when it is one that is known already. */
  receive(received: ReceivedInvitation): ReceivedInvitation | null
  /**
   * An event ended what rings for a person, by default for whoever it rings; `false` when the same event
   * did so before.
   */
  end(roomId: string, eventName: InvitationEvent, userId?: string): boolean
  /**
   * Another device answered, or it is the echo of an answer of this one; `tell` is called if it was another,
   * as soon as that is known.
   */
  noteHandled(roomId: string, tell: () => void): void
  /** The invitee's row left the list or no longer rings, so the ring is over here too. */
  noteRow(roomId: string, invitation: Invitation, isRemoved: boolean): void
  /** Sends an answer, which may take several attempts. */
  answer(roomId: string, send: () => Promise<void>): Promise<void>
  /** Throws -2311 when the deadline has passed. */
  assertInTime(roomId: string): void
  /** Whether this device runs the deadline, so that the SDK's own time-out says nothing new. */
  knows(roomId: string, userId: string): boolean
  clear(): void
}

/** Creates {@link Incoming}; `onTimeout` is called once for each ring that reaches its deadline. */
export function createIncoming(
  clock: Clock,
  onTimeout: (notice: InvitationNotice) => void,
): Incoming {
  const rings = createRingBook<IncomingRing>(clock, (roomId, ring) => {
    if (!answering.has(roomId)) expire(roomId, ring)
  })
  /** Rooms with answers under way: until these are known, the deadline does not end the ring. */
  const answering = new Map<string, number>()
  /** What waits for these answers, because it may be their echo. */
  const echoes = new Map<string, () => void>()

  function receive({ roomInfo, invitation, extensionInfo }: ReceivedInvitation) {
    const { roomId } = roomInfo
    const envelope = openEnvelope(extensionInfo)
    const text = envelope ? envelope.text : extensionInfo
    const now = clock.now()
    const known = rings.get(roomId)
    const isSame = known?.invitation.invitee.userId === invitation.invitee.userId
    const isSameInviter = known?.invitation.inviter.userId === invitation.inviter.userId
    if (isSame && isSameInviter && envelope && known.sentAt === envelope.sentAt) return null

    // a second inviter joins the ring, the first one's deadline counts: as the SDK's server has it
    const joins = isSame && !isSameInviter && rings.isPending(roomId) && !hasPassed(known)
    const ends = envelope && (envelope.timeout === 0 ? null : now + envelope.timeout * 1_000)
    const expiresAt = joins ? known.expiresAt : envelope ? ends : undefined
    const createdAt = joins ? known.createdAt : now
    const completed: Invitation = {
      ...invitation,
      createdAt,
      extensionInfo: text,
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(envelope?.silent ? { silent: true } : {}),
    }
    const ring: IncomingRing = {
      roomInfo,
      invitation: completed,
      createdAt,
      expiresAt,
      sentAt: envelope?.sentAt,
      endedBy: null,
    }
    rings.start(roomId, ring)
    return { roomInfo, invitation: completed, extensionInfo: text }
  }

  function end(roomId: string, eventName: InvitationEvent, userId?: string): boolean {
    const ring = rings.get(roomId)
    const isAbout = userId === undefined || ring?.invitation.invitee.userId === userId
    if (!ring || !isAbout) return true
    const isRepeated = ring.endedBy === eventName
    ring.endedBy = eventName
    rings.end(roomId)
    return !isRepeated
  }

  function noteHandled(roomId: string, tell: () => void) {
    if (answering.has(roomId)) echoes.set(roomId, tell)
    else if (rings.get(roomId)?.endedBy !== 'answer' && end(roomId, HANDLED)) tell()
  }

  function noteRow(roomId: string, { invitee, status }: Invitation, isRemoved: boolean) {
    const isPending = status === InvitationStatus.PENDING && !isRemoved
    if (knows(roomId, invitee.userId) && !isPending) rings.end(roomId)
  }

  function expire(roomId: string, ring: IncomingRing) {
    rings.end(roomId)
    ring.endedBy = 'onInvitationTimeout'
    const { roomInfo, invitation } = ring
    const status = InvitationStatus.TIMEOUT
    onTimeout({ roomInfo, invitation: { ...invitation, status, updatedAt: clock.now() } })
  }

  async function answer(roomId: string, send: () => Promise<void>) {
    answering.set(roomId, (answering.get(roomId) ?? 0) + 1)
    try {
      await send()
      noteAnswered(roomId)
    } finally {
      const left = (answering.get(roomId) ?? 1) - 1
      if (left > 0) answering.set(roomId, left)
      else finishAnswers(roomId)
    }
  }

  function noteAnswered(roomId: string) {
    const ring = rings.get(roomId)
    if (ring) ring.endedBy = 'answer'
    rings.end(roomId)
    echoes.delete(roomId)
  }

  /** What waited for the last answer to fail happens now. */
  function finishAnswers(roomId: string) {
    answering.delete(roomId)
    const echo = echoes.get(roomId)
    echoes.delete(roomId)
    if (echo) noteHandled(roomId, echo)
    const ring = rings.get(roomId)
    if (ring && rings.isPending(roomId) && hasPassed(ring)) expire(roomId, ring)
  }

  function assertInTime(roomId: string) {
    const ring = rings.get(roomId)
    const isTooLate = rings.isPending(roomId)
      ? hasPassed(ring)
      : ring?.endedBy === 'onInvitationTimeout'
    if (!isTooLate) return
    throw new ConferenceInvitationError(
      InvitationErrorCode.NOTHING_PENDING,
      'the invitation has expired',
    )
  }

  function hasPassed(ring: IncomingRing | undefined): boolean {
    return typeof ring?.expiresAt === 'number' && ring.expiresAt <= clock.now()
  }

  function knows(roomId: string, userId: string): boolean {
    return rings.get(roomId)?.invitation.invitee.userId === userId
  }

  return {
    receive,
    end,
    noteHandled,
    noteRow,
    answer,
    assertInTime,
    knows: (roomId, userId) => knows(roomId, userId) && rings.get(roomId)?.expiresAt !== undefined,
    clear() {
      rings.clear()
      answering.clear()
      echoes.clear()
    },
  }
}
