import { computed, shallowRef, type ComputedRef } from 'vue'
import type { InvitationListEntry } from '../useInvitationList'

/** How rows are ordered: by what became of them, by name, or the latest change first. */
export type InvitationSort = 'state' | 'name' | 'time'

/** Narrows rows by name and orders them; what comes in is in the order of the states. */
export function createListView(
  rows: ComputedRef<readonly InvitationListEntry[]>,
  language: () => string,
) {
  const search = shallowRef('')
  const sort = shallowRef<InvitationSort>('state')
  const collator = computed(() => new Intl.Collator(language(), { numeric: true }))

  const found = computed(() => {
    const words = fold(search.value).split(/\s+/).filter(Boolean)
    if (words.length === 0) return rows.value
    return rows.value.filter(({ displayName }) => {
      const name = fold(displayName)
      return words.every((word) => name.includes(word))
    })
  })

  const entries = computed(() => {
    if (sort.value === 'state') return found.value
    const { compare } = collator.value
    return [...found.value].sort(
      sort.value === 'time'
        ? (one, other) => timeOf(other) - timeOf(one)
        : (one, other) => compare(one.displayName, other.displayName) || byId(one, other),
    )
  })

  return { search, sort, entries }
}

/** A text without what people leave out when they search: case, accents, width of letters. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
}

function timeOf({ updatedAt, createdAt }: InvitationListEntry) {
  return updatedAt ?? createdAt ?? 0
}

function byId({ userId: one }: InvitationListEntry, { userId: other }: InvitationListEntry) {
  return one < other ? -1 : 1
}
