import { nextTick, watch } from 'vue'

/**
 * Takes the focus along to the next page: whoever pressed a button that is gone now, or answered a call, goes on at the
 * top of what came of it, and not at the top of the document.
 */
export function usePageFocus(page: () => string): void {
  watch(
    page,
    async () => {
      const before = document.activeElement
      if (!before || before === document.body) return
      await nextTick()
      const { activeElement } = document
      const isLost = activeElement === document.body || activeElement?.closest('.ci-calls')
      if (isLost) document.getElementById('content')?.focus()
    },
    { flush: 'pre' },
  )
}
