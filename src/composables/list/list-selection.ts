import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import type { InvitationEntry } from '../../stores/types'

/** Creates a choice among rows that follows them: whoever leaves the list is no longer chosen. */
export function createListSelection(
  list: () => readonly InvitationEntry[],
  roomId: () => string | undefined,
) {
  const chosen = shallowRef<ReadonlySet<string>>(new Set())
  const selected: ComputedRef<ReadonlySet<string>> = computed(() => chosen.value)

  // a long list is looked through only while somebody has chosen
  watch(
    () => (chosen.value.size > 0 ? list() : null),
    (rows) => {
      if (!rows) return
      const there = new Set(rows.map(({ userId }) => userId))
      const left = [...chosen.value].filter((userId) => there.has(userId))
      if (left.length < chosen.value.size) chosen.value = new Set(left)
    },
    { flush: 'sync' },
  )
  watch(roomId, clear, { flush: 'sync' })

  function toggle(userId: string, isSelected = !chosen.value.has(userId)) {
    const next = new Set(chosen.value)
    if (!isSelected) next.delete(userId)
    else if (list().some((row) => row.userId === userId)) next.add(userId)
    chosen.value = next
  }

  function select(userIds: readonly string[]) {
    chosen.value = new Set([...chosen.value, ...userIds])
  }

  function clear() {
    if (chosen.value.size > 0) chosen.value = new Set()
  }

  /** Takes these out of the choice. */
  function deselect(userIds: readonly string[]) {
    const next = new Set(chosen.value)
    for (const userId of userIds) next.delete(userId)
    chosen.value = next
  }

  return { selected, toggle, select, deselect, clear }
}
