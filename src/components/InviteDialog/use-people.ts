import { computed } from 'vue'
import { useDisplayNames } from '../../composables/useDisplayNames'
import { useInvitationContext, type DirectoryUser } from '../../composables/useInvitationContext'
import { useInvitationList, type InvitationListEntry } from '../../composables/useInvitationList'

/** Why a person cannot be chosen: oneself, inside already, being called, on the way, or the directory's own reason. */
export type PersonObstacle = 'you' | 'inRoom' | 'calling' | 'accepted' | 'directory'

/** What the dialog knows about one person of the directory. */
export interface PersonState {
  /** Why the person cannot be chosen; `null` when they can. */
  obstacle: PersonObstacle | null
  /** Their row in the room's list; `null` when they were not invited. */
  entry: InvitationListEntry | null
}

/** Who of the directory may be chosen, and what is known of the others. */
export function usePeople() {
  const { currentUser, members } = useInvitationContext()
  const { entries } = useInvitationList()
  const { nameOf, avatarOf } = useDisplayNames()

  const insideIds = computed(() => new Set(members.value.map(({ userId }) => userId)))
  const entryByUser = computed(() => new Map(entries.value.map((entry) => [entry.userId, entry])))

  function obstacleOf(
    user: DirectoryUser,
    entry: InvitationListEntry | null,
  ): PersonObstacle | null {
    if (user.userId === currentUser.value?.userId) return 'you'
    if (insideIds.value.has(user.userId)) return 'inRoom'
    if (entry?.state === 'calling' && entry.sync !== 'cancelling') return 'calling'
    if (entry?.state === 'accepted') return 'accepted'
    return user.disabledReason ? 'directory' : null
  }

  /** A person whose state did not change keeps the same object, so that the row need not update. */
  const known = new WeakMap<DirectoryUser, PersonState>()

  function stateOf(user: DirectoryUser): PersonState {
    const entry = entryByUser.value.get(user.userId) ?? null
    const obstacle = obstacleOf(user, entry)
    const before = known.get(user)
    if (before && before.obstacle === obstacle && before.entry === entry) return before
    const state = { obstacle, entry }
    known.set(user, state)
    return state
  }

  /** What is known of ids, for chips and for the rows of people who are being called. */
  function describe(userIds: readonly string[]) {
    return userIds.map((userId) => ({
      userId,
      userName: nameOf({ userId }),
      avatarUrl: avatarOf({ userId }),
    }))
  }

  return { stateOf, describe, nameOf }
}
