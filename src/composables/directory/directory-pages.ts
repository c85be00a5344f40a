import { computed, shallowRef } from 'vue'
import type { DirectoryGroup, DirectoryGroupPage, DirectoryUser } from '../../context'

/** Asks the directory for one page; `null` where there is no directory. */
export type AskDirectory = (
  cursor: string,
  signal: AbortSignal,
) => Promise<DirectoryGroupPage> | null

/** Creates what brings people page by page, and never shows an answer that nobody waits for any more. */
export function createDirectoryPages(
  ask: AskDirectory,
  onUsers: (users: readonly DirectoryUser[]) => void,
) {
  const users = shallowRef<readonly DirectoryUser[]>([])
  const groups = shallowRef<readonly DirectoryGroup[]>([])
  const isLoading = shallowRef(false)
  const isLoadingMore = shallowRef(false)
  const error = shallowRef<unknown>(null)
  const total = shallowRef<number | null>(null)
  const cursor = shallowRef('')
  const hasMore = computed(() => cursor.value !== '')
  let abort = new AbortController()

  /** Calls off whatever is on its way. */
  function callOff(): AbortSignal {
    abort.abort()
    abort = new AbortController()
    isLoadingMore.value = false
    return abort.signal
  }

  /** Takes the first page anew. */
  async function search(): Promise<void> {
    const signal = callOff()
    error.value = null
    isLoading.value = true
    try {
      const asked = ask('', signal)
      if (!asked) return clear()
      const page = await asked
      if (signal.aborted) return
      users.value = distinct(page.users)
      groups.value = page.groups ?? []
      keep(page, null)
    } catch (reason) {
      if (signal.aborted) return
      // what was found before answers another question
      clear()
      error.value = reason
    } finally {
      if (!signal.aborted) isLoading.value = false
    }
  }

  /** Adds the next page; does nothing while one is on its way. */
  async function loadMore(): Promise<void> {
    if (!hasMore.value || isLoading.value || isLoadingMore.value) return
    const { signal } = abort
    isLoadingMore.value = true
    error.value = null
    try {
      const page = await ask(cursor.value, signal)
      if (signal.aborted || !page) return
      users.value = distinct([...users.value, ...page.users])
      keep(page, total.value)
    } catch (reason) {
      if (!signal.aborted) error.value = reason
    } finally {
      if (!signal.aborted) isLoadingMore.value = false
    }
  }

  function keep(page: DirectoryGroupPage, knownTotal: number | null) {
    cursor.value = page.cursor
    total.value = page.total ?? knownTotal
    onUsers(page.users)
  }

  function clear() {
    users.value = []
    groups.value = []
    cursor.value = ''
    total.value = null
    isLoading.value = false
  }

  return {
    users,
    groups,
    isLoading,
    isLoadingMore,
    error,
    total,
    hasMore,
    search,
    loadMore,
    callOff,
    clear,
  }
}

function distinct(users: readonly DirectoryUser[]): readonly DirectoryUser[] {
  return [...new Map(users.map((user) => [user.userId, user])).values()]
}
