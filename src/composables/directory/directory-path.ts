import { computed, shallowReadonly, shallowRef, type ComputedRef } from 'vue'
import type { DirectoryGroup, UserDirectory } from '../../context'

/** What a directory is asked with for a group. */
export function groupIdOf({ id, group }: DirectoryGroup): string {
  return id ?? group
}

/** Creates what knows the group that somebody has gone into, and the groups around it. */
export function createDirectoryPath(directory: ComputedRef<UserDirectory | null>) {
  const path = shallowRef<readonly DirectoryGroup[]>([])
  const canOpen = computed(() => directory.value?.browse !== undefined)

  function open(group: DirectoryGroup) {
    if (canOpen.value) path.value = [...path.value, group]
  }

  function leave(depth = path.value.length - 1) {
    const kept = Math.max(0, depth)
    if (kept < path.value.length) path.value = path.value.slice(0, kept)
  }

  /** Asks for one page of the group, or of everybody outside of all groups. */
  function ask(query: string, cursor: string, signal: AbortSignal) {
    const source = directory.value
    const group = path.value.at(-1)
    if (!group || !source?.browse) return source?.search(query, { cursor, signal }) ?? null
    return source.browse(groupIdOf(group), { query, cursor, signal })
  }

  return { path: shallowReadonly(path), canOpen, open, leave, ask }
}
