import { shallowRef, watch } from 'vue'
import type { InvitationContext } from '../../context'
import { InvitationErrorCode, isConferenceInvitationError } from '../../manager/errors'
import type { RoomInfo } from '../../manager/types'
import type { InvitationStore } from '../../stores/invitation-store'
import type { MissedInvitation } from '../../stores/types'
import { keyOf } from './missed-book'
import type { MissedLog } from './missed-log'

/** Where entering the room of a missed call stands. */
export interface JoinAttempt {
  state: 'joining' | 'joinFailed'
  /** Why it failed; `null` while it has not. */
  error: unknown
}

/** Creates the ways from a missed call into its room; must run in the context's scope. */
export function createMissedJoining(
  { canJoin, currentUser, onJoin, reportError }: InvitationContext,
  store: InvitationStore,
  log: MissedLog,
) {
  /** By the key of the ring. */
  const attempts = shallowRef<ReadonlyMap<string, JoinAttempt>>(new Map())
  /** What the app said of each room; `null` while it thinks. */
  const answers = shallowRef<ReadonlyMap<string, boolean | null>>(new Map())
  let underWay = new Map<string, Promise<boolean>>()
  /** Answers to older questions count no more. */
  let question = 0

  watch(
    () => currentUser.value?.userId,
    () => {
      underWay = new Map()
      attempts.value = new Map()
      recheck()
    },
  )
  watch([canJoin, () => store.connection], recheck)

  function isJoinable({
    key,
    roomId,
    roomInfo,
  }: {
    key: string
    roomId: string
    roomInfo: RoomInfo
  }) {
    if (store.connection !== 'online') return false
    const { error } = attempts.value.get(key) ?? {}
    if (isConferenceInvitationError(error, InvitationErrorCode.ROOM_NOT_FOUND)) return false
    if (!canJoin.value) return true
    const answer = answers.value.get(roomId)
    if (answer !== undefined) return answer
    // asked outside of whoever renders now
    queueMicrotask(() => void ask(roomInfo))
    return null
  }

  async function ask(roomInfo: RoomInfo) {
    const { roomId } = roomInfo
    const check = canJoin.value
    if (!check || answers.value.has(roomId)) return
    const mine = question
    setAnswer(roomId, null)
    let answer = true
    try {
      answer = await check(roomInfo)
    } catch (error) {
      // joining itself will tell
      reportError(error, 'canJoin')
    }
    if (mine === question) setAnswer(roomId, answer)
  }

  function setAnswer(roomId: string, answer: boolean | null) {
    answers.value = new Map(answers.value).set(roomId, answer)
  }

  /** Asks the app anew about each room. */
  function recheck() {
    question += 1
    if (answers.value.size > 0) answers.value = new Map()
  }

  function join(roomId: string): Promise<boolean> {
    const known = underWay.get(roomId)
    if (known) return known
    const call = log.missed.value.find((one) => one.roomId === roomId)
    if (!call) return Promise.resolve(false)
    const session = underWay
    const promise = enter(call, () => session === underWay).finally(() => session.delete(roomId))
    underWay.set(roomId, promise)
    return promise
  }

  async function enter(call: MissedInvitation, isCurrent: () => boolean) {
    const { roomId, roomInfo, invitation } = call
    setAttempt(call, { state: 'joining', error: null })
    try {
      // a room that calls again wants an answer
      if (store.incoming.some((one) => one.roomId === roomId)) await store.accept(roomId)
      else await onJoin(roomInfo, invitation)
    } catch (error) {
      if (isCurrent() && isListed(keyOf(call))) setAttempt(call, { state: 'joinFailed', error })
      // nobody would see it: dismissed meanwhile, or somebody else uses this device now
      else reportError(error, 'onJoin')
      return false
    }
    if (isCurrent()) log.dismiss(roomId)
    return true
  }

  function setAttempt(call: MissedInvitation, attempt: JoinAttempt) {
    const known = [...attempts.value].filter(([key]) => isListed(key))
    attempts.value = new Map([...known, [keyOf(call), attempt]])
  }

  function isListed(key: string) {
    return log.missed.value.some((one) => keyOf(one) === key)
  }

  return { attempts, isJoinable, recheck, join }
}
