import type { InvitationContext } from '../context'
import { InvitationRejectedReason } from '../manager/enums'
import { InvitationErrorCode, isConferenceInvitationError } from '../manager/errors'
import type {
  ConferenceInvitationManager,
  Invitation,
  Off,
  ReceivedInvitation,
  RoomInfo,
} from '../manager/types'
import { createAnswers } from './answers'
import { shareIgnoredRings } from './ignored-rings'
import {
  bury,
  callOf,
  dismiss,
  dismissMissed,
  endCall,
  endUnlisted,
  expireCalls,
  isBuried,
  isExpired,
  miss,
  noCalls,
  receive,
  setPhase,
  type CallEnd,
  type IncomingState,
} from './incoming-calls'
import { momentOf } from './incoming-policy'
import { mirrored } from './mirrored'
import type { EndedInvitation, IncomingInvitation, MissedInvitation } from './types'

/** What calls this person: follows the events, guards the deadlines, and carries the answers. */
export function createIncoming(context: InvitationContext) {
  const { clock, reportError } = context
  const incoming = mirrored<readonly IncomingInvitation[]>([])
  const ended = mirrored<readonly EndedInvitation[]>([])
  const missed = mirrored<readonly MissedInvitation[]>([])

  const ignored = shareIgnoredRings(context)
  let state: IncomingState = noCalls
  let manager: ConferenceInvitationManager | null = null
  let stopWaiting: Off = () => {}
  let survey: { touched: Set<string> } | null = null
  /** Rooms answered on another device before their call was seen here. */
  const unseenAnswers = new Set<string>()

  const answers = createAnswers(context, {
    manager: () => manager,
    callOf: (roomId) => callOf(state, roomId),
    setPhase: (roomId, phase, error) => write(setPhase(state, roomId, phase, error)),
    end: (roomId, cause) => end(roomId, { cause }),
  })

  function write(next: IncomingState) {
    if (next === state) return
    state = next
    incoming.write(next.ringing)
    ended.write(next.ended)
    missed.write(next.missed)
    guardDeadlines()
  }

  /** A call ends at its deadline here, whatever the backend says and when. */
  function guardDeadlines() {
    stopWaiting()
    const times = state.ringing
      .filter(({ phase }) => phase === 'ringing')
      .map(({ invitation }) => invitation.expiresAt ?? Infinity)
    const next = Math.min(...times)
    if (next === Infinity) stopWaiting = () => {}
    else stopWaiting = clock.at(next, () => write(expireCalls(state, clock.read())))
  }

  /** Starts over with another backend or user, or with none. */
  function open(next: ConferenceInvitationManager | null) {
    manager = next
    survey = null
    unseenAnswers.clear()
    answers.clear()
    // counting goes on, so that no two rings ever have the same key
    write({ ...noCalls, count: state.count })
  }

  function ring(received: ReceivedInvitation) {
    const { roomId } = received.roomInfo
    survey?.touched.add(roomId)
    if (context.currentRoom.value?.roomId === roomId) return
    if (unseenAnswers.has(roomId) && manager?.getPendingInvitations) {
      // the answer may be newer than this ring: only the backend can tell
      void takeSurvey()
      return
    }
    unseenAnswers.delete(roomId)
    const moment = momentOf(context, state, received, ignored)
    if (moment === 'reject') void rejectAsBusy(received)
    else write(receive(state, received, { now: clock.read(), isSilent: moment === 'silent' }))
  }

  async function rejectAsBusy({ roomInfo, invitation }: ReceivedInvitation) {
    const { roomId } = roomInfo
    const now = clock.read()
    if (isBuried(state, roomId, invitation) || isExpired(invitation, now)) return
    const end: CallEnd = { cause: 'missed', now, notice: { roomInfo, invitation } }
    write(miss(bury(state, roomId, invitation, false), end))
    try {
      await manager?.reject({ roomId, reason: InvitationRejectedReason.IN_OTHER_CONFERENCE })
    } catch (error) {
      if (!isConferenceInvitationError(error, InvitationErrorCode.NOTHING_PENDING)) {
        reportError(error, 'policy.reject')
      }
    }
  }

  function end(roomId: string, call: Omit<CallEnd, 'now'>) {
    survey?.touched.add(roomId)
    write(endCall(state, roomId, { ...call, now: clock.read() }))
  }

  function handledElsewhere({ roomId }: RoomInfo, accepted: boolean) {
    if (!callOf(state, roomId)) unseenAnswers.add(roomId)
    end(roomId, { cause: accepted ? 'answeredElsewhere' : 'declinedElsewhere' })
  }

  /** This device is in that room now, by whatever way. */
  function enter(roomId: string) {
    const call = callOf(state, roomId)
    if (call) end(roomId, { cause: call.phase === 'ringing' ? 'entered' : 'accepted' })
  }

  /** Asks the backend for everything that rings; what it does not name is over. */
  async function takeSurvey(): Promise<void> {
    const asked = manager
    if (!asked?.getPendingInvitations) return
    const own = (survey = { touched: new Set<string>() })
    unseenAnswers.clear()
    try {
      const pending = await asked.getPendingInvitations()
      if (survey !== own) return
      survey = null
      for (const received of pending) {
        if (!own.touched.has(received.roomInfo.roomId)) ring(received)
      }
      const listed = new Set(pending.map(({ roomInfo }) => roomInfo.roomId))
      write(endUnlisted(state, listed, own.touched, clock.read()))
    } catch (error) {
      if (survey !== own) return
      survey = null
      const isOffline = isConferenceInvitationError(error, InvitationErrorCode.CONNECTION_LOST)
      // the next connection asks again
      if (!isOffline) reportError(error, 'getPendingInvitations')
    }
  }

  return {
    incoming: incoming.state,
    ended: ended.state,
    missed: missed.state,
    open,
    ring,
    end: (roomInfo: RoomInfo, invitation: Invitation, call: Omit<CallEnd, 'now' | 'notice'>) =>
      end(roomInfo.roomId, { ...call, notice: { roomInfo, invitation } }),
    handledElsewhere,
    enter,
    takeSurvey,
    accept: answers.accept,
    reject: answers.reject,
    retryJoin: answers.retryJoin,
    dismissEnded: (roomId: string) => write(dismiss(state, roomId, clock.read())),
    dismissMissed: (roomId: string) => write(dismissMissed(state, roomId)),
  }
}
