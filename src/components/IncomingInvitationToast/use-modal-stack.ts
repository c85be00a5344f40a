import { watch, type ShallowRef } from 'vue'

export interface ModalStackOptions {
  stack: Readonly<ShallowRef<HTMLElement | null>>
  /** Whether calls take over the page now. */
  isModal: () => boolean
  /** Changes whenever a card comes, goes or gets other buttons. */
  changes: () => unknown
  /** Gives the focus back to where it was. */
  leave: () => void
}

const FOCUSABLE = 'button, a[href], input, select, textarea, [tabindex]:not([tabindex="-1"])'

/** Keeps the focus among the cards while calls take over the page. */
export function useModalStack({ stack, isModal, changes, leave }: ModalStackOptions) {
  function isInside(node: EventTarget | null) {
    return node instanceof Node && stack.value !== null && stack.value.contains(node)
  }

  function focusables() {
    return [...(stack.value?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])].filter(
      (element) => !element.closest('[inert]'),
    )
  }

  /** Not to an answer: somebody who is typing must not join by the next key. */
  function takeFocus() {
    stack.value?.focus()
  }

  function onKey(event: KeyboardEvent) {
    if (event.key !== 'Tab') return
    const all = focusables()
    const edge = event.shiftKey ? all[0] : all.at(-1)
    const active = document.activeElement
    if (active !== edge && active !== stack.value && isInside(active)) return
    event.preventDefault()
    const next = event.shiftKey ? all.at(-1) : all[0]
    next?.focus()
  }

  function onFocusIn(event: FocusEvent) {
    if (!isInside(event.target)) takeFocus()
  }

  /** A dialog beneath would pull the focus back into itself. */
  function onFocusOut(event: FocusEvent) {
    if (isInside(event.relatedTarget) && !isInside(event.target)) event.stopPropagation()
  }

  // After rendering, because the answers must be there.
  watch(
    () => isModal() && stack.value !== null,
    (active, wasActive, onCleanup) => {
      if (!active) {
        if (wasActive && isInside(document.activeElement)) leave()
        return
      }
      const listening = new AbortController()
      const options = { capture: true, signal: listening.signal }
      document.addEventListener('focusout', onFocusOut, options)
      document.addEventListener('focusin', onFocusIn, options)
      document.addEventListener('keydown', onKey, options)
      onCleanup(() => listening.abort())
    },
    { flush: 'post', immediate: true },
  )
  watch(
    [changes, () => isModal() && stack.value !== null],
    ([, active]) => {
      if (active && !isInside(document.activeElement)) takeFocus()
    },
    { flush: 'post', immediate: true },
  )
}
