import {
  computed,
  nextTick,
  onBeforeUnmount,
  onMounted,
  shallowRef,
  watch,
  type ShallowRef,
} from 'vue'

export interface StackFocusOptions {
  stack: Readonly<ShallowRef<HTMLElement | null>>
  /** Name of the key that leads into the stack; `null` for none. */
  hotkey: () => string | null
  /** Whether Escape leads out. */
  canLeave: () => boolean
  /** Changes whenever a card comes, goes or gets other buttons. */
  changes: () => unknown
}

/** Leads the focus into the cards on request only, and always back to where it was. */
export function useStackFocus({ stack, hotkey, canLeave, changes }: StackFocusOptions) {
  /** Where the focus was before it came in. */
  let origin: HTMLElement | null = null
  const hasFocus = shallowRef(false)
  const hasPointer = shallowRef(false)

  function isInside(node: EventTarget | null) {
    return node instanceof Node && stack.value !== null && stack.value.contains(node)
  }

  function leave() {
    const target = origin?.isConnected ? origin : null
    origin = null
    hasFocus.value = false
    if (target) target.focus()
    else if (isInside(document.activeElement)) (document.activeElement as HTMLElement).blur()
  }

  /** The next card's first answer: of the first card when coming in, of the one after when inside. */
  function enter() {
    const answers = [...(stack.value?.querySelectorAll<HTMLElement>('[data-answer]') ?? [])]
    const card = document.activeElement?.closest('[data-card]') ?? null
    const next = isInside(card) ? answers.findIndex((answer) => card!.contains(answer)) + 1 : 0
    const answer = answers[next] ?? answers[0]
    answer?.focus()
    return answer !== undefined
  }

  function onDocumentKey(event: KeyboardEvent) {
    const hasModifier = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey
    if (event.key !== hotkey() || hasModifier || event.defaultPrevented) return
    if (enter()) event.preventDefault()
  }

  // A modal dialog's focus trap listens on the document and would pull the focus back: it must hear
  // of neither, because calls may be answered while a dialog is open.
  function onFocusIn(event: FocusEvent) {
    event.stopPropagation()
    // Without a source, the focus comes from a button of the stack that vanished.
    const isFromOutside = !isInside(event.relatedTarget) && event.relatedTarget !== null
    if (isFromOutside) origin = event.relatedTarget as HTMLElement
    hasFocus.value = true
  }

  function onFocusOut(event: FocusEvent) {
    event.stopPropagation()
    if (isInside(event.relatedTarget)) return
    hasFocus.value = false
    // Without a target the focused button may just have vanished, and the way back is still needed.
    if (event.relatedTarget !== null) origin = null
  }

  function onStackKey(event: KeyboardEvent) {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    event.preventDefault()
    if (canLeave()) leave()
  }

  /** A button that had the focus and vanished leaves it on the page itself. */
  watch(changes, async () => {
    const wasInside = isInside(document.activeElement)
    await nextTick()
    if (wasInside && !isInside(document.activeElement)) leave()
  })

  function listen(element: HTMLElement) {
    const listening = new AbortController()
    const { signal } = listening
    element.addEventListener('focusin', onFocusIn, { signal })
    element.addEventListener('focusout', onFocusOut, { signal })
    element.addEventListener('keydown', onStackKey, { signal })
    element.addEventListener('pointerenter', () => (hasPointer.value = true), { signal })
    element.addEventListener('pointerleave', () => (hasPointer.value = false), { signal })
    return () => listening.abort()
  }

  // At once: whoever moves the focus in after rendering must be heard already.
  watch(
    stack,
    (element, _, onCleanup) => {
      if (element) onCleanup(listen(element))
    },
    { flush: 'sync' },
  )
  onMounted(() => document.addEventListener('keydown', onDocumentKey))
  onBeforeUnmount(() => {
    document.removeEventListener('keydown', onDocumentKey)
    if (isInside(document.activeElement)) leave()
  })

  return {
    leave,
    /** Whether somebody points at the cards or has the focus in them. */
    isInUse: computed(() => hasFocus.value || hasPointer.value),
  }
}
