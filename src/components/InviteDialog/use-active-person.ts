import { computed, shallowRef, watch } from 'vue'
import type { DirectoryUser } from '../../composables/useInvitationContext'

/** How many people PageUp and PageDown pass. */
const PAGE = 8

export interface ActivePersonOptions {
  users: () => readonly DirectoryUser[]
  /** Brings a person into sight. */
  reveal: (index: number) => void
}

/** The one person that the keyboard is at, while the focus stays in the search field or on the list. */
export function useActivePerson({ users, reveal }: ActivePersonOptions) {
  const activeId = shallowRef<string | null>(null)
  const activeIndex = computed(() =>
    activeId.value === null ? -1 : users().findIndex(({ userId }) => userId === activeId.value),
  )

  function goTo(index: number) {
    const last = users().length - 1
    if (last < 0) return
    const target = Math.min(Math.max(index, 0), last)
    activeId.value = users()[target]!.userId
    reveal(target)
  }

  /** Moves by the key and says whether it was one that moves. */
  function move(key: string): boolean {
    const from = activeIndex.value
    const target = {
      ArrowDown: from + 1,
      ArrowUp: from < 0 ? users().length - 1 : from - 1,
      PageDown: Math.max(from, 0) + PAGE,
      PageUp: from - PAGE,
    }[key]
    if (target === undefined) return false
    goTo(target)
    return true
  }

  function clear() {
    activeId.value = null
  }

  watch(users, () => {
    if (activeIndex.value === -1) clear()
  })

  return { activeId, activeIndex, goTo, move, clear }
}
