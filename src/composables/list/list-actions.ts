import { computed, type ComputedRef } from 'vue'
import { MAX_USERS_PER_CALL } from '../../manager/limits'
import type { InvitationStore } from '../../stores/invitation-store'
import type { InvitationEntry } from '../../stores/types'
import { DEFAULT_RING_SECONDS } from '../useInviteUsers'
import type { CancelObstacle, UnansweredState } from '../useInvitationList'
import type { EntriesByState } from './list-rows'
import type { createListSelection } from './list-selection'

export interface ListActionsSetup {
  store: InvitationStore
  byState: ComputedRef<EntriesByState>
  selection: ReturnType<typeof createListSelection>
  canCancel: (entry: InvitationEntry) => CancelObstacle | null
}

/** Creates what can be done about the rows of a list: to some, to all, to those chosen. */
export function createListActions({ store, byState, selection, canCancel }: ListActionsSetup) {
  const { selected } = selection
  const isCancellable = (entry: InvitationEntry) => canCancel(entry) === null

  const cancellable = computed(() => idsOf(byState.value.calling.filter(isCancellable)))
  const chosen = computed(() =>
    selected.value.size === 0 ? [] : store.list.filter(({ userId }) => selected.value.has(userId)),
  )
  const inReach = computed(() => chosen.value.filter(isCancellable))
  const selectedCancellable = computed(() => idsOf(inReach.value.filter(isCalling)))
  const selectedRemovable = computed(() => idsOf(inReach.value.filter(isCallable)))
  const selectedCallable = computed(() => idsOf(chosen.value.filter(isCallable)))

  function cancel(userIds: readonly string[]) {
    return inChunks(userIds, (some) => store.cancel(some))
  }

  async function callAgain(userIds: readonly string[]) {
    const wanted = new Set(userIds)
    const again = store.list.filter(({ userId }) => wanted.has(userId))
    const [before] = again
    const common = {
      timeout: before ? ringSecondsOf(before) : DEFAULT_RING_SECONDS,
      extensionInfo: before?.extensionInfo ?? '',
      users: again.map(({ invitee }) => invitee),
    }
    // whoever was only notified is so again
    const told = new Set(idsOf(again.filter(({ silent }) => silent === true)))
    const ringing = [...wanted].filter((userId) => !told.has(userId))
    const ring = inChunks(ringing, (userIdList) => store.invite({ userIdList, ...common }))
    const tell = inChunks([...told], (userIdList) =>
      store.invite({ userIdList, ...common, silent: true }),
    )
    const failed = (await Promise.allSettled([ring, tell])).find(
      ({ status }) => status === 'rejected',
    )
    if (failed) throw (failed as PromiseRejectedResult).reason
  }

  async function callAllAgain(state?: UnansweredState) {
    const { noAnswer, declined, busy } = byState.value
    const again = state ? byState.value[state] : [...noAnswer, ...declined, ...busy]
    await callAgain(idsOf(again))
  }

  async function takeBack({ value: userIds }: ComputedRef<readonly string[]>) {
    await cancel(userIds)
    selection.deselect(userIds)
  }

  async function callSelectedAgain() {
    const userIds = selectedCallable.value
    await callAgain(userIds)
    selection.deselect(userIds)
  }

  return {
    cancel,
    callAgain,
    cancellable,
    cancelAll: () => cancel(cancellable.value),
    callAllAgain,
    selectedCancellable,
    selectedCallable,
    cancelSelected: () => takeBack(selectedCancellable),
    selectedRemovable,
    removeSelected: () => takeBack(selectedRemovable),
    callSelectedAgain,
  }
}

/** Ids of rows, in their order. */
export function idsOf(entries: readonly InvitationEntry[]): readonly string[] {
  return entries.map(({ userId }) => userId)
}

function isCalling({ state }: InvitationEntry) {
  return state === 'calling'
}

/** Whether somebody can be called again. */
function isCallable({ state }: InvitationEntry) {
  return state !== 'calling' && state !== 'accepted'
}

function ringSecondsOf({ createdAt, expiresAt }: InvitationEntry): number {
  if (expiresAt === null) return 0
  if (createdAt === undefined || expiresAt === undefined) return DEFAULT_RING_SECONDS
  return Math.max(1, Math.round((expiresAt - createdAt) / 1_000))
}

/**
 * Does something for as many people at a time as one call may name. Goes on after a failure, and
 * rejects with the first one.
 */
async function inChunks(
  userIds: readonly string[],
  act: (some: readonly string[]) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = []
  for (let from = 0; from < userIds.length; from += MAX_USERS_PER_CALL) {
    await act(userIds.slice(from, from + MAX_USERS_PER_CALL)).catch((error: unknown) =>
      failures.push(error),
    )
  }
  if (failures.length > 0) throw failures[0]
}
