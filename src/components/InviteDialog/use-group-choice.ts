import { computed, onScopeDispose, shallowRef, type Ref } from 'vue'
import { useAnnouncer } from '../../composables/useAnnouncer'
import { useLocale } from '../../composables/useLocale'
import type { UseUserDirectoryReturn } from '../../composables/useUserDirectory'
import type { usePeople } from './use-people'

export interface GroupChoiceOptions {
  selected: Ref<readonly string[]>
  /** How many people may be chosen. */
  max: () => number
  people: Pick<ReturnType<typeof usePeople>, 'stateOf'>
  directory: Pick<UseUserDirectoryReturn, 'groups' | 'hasWholeGroups' | 'membersOf' | 'query'>
}

/** Chooses everybody of a group who can be called. */
export function useGroupChoice({ selected, max, people, directory }: GroupChoiceOptions) {
  const { t } = useLocale()
  const { announce } = useAnnouncer()
  const busyGroup = shallowRef<string | null>(null)
  const failedGroup = shallowRef<string | null>(null)
  let isGone = false

  onScopeDispose(() => (isGone = true))

  /** Groups that fit what is searched for; none where the directory does not know all their people. */
  const groups = computed(() => {
    if (!directory.hasWholeGroups.value) return []
    const words = directory.query.value.trim().toLowerCase()
    return directory.groups.value.filter(({ group }) => group.toLowerCase().includes(words))
  })

  async function chooseGroup(group: string) {
    if (busyGroup.value !== null) return
    busyGroup.value = group
    failedGroup.value = null
    try {
      const members = await directory.membersOf(group)
      if (isGone) return
      const callable = members.filter((user) => people.stateOf(user).obstacle === null)
      add(callable.map(({ userId }) => userId))
    } catch {
      failedGroup.value = group
    } finally {
      busyGroup.value = null
    }
  }

  function add(userIds: readonly string[]) {
    const all = [...new Set([...selected.value, ...userIds])]
    const limit = Math.max(max(), selected.value.length)
    selected.value = all.slice(0, limit)
    announce(t('dialog.chosenCount', { count: selected.value.length }))
    if (all.length > limit) announce(t('dialog.maxReached', { count: max() }))
  }

  return { groups, busyGroup, failedGroup, chooseGroup }
}
