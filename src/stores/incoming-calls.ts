import type { Invitation, ReceivedInvitation, RoomInfo, UserInfo } from '../manager/types'
import type { EndedCause, EndedInvitation, IncomingInvitation, MissedInvitation } from './types'

const MAX_ENDED = 20
const MAX_MISSED = 100
const MAX_GRAVES = 1_000

/** What is remembered of a room whose call is over, so that late messages do not make it ring again. */
export interface Grave {
  /** Newest revision that is over; missing where the backend has none. */
  revision?: number
  /** Whether this device noticed the deadline itself and the backend's word is still to come. */
  isTimeoutKnown: boolean
}

/** Everything that calls this person or did; never changed, only replaced. */
export interface IncomingState {
  /** What rings, newest first; one for each room. */
  ringing: readonly IncomingInvitation[]
  /** What has ended, newest first. */
  ended: readonly EndedInvitation[]
  /** What nobody answered, newest first; one for each room. */
  missed: readonly MissedInvitation[]
  graves: ReadonlyMap<string, Grave>
  /** How many calls have rung so far. */
  count: number
}

/** Why and when a call ended. */
export interface CallEnd {
  cause: EndedCause
  now: number
  /** Who ended it, where somebody did. */
  by?: UserInfo | null
  /** The invitation as the backend last showed it, where it did. */
  notice?: { roomInfo: RoomInfo; invitation: Invitation }
}

/** Nothing rings and nothing is remembered. */
export const noCalls: IncomingState = {
  ringing: [],
  ended: [],
  missed: [],
  graves: new Map(),
  count: 0,
}

/** The call into a room that rings now. */
export function callOf(state: IncomingState, roomId: string): IncomingInvitation | undefined {
  return state.ringing.find((call) => call.roomId === roomId)
}

/** Whether a message is about a ring that is over, as far as its revision tells. */
export function isBuried({ graves }: IncomingState, roomId: string, { revision }: Invitation) {
  const buried = graves.get(roomId)?.revision
  return revision !== undefined && buried !== undefined && revision <= buried
}

/** Whether a deadline has passed. */
export function isExpired({ expiresAt }: Invitation, now: number): boolean {
  return expiresAt !== undefined && expiresAt !== null && expiresAt <= now
}

/** A call comes in, again, or from another inviter; one that is over never rings. */
export function receive(
  state: IncomingState,
  { roomInfo, invitation, extensionInfo }: ReceivedInvitation,
  { now, isSilent }: { now: number; isSilent: boolean },
): IncomingState {
  const { roomId } = roomInfo
  const known = callOf(state, roomId)
  if (isBuried(state, roomId, invitation) || (known && isStale(known, invitation))) return state
  if (isExpired(invitation, now)) {
    const end: CallEnd = { cause: 'missed', now, notice: { roomInfo, invitation } }
    return known ? endCall(state, roomId, end) : miss(bury(state, roomId, invitation, true), end)
  }
  if (!known) {
    const count = state.count + 1
    const call: IncomingInvitation = {
      key: `${roomId}#${count}`,
      roomId,
      roomInfo,
      invitation,
      inviters: [invitation.inviter],
      extensionInfo,
      receivedAt: now,
      phase: 'ringing',
      error: null,
      isSilent: isSilent || invitation.silent === true,
    }
    return { ...state, count, ringing: [call, ...state.ringing] }
  }
  const hasFailed = known.phase === 'joinFailed'
  return replaceCall(state, {
    ...known,
    roomInfo,
    invitation,
    extensionInfo,
    inviters: withInviter(known.inviters, invitation.inviter),
    // who was only told is rung for by a later call, unless the policy is against it
    isSilent:
      known.isSilent &&
      (known.invitation.silent !== true || invitation.silent === true || isSilent),
    phase: hasFailed ? 'ringing' : known.phase,
    error: hasFailed ? null : known.error,
  })
}

/** An answer is under way, failed, or goes on with joining. */
export function setPhase(
  state: IncomingState,
  roomId: string,
  phase: IncomingInvitation['phase'],
  error: unknown = null,
): IncomingState {
  const call = callOf(state, roomId)
  return call ? replaceCall(state, { ...call, phase, error }) : state
}

/** A call is over: by anybody, anywhere, for whatever cause. */
export function endCall(state: IncomingState, roomId: string, end: CallEnd): IncomingState {
  const { cause, now, by = null, notice } = end
  const call = callOf(state, roomId)
  if (notice && call && isStale(call, notice.invitation, { orEqual: false })) return state

  const buried = bury(state, roomId, notice?.invitation ?? call?.invitation, false)
  if (!call) return cause === 'missed' ? missUnseen(state, buried, end) : buried
  // accepted is accepted: what comes from elsewhere now is about the time before
  if (notice && (call.phase === 'joining' || call.phase === 'joinFailed')) return buried

  const invitation = notice?.invitation ?? call.invitation
  const ended: EndedInvitation = { ...call, invitation, cause, by, endedAt: now }
  const after = {
    ...buried,
    ringing: state.ringing.filter((one) => one !== call),
    ended: [ended, ...state.ended].slice(0, MAX_ENDED),
  }
  if (cause !== 'missed') return after
  return miss(bury(after, roomId, invitation, !notice), { ...end, notice: notice ?? call })
}

/** Time passes: what rang to its end was missed. Answers under way are left to the backend. */
export function expireCalls(state: IncomingState, now: number): IncomingState {
  return state.ringing
    .filter(({ phase, invitation }) => phase === 'ringing' && isExpired(invitation, now))
    .reduce((next, { roomId }) => endCall(next, roomId, { cause: 'missed', now }), state)
}

/** What rings here, but not at the backend, is over; `except` names rooms with newer news. */
export function endUnlisted(
  state: IncomingState,
  listed: ReadonlySet<string>,
  except: ReadonlySet<string>,
  now: number,
): IncomingState {
  return expireCalls(state, now)
    .ringing.filter(({ phase, roomId }) => {
      return phase === 'ringing' && !listed.has(roomId) && !except.has(roomId)
    })
    .reduce(
      (next, { roomId }) => endCall(next, roomId, { cause: 'gone', now }),
      expireCalls(state, now),
    )
}

/** Keeps a call as missed. */
export function miss(state: IncomingState, { notice, now }: CallEnd): IncomingState {
  if (!notice) return state
  const { roomInfo, invitation } = notice
  const { roomId } = roomInfo
  const others = state.missed.filter((one) => one.roomId !== roomId)
  const missed = [{ roomId, roomInfo, invitation, missedAt: now }, ...others].slice(0, MAX_MISSED)
  return { ...state, missed }
}

/** Remembers that a ring is over. */
export function bury(
  state: IncomingState,
  roomId: string,
  invitation: Invitation | undefined,
  isTimeoutKnown: boolean,
): IncomingState {
  const before = state.graves.get(roomId)?.revision
  const revision = invitation?.revision
  const newest = Math.max(before ?? -Infinity, revision ?? -Infinity)
  const graves = new Map(state.graves)
  graves.delete(roomId)
  graves.set(roomId, { isTimeoutKnown, ...(newest === -Infinity ? {} : { revision: newest }) })
  if (graves.size > MAX_GRAVES) graves.delete(graves.keys().next().value!)
  return { ...state, graves }
}

/** Takes an ended call, or one whose joining failed, out. */
export function dismiss(state: IncomingState, roomId: string, now: number): IncomingState {
  const call = callOf(state, roomId)
  const after =
    call?.phase === 'joinFailed' ? endCall(state, roomId, { cause: 'accepted', now }) : state
  return { ...after, ended: after.ended.filter((one) => one.roomId !== roomId) }
}

/** Takes missed calls out. */
export function dismissMissed(state: IncomingState, roomId: string): IncomingState {
  const missed = roomId === 'all' ? [] : state.missed.filter((one) => one.roomId !== roomId)
  return { ...state, missed }
}

/** A time-out of a call that never rang here counts as missed, once. */
function missUnseen(before: IncomingState, buried: IncomingState, end: CallEnd): IncomingState {
  const { notice } = end
  if (!notice || notice.invitation.revision === undefined) return buried
  const { roomId } = notice.roomInfo
  const isKnown = before.graves.get(roomId)?.isTimeoutKnown === true
  return isKnown || isBuried(before, roomId, notice.invitation) ? buried : miss(buried, end)
}

/** A message older than what rings, or the same one again. */
function isStale(
  { invitation: known, inviters }: IncomingInvitation,
  invitation: Invitation,
  { orEqual = true } = {},
): boolean {
  if (invitation.revision === undefined || known.revision === undefined) return false
  if (invitation.revision < known.revision) return true
  const { userId } = invitation.inviter
  const isRepeat = invitation.revision === known.revision
  return orEqual && isRepeat && inviters.some((inviter) => inviter.userId === userId)
}

function withInviter(inviters: readonly UserInfo[], inviter: UserInfo): readonly UserInfo[] {
  return inviters.some(({ userId }) => userId === inviter.userId)
    ? inviters
    : [...inviters, inviter]
}

function replaceCall(state: IncomingState, call: IncomingInvitation): IncomingState {
  const ringing = state.ringing.map((one) => (one.roomId === call.roomId ? call : one))
  return { ...state, ringing }
}
