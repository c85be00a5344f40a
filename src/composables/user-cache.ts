import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { DirectoryUser, InvitationContext } from '../context'

/** How long a name that the directory did not know is not asked for again, in milliseconds. */
const RETRY_MS = 30_000

/** How many names are asked for in one question. */
const IDS_PER_LOOKUP = 100

/** Names and pictures by user id. */
export interface UserCache {
  /** What is known of a person; asks the directory when that is nothing, and is reactive. */
  get(userId: string): Pick<DirectoryUser, 'userName' | 'avatarUrl'> | undefined
  /** Keeps what a search has found. */
  remember(users: readonly DirectoryUser[]): void
}

/** Creates a {@link UserCache}; must run in the context's scope. */
export function createUserCache({
  clock,
  directory,
  isServer,
  members,
  reportError,
}: Pick<
  InvitationContext,
  'clock' | 'directory' | 'isServer' | 'members' | 'reportError'
>): UserCache {
  const found = shallowRef<ReadonlyMap<string, DirectoryUser>>(new Map())
  const membersById = computed(() => new Map(members.value.map((one) => [one.userId, one])))
  const askedAt = new Map<string, number>()
  let wanted = new Set<string>()
  let abort = new AbortController()

  watch(directory, () => {
    abort.abort()
    abort = new AbortController()
    askedAt.clear()
    found.value = new Map()
  })
  onScopeDispose(() => abort.abort())

  function get(userId: string) {
    const user = found.value.get(userId)
    if (user) return user
    const member = membersById.value.get(userId)
    if (member?.userName) return member
    want(userId)
    return undefined
  }

  function want(userId: string) {
    if (!directory.value?.lookup || isServer()) return
    const asked = askedAt.get(userId)
    if (asked !== undefined && clock.read() - asked < RETRY_MS) return
    askedAt.set(userId, clock.read())
    if (wanted.size === 0) queueMicrotask(() => void lookUp())
    wanted.add(userId)
  }

  async function lookUp() {
    const userIds = [...wanted]
    wanted = new Set()
    const { signal } = abort
    try {
      while (userIds.length > 0 && !signal.aborted) {
        const some = userIds.splice(0, IDS_PER_LOOKUP)
        const users = await directory.value?.lookup?.(some, { signal })
        if (users && !signal.aborted) remember(users)
      }
    } catch (error) {
      if (!signal.aborted) reportError(error, 'directory.lookup')
    }
  }

  function remember(users: readonly DirectoryUser[]) {
    if (users.length === 0) return
    const next = new Map(found.value)
    for (const user of users) next.set(user.userId, user)
    found.value = next
  }

  return { get, remember }
}
