import { computed, onScopeDispose, shallowRef, type Ref } from 'vue'
import { useAnnouncer } from '../../composables/useAnnouncer'
import type { DirectoryGroup } from '../../composables/useInvitationContext'
import { useLocale } from '../../composables/useLocale'
import { groupIdOf, type UseUserDirectoryReturn } from '../../composables/useUserDirectory'
import type { usePeople } from './use-people'

export interface GroupChoiceOptions {
  selected: Ref<readonly string[]>
  /** How many people may be chosen. */
  max: () => number
  people: Pick<ReturnType<typeof usePeople>, 'stateOf'>
  directory: Pick<
    UseUserDirectoryReturn,
    'groups' | 'hasWholeGroups' | 'membersOf' | 'query' | 'path' | 'canOpenGroups'
  >
}

/** How a whole group stands: it can be chosen, is on its way, or is chosen and can be taken back. */
export type GroupState = 'open' | 'busy' | 'chosen'

/** Return type of {@link useGroupChoice}. */
export type GroupChoice = ReturnType<typeof useGroupChoice>

/** Chooses everybody of a group who can be called, and takes all of them back. */
export function useGroupChoice({ selected, max, people, directory }: GroupChoiceOptions) {
  const { t } = useLocale()
  const { announce } = useAnnouncer()
  const busyGroup = shallowRef<string | null>(null)
  const failedGroup = shallowRef<DirectoryGroup | null>(null)
  /** Whom the choice of each group brought. */
  const broughtBy = shallowRef<ReadonlyMap<string, readonly string[]>>(new Map())
  const selectedSet = computed(() => new Set(selected.value))
  let isGone = false

  onScopeDispose(() => (isGone = true))

  /** The groups that fit what is searched for; those inside of a group the directory has matched itself. */
  const groups = computed(() => {
    if (!directory.hasWholeGroups.value && !directory.canOpenGroups.value) return []
    if (directory.path.value.length > 0) return directory.groups.value
    const words = directory.query.value.trim().toLowerCase()
    return directory.groups.value.filter(({ group }) => group.toLowerCase().includes(words))
  })

  function stateOf(group: DirectoryGroup): GroupState {
    const id = groupIdOf(group)
    if (busyGroup.value === id) return 'busy'
    const brought = broughtBy.value.get(id) ?? []
    const isChosen = brought.length > 0 && brought.every((userId) => selectedSet.value.has(userId))
    return isChosen ? 'chosen' : 'open'
  }

  async function toggle(group: DirectoryGroup) {
    if (stateOf(group) === 'chosen') takeBack(group)
    else await choose(group)
  }

  async function choose(group: DirectoryGroup) {
    if (busyGroup.value !== null) return
    const id = groupIdOf(group)
    busyGroup.value = id
    failedGroup.value = null
    try {
      const members = await directory.membersOf(id)
      if (isGone) return
      const callable = members.filter(
        (user) => selectedSet.value.has(user.userId) || people.stateOf(user).obstacle === null,
      )
      add(
        id,
        callable.map(({ userId }) => userId),
      )
    } catch {
      failedGroup.value = group
    } finally {
      busyGroup.value = null
    }
  }

  function add(id: string, userIds: readonly string[]) {
    const all = [...new Set([...selected.value, ...userIds])]
    const limit = Math.max(max(), selected.value.length)
    selected.value = all.slice(0, limit)
    broughtBy.value = new Map(broughtBy.value).set(id, userIds)
    announce(t('dialog.chosenCount', { count: selected.value.length }))
    if (all.length > limit) announce(t('dialog.maxReached', { count: max() }))
  }

  function takeBack(group: DirectoryGroup) {
    const brought = new Set(broughtBy.value.get(groupIdOf(group)))
    selected.value = selected.value.filter((userId) => !brought.has(userId))
    announce(t('dialog.chosenCount', { count: selected.value.length }))
  }

  return { groups, canChoose: directory.hasWholeGroups, failedGroup, stateOf, toggle }
}
