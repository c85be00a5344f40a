import { computed, shallowRef, type Ref } from 'vue'

export interface RingChoiceOptions {
  selected: Ref<readonly string[]>
  /** Whether nobody rings. */
  silent: Ref<boolean>
  /** Who of the chosen is only told. */
  notified: Ref<readonly string[]>
  /** Whether people may be told without a ring. */
  isOffered: () => boolean
}

/** Return type of {@link useRingChoice}. */
export type RingChoice = ReturnType<typeof useRingChoice>

/** Decides who rings: everybody, nobody, or only some, one by one. */
export function useRingChoice({ selected, silent, notified, isOffered }: RingChoiceOptions) {
  const wantsToChoose = shallowRef(false)
  const told = computed(() => new Set(notified.value))

  /** There has to be somebody who rings and somebody who does not. */
  const canChoose = computed(() => isOffered() && !silent.value && selected.value.length > 1)
  const isChoosing = computed(
    () =>
      canChoose.value && (wantsToChoose.value || selected.value.some((id) => told.value.has(id))),
  )

  /** Who is told only; `null` while it is the same for everybody. */
  const exceptions = computed(() => (isChoosing.value ? told.value : null))

  function toggleChoosing() {
    wantsToChoose.value = !isChoosing.value
    if (!wantsToChoose.value) notified.value = []
  }

  function toggle(userId: string) {
    notified.value = told.value.has(userId)
      ? notified.value.filter((id) => id !== userId)
      : [...notified.value, userId]
  }

  return { silent, canChoose, isChoosing, exceptions, toggleChoosing, toggle }
}
