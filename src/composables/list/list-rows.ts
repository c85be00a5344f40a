import { computed, onScopeDispose } from 'vue'
import { useInvitationContext } from '../../context'
import type { InvitationState } from '../../stores/invitation-state'
import { useInvitationStore } from '../../stores/invitation-store'
import { shareRoomList, type RoomList } from '../../stores/room-list'
import type { InvitationEntry } from '../../stores/types'
import { useDisplayNames, type NamedUser } from '../useDisplayNames'

/** The rows of a list by state, each state's in the order in which they came to it. */
export type EntriesByState = Readonly<Record<InvitationState, readonly InvitationEntry[]>>

const ROWS = Symbol('rows')

/** All rows with their names: by state, and all in a row; once per context, however many look at them. */
export function useListRows() {
  const context = useInvitationContext()
  const roomList = useRoomList()
  const { nameOf } = useDisplayNames()
  return context.share(ROWS, () => createListRows(roomList, nameOf))
}

/** Calls back with the names of those who answered, or whose time was up, until the scope ends. */
export function useAnswers(
  onAnswer: (answer: { state: InvitationState; name: string }) => void,
): void {
  const { nameOf } = useDisplayNames()
  const { onAnswered } = useRoomList()
  const off = onAnswered((answered) => {
    for (const { state, invitee } of answered) onAnswer({ state, name: nameOf(invitee) })
  })
  onScopeDispose(off)
}

function useRoomList() {
  // whose events fill it
  useInvitationStore()
  return shareRoomList(useInvitationContext())
}

function createListRows(roomList: RoomList, nameOf: (user: NamedUser) => string) {
  /** Rows that did not change stay the same object, so that their components do not update. */
  const renamed = new WeakMap<InvitationEntry, InvitationEntry>()

  function withName(entry: InvitationEntry): InvitationEntry {
    if (entry.displayName !== entry.userId) return entry
    const displayName = nameOf(entry.invitee)
    if (displayName === entry.displayName) return entry
    const before = renamed.get(entry)
    if (before?.displayName === displayName) return before
    const after = { ...entry, displayName }
    renamed.set(entry, after)
    return after
  }

  function rowsOf(state: InvitationState) {
    const rows = computed(() => roomList.byState.value[state])
    return computed(() => {
      const { entries, areNamed } = rows.value
      return areNamed ? entries : entries.map(withName)
    })
  }

  const calling = rowsOf('calling')
  const accepted = rowsOf('accepted')
  const noAnswer = rowsOf('noAnswer')
  const busy = rowsOf('busy')
  const declined = rowsOf('declined')

  const byState = computed<EntriesByState>(() => ({
    calling: calling.value,
    accepted: accepted.value,
    noAnswer: noAnswer.value,
    busy: busy.value,
    declined: declined.value,
  }))
  const everybody = computed<readonly InvitationEntry[]>(() =>
    calling.value.concat(accepted.value, noAnswer.value, busy.value, declined.value),
  )
  return { byState, everybody }
}
