import {
  computed,
  onScopeDispose,
  shallowReadonly,
  shallowRef,
  watch,
  type ComputedRef,
  type ShallowRef,
} from 'vue'
import { useInvitationContext, type DirectoryGroup, type DirectoryUser } from '../context'
import { createDirectoryGroups } from './directory/directory-groups'
import { matchPasted, type PastedMatch } from './directory/match-pasted'
import { useUserCache } from './useDisplayNames'

export type { PastedMatch } from './directory/match-pasted'

export interface UseUserDirectoryOptions {
  /** How long typing must rest before it is searched for, in milliseconds. Defaults to 200. */
  debounceMs?: number
}

/** Return type of {@link useUserDirectory}. */
export interface UseUserDirectoryReturn {
  /** Writable: what is searched for. */
  query: ShallowRef<string>
  /** What was found; the last answer's people stay until the next one is there. */
  users: Readonly<ShallowRef<readonly DirectoryUser[]>>
  /** Whether the answer to the present query is still to come. */
  isLoading: Readonly<ShallowRef<boolean>>
  isLoadingMore: Readonly<ShallowRef<boolean>>
  /** Why the last search failed; `null` when it did not. */
  error: Readonly<ShallowRef<unknown>>
  hasMore: ComputedRef<boolean>
  /** How many people fit in all; `null` when the directory does not say. */
  total: Readonly<ShallowRef<number | null>>
  /** Adds the next page; does nothing while one is on its way. */
  loadMore(): Promise<void>
  /** Does again what failed. */
  retry(): Promise<void>
  /** Groups that can be called as a whole; empty where the directory has none. */
  groups: Readonly<ShallowRef<readonly DirectoryGroup[]>>
  /** Why the groups could not be had; `null` when nothing failed. */
  groupsError: Readonly<ShallowRef<unknown>>
  /** Whether `membersOf` knows everybody of a group, not only who was found so far. */
  hasWholeGroups: ComputedRef<boolean>
  /** Everybody in a group, each once. Rejects as the directory does, and when it is called off. */
  membersOf(group: string): Promise<readonly DirectoryUser[]>
  /**
   * Finds the people of a pasted list of ids, exact names or mail addresses. Rejects as the directory
   * does, and when another list is pasted meanwhile.
   */
  matchPasted(text: string): Promise<PastedMatch>
}

/** Searches the app's directory while somebody types: debounced, paged, and never with a stale answer. */
export function useUserDirectory({
  debounceMs = 200,
}: UseUserDirectoryOptions = {}): UseUserDirectoryReturn {
  const { clock, directory, isServer } = useInvitationContext()
  const cache = useUserCache()

  const query = shallowRef('')
  const users = shallowRef<readonly DirectoryUser[]>([])
  const isLoading = shallowRef(false)
  const isLoadingMore = shallowRef(false)
  const error = shallowRef<unknown>(null)
  const total = shallowRef<number | null>(null)
  const cursor = shallowRef('')
  const hasMore = computed(() => cursor.value !== '')

  const groups = createDirectoryGroups(directory, users)
  let abort = new AbortController()
  let pasting = new AbortController()
  let stopWaiting = () => {}

  /** Calls off whatever is on its way. */
  function callOff(): AbortSignal {
    stopWaiting()
    abort.abort()
    abort = new AbortController()
    isLoadingMore.value = false
    return abort.signal
  }

  async function search(): Promise<void> {
    const signal = callOff()
    const source = directory.value
    error.value = null
    if (!source) {
      clear()
      return
    }
    isLoading.value = true
    try {
      const page = await source.search(query.value, { cursor: '', signal })
      if (signal.aborted) return
      users.value = distinct(page.users)
      cursor.value = page.cursor
      total.value = page.total ?? null
      cache.remember(page.users)
    } catch (reason) {
      if (signal.aborted) return
      // what was found before answers another question
      clear()
      error.value = reason
    } finally {
      if (!signal.aborted) isLoading.value = false
    }
  }

  async function loadMore(): Promise<void> {
    const source = directory.value
    if (!source || !hasMore.value || isLoading.value || isLoadingMore.value) return
    const { signal } = abort
    isLoadingMore.value = true
    error.value = null
    try {
      const page = await source.search(query.value, { cursor: cursor.value, signal })
      if (signal.aborted) return
      users.value = distinct([...users.value, ...page.users])
      cursor.value = page.cursor
      total.value = page.total ?? total.value
      cache.remember(page.users)
    } catch (reason) {
      if (!signal.aborted) error.value = reason
    } finally {
      if (!signal.aborted) isLoadingMore.value = false
    }
  }

  function clear() {
    users.value = []
    cursor.value = ''
    total.value = null
    isLoading.value = false
  }

  function searchSoon() {
    callOff()
    isLoading.value = directory.value !== null
    stopWaiting = clock.at(clock.read() + debounceMs, () => void search())
  }

  watch(query, searchSoon)
  watch(
    directory,
    () => {
      if (isServer()) return
      clear()
      void search()
      void groups.load()
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    callOff()
    pasting.abort()
  })

  async function match(text: string) {
    pasting.abort()
    pasting = new AbortController()
    const match = await matchPasted(text, directory.value, pasting.signal)
    cache.remember(match.matched)
    return match
  }

  async function membersOf(group: string) {
    const members = await groups.membersOf(group)
    cache.remember(members)
    return members
  }

  async function retry() {
    if (groups.error.value !== null) void groups.load()
    return hasMore.value ? loadMore() : search()
  }

  return {
    query,
    users: shallowReadonly(users),
    isLoading: shallowReadonly(isLoading),
    isLoadingMore: shallowReadonly(isLoadingMore),
    error: shallowReadonly(error),
    hasMore,
    total: shallowReadonly(total),
    loadMore,
    retry,
    groups: shallowReadonly(groups.groups),
    groupsError: shallowReadonly(groups.error),
    hasWholeGroups: groups.hasWholeGroups,
    membersOf,
    matchPasted: match,
  }
}

function distinct(users: readonly DirectoryUser[]): readonly DirectoryUser[] {
  return [...new Map(users.map((user) => [user.userId, user])).values()]
}
