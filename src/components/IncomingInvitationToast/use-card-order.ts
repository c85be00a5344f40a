import { computed, shallowRef, watch } from 'vue'
import type { IncomingCard } from '../../composables/useIncomingInvitations'

export interface CardOrderOptions {
  /** Newest first. */
  cards: () => readonly IncomingCard[]
  /** Whether somebody points at the stack or has the focus in it. */
  isInUse: () => boolean
  /** How many cards show while the stack is not expanded. */
  max: () => number
}

/** As many cards from the first on; those that have ended leave soon and keep no other from ringing. */
function firstOf(cards: readonly IncomingCard[], max: number) {
  let live = 0
  return cards.filter(({ state }, place) => (state === 'ended' ? place < max : live++ < max))
}

/** Which cards show and in which order: nothing moves under a finger that is about to press. */
export function useCardOrder({ cards, isInUse, max }: CardOrderOptions) {
  const keys = shallowRef<readonly string[]>([])
  const isExpanded = shallowRef(false)
  const openKey = shallowRef<string | null>(null)

  watch(
    [cards, isInUse],
    ([now, inUse]) => {
      const present = now.map(({ key }) => key)
      if (!inUse) keys.value = present
      else {
        const kept = keys.value.filter((key) => present.includes(key))
        keys.value = [...kept, ...present.filter((key) => !kept.includes(key))]
      }
    },
    { immediate: true },
  )

  const ordered = computed(() => {
    const byKey = new Map(cards().map((card) => [card.key, card]))
    return keys.value.flatMap((key) => byKey.get(key) ?? [])
  })
  const shown = computed(() => (isExpanded.value ? ordered.value : firstOf(ordered.value, max())))
  const hiddenCount = computed(() => ordered.value.length - shown.value.length)
  /** The one card that shows everything: the one opened, else the first that rings. */
  const frontKey = computed(() => {
    const live = shown.value.filter(({ state }) => state !== 'ended')
    return (live.find(({ key }) => key === openKey.value) ?? live[0])?.key ?? null
  })

  function open(key: string) {
    openKey.value = key
  }

  function toggleExpanded() {
    isExpanded.value = !isExpanded.value
  }

  watch(ordered, (all) => {
    if (all.length <= max()) isExpanded.value = false
  })

  return { shown, hiddenCount, frontKey, isExpanded, open, toggleExpanded }
}
