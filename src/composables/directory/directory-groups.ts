import { computed, onScopeDispose, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { DirectoryGroup, DirectoryUser, UserDirectory } from '../../context'

/** Creates what brings the groups of a directory, and everybody in one; ends with the scope. */
export function createDirectoryGroups(
  directory: ComputedRef<UserDirectory | null>,
  found: Readonly<ShallowRef<readonly DirectoryUser[]>>,
) {
  const groups = shallowRef<readonly DirectoryGroup[]>([])
  const error = shallowRef<unknown>(null)
  const hasWholeGroups = computed(() => directory.value?.members !== undefined)
  let abort = new AbortController()

  onScopeDispose(() => abort.abort())

  /** Takes the groups anew; what was under way for another directory is called off. */
  async function load() {
    abort.abort()
    abort = new AbortController()
    const { signal } = abort
    groups.value = []
    error.value = null
    try {
      const all = await directory.value?.groups?.({ signal })
      if (all && !signal.aborted) groups.value = all
    } catch (reason) {
      if (!signal.aborted) error.value = reason
    }
  }

  async function membersOf(group: string): Promise<readonly DirectoryUser[]> {
    const source = directory.value
    if (!source?.members) return found.value.filter((user) => user.group === group)
    const { signal } = abort
    const members = await source.members(group, { signal })
    signal.throwIfAborted()
    return [...new Map(members.map((user) => [user.userId, user])).values()]
  }

  return { groups, error, hasWholeGroups, load, membersOf }
}
