import type { InvitationState } from '../stores/invitation-state'
import type { InvitationEntry } from '../stores/types'

/** The rows of a list by state, each state's in the order in which they came to it. */
export type EntriesByState = Readonly<Record<InvitationState, readonly InvitationEntry[]>>

/** Sorts a list into its states; rows of the same time keep the list's order. */
export function listByState(list: readonly InvitationEntry[]): EntriesByState {
  const byState: Record<InvitationState, InvitationEntry[]> = {
    calling: [],
    accepted: [],
    noAnswer: [],
    busy: [],
    declined: [],
  }
  for (const entry of list) byState[entry.state].push(entry)
  for (const entries of Object.values(byState)) entries.sort(byTime)
  return byState
}

function byTime(one: InvitationEntry, other: InvitationEntry) {
  return timeOf(one) - timeOf(other)
}

/** Foreign backends do not say when; their rows keep the order of the list. */
function timeOf({ updatedAt, createdAt }: InvitationEntry) {
  return updatedAt ?? createdAt ?? 0
}
