import { computed, type Ref } from 'vue'
import { useAnnouncer } from '../../composables/useAnnouncer'
import type { DirectoryUser } from '../../composables/useInvitationContext'
import { useLocale } from '../../composables/useLocale'
import { useActivePerson } from './use-active-person'
import type { usePeople } from './use-people'

export interface ChooserOptions {
  selected: Ref<readonly string[]>
  query: Ref<string>
  users: () => readonly DirectoryUser[]
  /** How many people may be chosen. */
  max: () => number
  people: Pick<ReturnType<typeof usePeople>, 'describe' | 'stateOf'>
  /** Brings a person into sight. */
  reveal: (index: number) => void
  /** Ctrl+Enter or Cmd+Enter. */
  submit: () => void
}

/** Chooses people by pointer and keyboard, from the search field and from the list. */
export function useChooser({
  selected,
  query,
  users,
  max,
  people,
  reveal,
  submit,
}: ChooserOptions) {
  const { t } = useLocale()
  const { announce } = useAnnouncer()
  const { activeIndex, goTo, move } = useActivePerson({ users, reveal })
  const selectedSet = computed(() => new Set(selected.value))

  function toggle(user: DirectoryUser) {
    if (selectedSet.value.has(user.userId)) takeBack(user.userId)
    else if (people.stateOf(user).obstacle !== null) return
    else if (selected.value.length < max()) selected.value = [...selected.value, user.userId]
    else announce(t('dialog.maxReached', { count: max() }))
  }

  function takeBack(userId: string) {
    selected.value = selected.value.filter((id) => id !== userId)
    const [person] = people.describe([userId])
    announce(t('dialog.takenBack', { name: person?.userName ?? userId }))
  }

  function toggleAt(index: number) {
    goTo(index)
    const user = users()[index]
    if (user) toggle(user)
  }

  /** Understands a key, in the field or on the list, and then prevents its default. */
  function onKey(event: KeyboardEvent) {
    const { key } = event
    const isTyping = event.target instanceof HTMLInputElement
    if (key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
    else if (key === 'Escape' && query.value !== '') {
      query.value = ''
      // The dialog closes with the next one.
      event.stopPropagation()
    } else if (key === 'Enter' || (key === ' ' && !isTyping)) toggleAt(activeIndex.value)
    else if (!move(key)) return
    event.preventDefault()
  }

  /** The list itself got the focus: the keyboard has to be at somebody. */
  function enterList() {
    if (activeIndex.value < 0) goTo(0)
  }

  return { selectedSet, activeIndex, toggleAt, takeBack, onKey, enterList }
}
