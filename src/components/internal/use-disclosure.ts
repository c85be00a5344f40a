import { shallowRef, type ShallowRef } from 'vue'

export interface DisclosureOptions {
  /** What holds the button and what it opens. */
  root: Readonly<ShallowRef<HTMLElement | null>>
  /** The button that opens and closes. */
  trigger: Readonly<ShallowRef<HTMLElement | null>>
}

/** Opens and closes what lies above the rest: Escape closes it, and so does the focus that goes elsewhere. */
export function useDisclosure({ root, trigger }: DisclosureOptions) {
  const isOpen = shallowRef(false)

  function toggle() {
    isOpen.value = !isOpen.value
    // Safari does not focus a pressed button, and leaving the focus is what closes
    trigger.value?.focus()
  }

  function close() {
    isOpen.value = false
    trigger.value?.focus()
  }

  function onEscape(event: KeyboardEvent) {
    if (!isOpen.value) return
    event.stopPropagation()
    close()
  }

  function onFocusOut({ relatedTarget }: FocusEvent) {
    const isInside = relatedTarget instanceof Node && root.value?.contains(relatedTarget)
    if (!isInside) isOpen.value = false
  }

  return { isOpen, toggle, close, onEscape, onFocusOut }
}
