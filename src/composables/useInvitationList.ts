import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { useInvitationContext } from '../context'
import { UserRole } from '../manager/enums'
import type { ConnectionStatus } from '../manager/types'
import type { InvitationState } from '../stores/invitation-state'
import { useInvitationStore } from '../stores/invitation-store'
import type { InvitationEntry, RevokedCall } from '../stores/types'
import { createListActions, idsOf } from './list/list-actions'
import { useListRows } from './list/list-rows'
import { createListSelection } from './list/list-selection'
import { createListView, type InvitationSort } from './list/list-view'
import { useDisplayNames, type NamedUser } from './useDisplayNames'
import { useMyRole } from './useMyRole'

export type { InvitationState } from '../stores/invitation-state'
export type { InvitationSort } from './list/list-view'

/** One row as the panel shows it: where nobody else tells a name, the one that the directory knows. */
export type InvitationListEntry = InvitationEntry

/** What the list is narrowed to. */
export type InvitationFilter = InvitationState | 'all'

/** What became of people who can be called again. */
export type UnansweredState = Extract<InvitationState, 'noAnswer' | 'declined' | 'busy'>

/** Why an invitation cannot be cancelled: the call is another person's, already won, or under way. */
export type CancelObstacle = 'offline' | 'notYours' | 'accepted' | 'cancelling'

/** Return type of {@link useInvitationList}. */
export interface UseInvitationListReturn {
  /**
   * The rows that pass filter and search, in the order of `sort`; by state that is calling, accepted,
   * no answer, busy, declined, each by time.
   */
  entries: ComputedRef<readonly InvitationListEntry[]>
  /** How many rows each filter lets pass, whatever is searched for. */
  counts: ComputedRef<Readonly<Record<InvitationFilter, number>>>
  /** Writable. Starts as `all`. */
  filter: ShallowRef<InvitationFilter>
  /** Writable: parts of a name, in any case and without accents. Starts as `''`. */
  search: ShallowRef<string>
  /** Writable. Starts as `state`. */
  sort: ShallowRef<InvitationSort>
  /** Whether the backend has more rows. */
  hasMore: ComputedRef<boolean>
  isLoading: ComputedRef<boolean>
  /** Why loading failed last; `null` when it did not. */
  error: ComputedRef<unknown>
  /** When the list was last complete: milliseconds; `null` before. */
  refreshedAt: ComputedRef<number | null>
  connection: ComputedRef<ConnectionStatus>
  /** One's own calls that the owner or an admin took back, newest first; not those who are called again. */
  revoked: ComputedRef<readonly RevokedCall[]>
  dismissRevoked(): void
  /** Loads the next page. Never rejects: see `error`. */
  loadMore(): Promise<void>
  /** Takes the list afresh. Never rejects: see `error`. */
  refresh(): Promise<void>
  /** Takes calls back; rejects as `cancelInvitation`, and the rows say why. */
  cancel(userIds: readonly string[]): Promise<void>
  /** Rings people again in one call, as long and with the same words as before. */
  callAgain(userIds: readonly string[]): Promise<void>
  /** Ids of people who are being called and whose call may be taken back here. */
  cancellable: ComputedRef<readonly string[]>
  /** Takes back all of them, in one call for each 1,000; rejects with the first failure. */
  cancelAll(): Promise<void>
  /** Calls everybody again who did not answer, declined or was busy, or only those of one state. */
  callAllAgain(state?: UnansweredState): Promise<void>
  /** Ids of the chosen rows; rows that leave the list are no longer chosen, hidden ones still are. */
  selected: ComputedRef<ReadonlySet<string>>
  /** Chooses a row or lets go of it, or what `isSelected` says. */
  toggle(userId: string, isSelected?: boolean): void
  /** Chooses all of `entries`, besides what is chosen already. */
  selectAll(): void
  clearSelection(): void
  /** Chosen people who are being called and whose call may be taken back here. */
  selectedCancellable: ComputedRef<readonly string[]>
  /** Chosen people who did not come, and whose row may be taken off the list here. */
  selectedRemovable: ComputedRef<readonly string[]>
  /** Chosen people who can be called again. */
  selectedCallable: ComputedRef<readonly string[]>
  /** Cancels `selectedCancellable`, which are then no longer chosen; rejects as {@link cancel}. */
  cancelSelected(): Promise<void>
  /** Takes `selectedRemovable` off the list, for everybody; rejects as {@link cancel}. */
  removeSelected(): Promise<void>
  /** Calls `selectedCallable` again, who are then no longer chosen. */
  callSelectedAgain(): Promise<void>
  /** Why a row cannot be cancelled; `null` when it can. */
  canCancel(entry: InvitationEntry): CancelObstacle | null
  nameOf(user: NamedUser): string
}

/** Everybody invited to the current room, and what may be done about them. */
export function useInvitationList(): UseInvitationListReturn {
  const { currentRoom, currentUser, locale } = useInvitationContext()
  const store = useInvitationStore()
  const { nameOf } = useDisplayNames()
  const myRole = useMyRole()
  const filter = shallowRef<InvitationFilter>('all')
  const { byState, everybody } = useListRows()

  const listEntries = computed(() =>
    filter.value === 'all' ? everybody.value : byState.value[filter.value],
  )
  const view = createListView(listEntries, () => locale.value.code)
  const selection = createListSelection(
    () => store.list,
    () => currentRoom.value?.roomId,
  )
  const actions = createListActions({ store, byState, selection, canCancel })

  const counts = computed(() => {
    const { calling, accepted, noAnswer, busy, declined } = byState.value
    return {
      all: everybody.value.length,
      calling: calling.length,
      accepted: accepted.length,
      noAnswer: noAnswer.length,
      busy: busy.length,
      declined: declined.length,
    }
  })

  function canCancel(entry: InvitationEntry): CancelObstacle | null {
    if (store.connection !== 'online') return 'offline'
    if (entry.sync === 'cancelling') return 'cancelling'
    if (entry.state === 'accepted') return 'accepted'
    const isMine = entry.inviter.userId === currentUser.value?.userId
    return isMine || myRole.value <= UserRole.ADMINISTRATOR ? null : 'notYours'
  }

  return {
    entries: view.entries,
    counts,
    filter,
    search: view.search,
    sort: view.sort,
    hasMore: computed(() => store.hasMore),
    isLoading: computed(() => store.isLoading),
    error: computed(() => store.error),
    refreshedAt: computed(() => store.refreshedAt),
    connection: computed(() => store.connection),
    revoked: computed(() => store.revoked),
    dismissRevoked: () => store.dismissRevoked(),
    loadMore: () => store.loadMore().catch(isShown),
    refresh: () => store.refresh().catch(isShown),
    ...actions,
    selected: selection.selected,
    toggle: selection.toggle,
    selectAll: () => selection.select(idsOf(view.entries.value)),
    clearSelection: selection.clear,
    canCancel,
    nameOf,
  }
}

/** What failed is in `error`. */
function isShown() {}
