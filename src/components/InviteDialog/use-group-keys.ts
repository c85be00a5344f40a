import { computed, shallowRef, type ShallowRef } from 'vue'
import type { DirectoryGroup } from '../../composables/useInvitationContext'
import { isBackward, isForward } from '../internal/writing-direction'

export interface GroupKeysOptions {
  list: Readonly<ShallowRef<HTMLElement | null>>
  /** The groups that have a row. */
  groups: () => readonly DirectoryGroup[]
  open: (group: DirectoryGroup) => void
  /** Goes out of the group that all of these are in. */
  leave: () => void
}

/**
 * Makes a list of groups one stop of Tab: up, down, Home and End go from row to row, the arrow that
 * points forward goes into a group, the one that points back goes out.
 */
export function useGroupKeys({ list, groups, open, leave }: GroupKeysOptions) {
  const current = shallowRef(0)
  const stop = computed(() => Math.min(current.value, groups().length - 1))

  function rowOf(node: EventTarget | null) {
    const row = node instanceof Element ? node.closest<HTMLElement>('[data-group]') : null
    return row === null ? -1 : Number(row.dataset.group)
  }

  /** Focuses the button of a row that has the same class, else its first one; says whether there is one. */
  function focusRow(index: number, className = ''): boolean {
    const row = list.value?.querySelector(`[data-group="${index}"]`)
    const same = className && row?.querySelector<HTMLElement>(`button.${className}`)
    const target = same || row?.querySelector<HTMLElement>('button')
    if (!target) return false
    current.value = index
    target.focus()
    return true
  }

  function targetOf(key: string, index: number): number | undefined {
    const last = groups().length - 1
    return {
      ArrowDown: Math.min(index + 1, last),
      ArrowUp: Math.max(index - 1, 0),
      Home: 0,
      End: last,
    }[key]
  }

  function onKey(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const index = rowOf(event.target)
    const group = groups()[index]
    if (!group) return
    const target = targetOf(event.key, index)
    if (target !== undefined) focusRow(target, (event.target as Element).classList[0])
    else if (isForward(event, list.value)) open(group)
    else if (isBackward(event, list.value)) leave()
    else return
    event.preventDefault()
  }

  function onFocus({ target }: FocusEvent) {
    current.value = rowOf(target)
  }

  return { stop, listeners: { keydown: onKey, focus: onFocus }, focusRow }
}
