import { watch, type ShallowRef } from 'vue'

/** Calls back when what had the focus went with the list itself, and nothing has it now. */
export function useLastFocus(
  body: Readonly<ShallowRef<HTMLElement | null>>,
  status: () => string,
  onLost: () => void,
) {
  let hadFocus = false

  watch(status, () => {
    hadFocus = body.value?.contains(document.activeElement) ?? false
  })
  watch(
    status,
    () => {
      if (hadFocus && (document.activeElement ?? document.body) === document.body) onLost()
    },
    { flush: 'post' },
  )
}
