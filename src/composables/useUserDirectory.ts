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
import { createDirectoryPages } from './directory/directory-pages'
import { createDirectoryPath } from './directory/directory-path'
import { matchPasted, type PastedMatch } from './directory/match-pasted'
import { useUserCache } from './useDisplayNames'

export { groupIdOf } from './directory/directory-path'
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
  /** Groups where somebody is: outside of all groups at first; empty where the directory has none. */
  groups: ComputedRef<readonly DirectoryGroup[]>
  /** Why the outermost groups could not be had; `null` when nothing failed. */
  groupsError: Readonly<ShallowRef<unknown>>
  /** Whether `membersOf` knows everybody of a group, not only who was found so far. */
  hasWholeGroups: ComputedRef<boolean>
  /**
   * Everybody in a group, each once, by its id or, where it has none, its name. Rejects as the directory
   * does, and when it is called off.
   */
  membersOf(group: string): Promise<readonly DirectoryUser[]>
  /** Whether the directory lets people go into groups. */
  canOpenGroups: ComputedRef<boolean>
  /** The groups that one has gone into, the outermost first. */
  path: Readonly<ShallowRef<readonly DirectoryGroup[]>>
  /** Goes into a group: users, groups and searches are those in it. */
  openGroup(group: DirectoryGroup): void
  /** Goes back until `depth` groups are open: out of the innermost one unless given, 0 out of all. */
  leaveGroup(depth?: number): void
  /**
   * Finds the people of a pasted list of ids, exact names or mail addresses. Rejects as the directory
   * does, and when another list is pasted meanwhile.
   */
  matchPasted(text: string): Promise<PastedMatch>
}

/**
 * Searches the app's directory while somebody types, in all of it or in one group: debounced, paged,
 * and never with a stale answer.
 */
export function useUserDirectory({
  debounceMs = 200,
}: UseUserDirectoryOptions = {}): UseUserDirectoryReturn {
  const { clock, directory, isServer } = useInvitationContext()
  const { remember } = useUserCache()

  const query = shallowRef('')
  const place = createDirectoryPath(directory)
  const pages = createDirectoryPages(
    (cursor, signal) => place.ask(query.value, cursor, signal),
    remember,
  )
  const outermost = createDirectoryGroups(directory, pages.users)
  const groups = computed(() =>
    place.path.value.length > 0 ? pages.groups.value : outermost.groups.value,
  )
  let pasting = new AbortController()
  let stopWaiting = () => {}

  function search() {
    stopWaiting()
    return pages.search()
  }

  function searchSoon() {
    stopWaiting()
    pages.callOff()
    pages.isLoading.value = directory.value !== null
    stopWaiting = clock.at(clock.read() + debounceMs, () => void search())
  }

  /** Shows nobody of another place while the answer is on its way. */
  function searchAnew() {
    pages.clear()
    void search()
  }

  watch(place.path, () => (query.value = ''), { flush: 'sync' })
  watch([query, place.path], (_, [, before]) =>
    place.path.value === before ? searchSoon() : searchAnew(),
  )
  watch(
    directory,
    () => {
      if (isServer()) return
      void outermost.load()
      // leaving searches anew by itself
      if (place.path.value.length > 0) place.leave(0)
      else searchAnew()
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    stopWaiting()
    pages.callOff()
    pasting.abort()
  })

  async function match(text: string) {
    pasting.abort()
    pasting = new AbortController()
    const match = await matchPasted(text, directory.value, pasting.signal)
    remember(match.matched)
    return match
  }

  async function membersOf(group: string) {
    const members = await outermost.membersOf(group)
    remember(members)
    return members
  }

  async function retry() {
    if (outermost.error.value !== null) void outermost.load()
    return pages.hasMore.value ? pages.loadMore() : search()
  }

  return {
    query,
    users: shallowReadonly(pages.users),
    isLoading: shallowReadonly(pages.isLoading),
    isLoadingMore: shallowReadonly(pages.isLoadingMore),
    error: shallowReadonly(pages.error),
    hasMore: pages.hasMore,
    total: shallowReadonly(pages.total),
    loadMore: pages.loadMore,
    retry,
    groups,
    groupsError: shallowReadonly(outermost.error),
    hasWholeGroups: outermost.hasWholeGroups,
    membersOf,
    canOpenGroups: place.canOpen,
    path: place.path,
    openGroup: place.open,
    leaveGroup: place.leave,
    matchPasted: match,
  }
}
