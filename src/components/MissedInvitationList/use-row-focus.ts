import { watch, type ShallowRef } from 'vue'

export interface RowFocusOptions {
  root: Readonly<ShallowRef<HTMLElement | null>>
  /** Keys of the rows, in their order. */
  keys: () => readonly string[]
}

/** When the row with the focus goes, its neighbour gets it; without one, the title does. */
export function useRowFocus({ root, keys }: RowFocusOptions) {
  let lostIndex = -1
  let hadFocus = false

  function rows() {
    return [...(root.value?.querySelectorAll<HTMLElement>('[data-missed]') ?? [])]
  }

  watch(keys, () => {
    const active = document.activeElement
    hadFocus = active !== null && root.value?.contains(active) === true
    lostIndex = rows().findIndex((row) => row.contains(active))
  })
  watch(
    keys,
    () => {
      if (!hadFocus || root.value?.contains(document.activeElement)) return
      const left = rows()
      const row = left[Math.min(Math.max(lostIndex, 0), left.length - 1)]
      const target =
        row?.querySelector<HTMLElement>('[data-dismiss]') ??
        root.value?.querySelector<HTMLElement>('[data-title]')
      target?.focus()
    },
    { flush: 'post' },
  )
}
