import { InvitationRejectedReason, InvitationStatus } from '../manager/enums'
import type { InvitationEntry } from '../stores/types'

/** An invitation's status as people say it. */
export type InvitationState = 'calling' | 'noAnswer' | 'declined' | 'busy' | 'accepted'

/** The rows of a list by state, each state's in the order in which they came to it. */
export type EntriesByState = Readonly<Record<InvitationState, readonly InvitationEntry[]>>

/** The state of a row in one word. */
export function stateOf({
  status,
  reason,
}: Pick<InvitationEntry, 'status' | 'reason'>): InvitationState {
  switch (status) {
    case InvitationStatus.ACCEPTED:
      return 'accepted'
    case InvitationStatus.TIMEOUT:
      return 'noAnswer'
    case InvitationStatus.REJECTED:
      return reason === InvitationRejectedReason.IN_OTHER_CONFERENCE ? 'busy' : 'declined'
    case InvitationStatus.PENDING:
    case InvitationStatus.NONE:
      return 'calling'
  }
}

/** Sorts a list into its states; rows of the same time keep the list's order. */
export function listByState(list: readonly InvitationEntry[]): EntriesByState {
  const byState: Record<InvitationState, InvitationEntry[]> = {
    calling: [],
    accepted: [],
    noAnswer: [],
    busy: [],
    declined: [],
  }
  for (const entry of list) byState[stateOf(entry)].push(entry)
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
