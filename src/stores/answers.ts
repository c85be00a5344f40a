import type { InvitationContext } from '../context'
import { InvitationErrorCode, isConferenceInvitationError } from '../manager/errors'
import type { ConferenceInvitationManager } from '../manager/types'
import { nothingRings } from './require-source'
import type { EndedCause, IncomingInvitation, RejectOptions } from './types'

/** What answering needs of the calls. */
export interface AnswerHost {
  manager(): ConferenceInvitationManager | null
  callOf(roomId: string): IncomingInvitation | undefined
  setPhase(roomId: string, phase: IncomingInvitation['phase'], error?: unknown): void
  end(roomId: string, cause: EndedCause): void
}

/** Creates the ways to answer a call: one answer for each room at a time. */
export function createAnswers(
  {
    clock,
    currentRoom,
    onJoin,
    reportError,
  }: Pick<InvitationContext, 'clock' | 'currentRoom' | 'onJoin' | 'reportError'>,
  host: AnswerHost,
) {
  let underWay = new Map<string, Promise<void>>()

  /** A second click gets the first one's promise. */
  function once(roomId: string, answer: (call: IncomingInvitation) => Promise<void>) {
    const known = underWay.get(roomId)
    if (known) return known
    const call = host.callOf(roomId)
    if (!call) return Promise.reject(nothingRings(roomId))
    const promise = answer(call).finally(() => {
      if (underWay.get(roomId) === promise) underWay.delete(roomId)
    })
    underWay.set(roomId, promise)
    return promise
  }

  function accept(roomId: string): Promise<void> {
    return once(roomId, async (call) => {
      if (call.phase === 'joinFailed') return join(call)
      const session = underWay
      await tell(call, 'accepting', (manager) => manager.accept({ roomId }))
      // somebody else uses this device now
      if (session !== underWay) throw nothingRings(roomId)
      return join(call)
    })
  }

  function reject(roomId: string, options: RejectOptions = {}): Promise<void> {
    return once(roomId, async (call) => {
      await tell(call, 'declining', (manager) => manager.reject({ roomId, ...options }))
      if (isSameRing(call)) host.end(roomId, 'declined')
    })
  }

  function retryJoin(roomId: string): Promise<void> {
    return once(roomId, async (call) => {
      if (call.phase !== 'joinFailed') throw nothingRings(roomId)
      return join(call)
    })
  }

  /** Gives the answer to the backend; when that fails, the card rings on with the error. */
  async function tell(
    call: IncomingInvitation,
    phase: 'accepting' | 'declining',
    send: (manager: ConferenceInvitationManager) => Promise<void>,
  ) {
    const { roomId } = call
    const manager = host.manager()
    if (!manager || call.phase !== 'ringing') throw nothingRings(roomId)
    host.setPhase(roomId, phase)
    try {
      await send(manager)
    } catch (error) {
      if (isSameRing(call)) failAnswer(call, error)
      throw error
    }
  }

  function failAnswer({ roomId, invitation }: IncomingInvitation, error: unknown) {
    if (!isConferenceInvitationError(error, InvitationErrorCode.NOTHING_PENDING)) {
      host.setPhase(roomId, 'ringing', error)
      return
    }
    const isOver = (invitation.expiresAt ?? Infinity) <= clock.read()
    host.end(roomId, isOver ? 'missed' : 'gone')
  }

  async function join(call: IncomingInvitation) {
    const { roomId, roomInfo, invitation } = call
    if (currentRoom.value?.roomId === roomId) return
    if (isSameRing(call)) host.setPhase(roomId, 'joining')
    try {
      await onJoin(roomInfo, invitation)
    } catch (error) {
      if (isSameRing(call)) host.setPhase(roomId, 'joinFailed', error)
      // its card is gone: this device is in the room, or somebody else uses it now
      else reportError(error, 'onJoin')
      throw error
    }
    if (isSameRing(call)) host.end(roomId, 'accepted')
  }

  /** Whether a call is still the one that was answered. */
  function isSameRing({ roomId, key }: IncomingInvitation) {
    return host.callOf(roomId)?.key === key
  }

  /** Lets go of the answers of the person before. */
  function clear() {
    underWay = new Map()
  }

  return { accept, reject, retryJoin, clear }
}
