import { computed, shallowReadonly, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { useInvitationContext } from '../context'
import type { InvitationCode } from '../manager/enums'
import { useInvitationStore } from '../stores/invitation-store'
import type { InviteOptions } from '../stores/types'
import { useMyRole } from './useMyRole'

/** How long people ring unless told otherwise, in seconds. */
export const DEFAULT_RING_SECONDS = 60

/** Why nobody can be invited right now. */
export type InviteObstacle = 'noRoom' | 'offline' | 'noPermission'

export interface InviteUsersCall {
  /** Whole seconds; 0 rings without an end. Defaults to 60. */
  timeout?: number
  /** Words for the invitees. Defaults to `''`. */
  message?: string
  /** Whether people are told without a ring: nobody, everybody, or those with these ids. Defaults to `false`. */
  silent?: boolean | readonly string[]
  /** What is known of the people, so that their rows have names at once. */
  users?: InviteOptions['users']
}

/** Return type of {@link useInviteUsers}. */
export interface UseInviteUsersReturn {
  /**
   * Calls people into the current room; while a call is under way, gives that one's promise again.
   * Never rejects: a failure is in `error`, and the promise then resolves to `null`.
   */
  invite(
    userIds: readonly string[],
    call?: InviteUsersCall,
  ): Promise<ReadonlyMap<string, InvitationCode> | null>
  isSending: Readonly<ShallowRef<boolean>>
  /**
   * What became of each person in the last call, empty before it. A person who is not in it was
   * called, but the backend has not said more yet.
   */
  results: Readonly<ShallowRef<ReadonlyMap<string, InvitationCode>>>
  /** Why the last call failed; `null` when it did not. */
  error: Readonly<ShallowRef<unknown>>
  /**
   * Whom the last call left out, with `error` the reason, although others are being called: that can be
   * when only some of them ring.
   */
  unsent: Readonly<ShallowRef<readonly string[]>>
  /** Forgets results and error. */
  reset(): void
  canInvite: ComputedRef<boolean>
  /** Why inviting is impossible now; `null` when it is possible. */
  whyNot: ComputedRef<InviteObstacle | null>
}

export { MAX_USERS_PER_CALL } from '../manager/limits'

/** Calls people into the current room and keeps what became of each. */
export function useInviteUsers(): UseInviteUsersReturn {
  const { currentRoom } = useInvitationContext()
  const store = useInvitationStore()
  const myRole = useMyRole()

  const isSending = shallowRef(false)
  const results = shallowRef<ReadonlyMap<string, InvitationCode>>(new Map())
  const error = shallowRef<unknown>(null)
  const unsent = shallowRef<readonly string[]>([])
  let underWay: ReturnType<UseInviteUsersReturn['invite']> | null = null

  const whyNot = computed<InviteObstacle | null>(() => {
    const room = currentRoom.value
    if (!room) return 'noRoom'
    if (store.connection !== 'online') return 'offline'
    return room.inviterRole !== undefined && myRole.value > room.inviterRole ? 'noPermission' : null
  })
  const canInvite = computed(() => whyNot.value === null)

  async function send(userIds: readonly string[], call: InviteUsersCall) {
    const { timeout = DEFAULT_RING_SECONDS, message = '', users } = call
    isSending.value = true
    reset()
    const calls = splitBySilence(userIds, call.silent).map(async ([userIdList, silent]) => {
      const options: InviteOptions = { userIdList, timeout, extensionInfo: message }
      if (silent) options.silent = true
      if (users) options.users = users
      return store.invite(options).catch((reason: unknown) => {
        error.value ??= reason
        unsent.value = [...unsent.value, ...userIdList]
        return null
      })
    })
    const answers = (await Promise.all(calls)).filter((answer) => answer !== null)
    isSending.value = false
    underWay = null
    if (answers.length === 0) {
      unsent.value = []
      return null
    }
    return (results.value = new Map(answers.flatMap((answer) => [...answer])))
  }

  function reset() {
    results.value = new Map()
    error.value = null
    unsent.value = []
  }

  return {
    invite: (userIds, call = {}) => (underWay ??= send(userIds, call)),
    isSending: shallowReadonly(isSending),
    results: shallowReadonly(results),
    error: shallowReadonly(error),
    unsent: shallowReadonly(unsent),
    reset,
    canInvite,
    whyNot,
  }
}

/** The calls that it takes: one rings, the other only tells, and neither is without people. */
function splitBySilence(userIds: readonly string[], silent: InviteUsersCall['silent'] = false) {
  if (typeof silent === 'boolean') return [[userIds, silent] as const]
  const told = new Set(silent)
  const parts = [
    [userIds.filter((userId) => !told.has(userId)), false],
    [userIds.filter((userId) => told.has(userId)), true],
  ] as const
  return parts.filter(([some]) => some.length > 0)
}
