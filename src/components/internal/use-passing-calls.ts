/** Marks what shows incoming calls: a modal dialog lets people reach it. */
export const CALLS_SELECTOR = '.ci-calls'

function isCalls(target: EventTarget | null) {
  return target instanceof Element && target.closest(CALLS_SELECTOR) !== null
}

/** Lets a call be answered while a modal dialog is open, without closing it. */
export function usePassingCalls() {
  /** For the dialog's `interactOutside`: a click on a call leaves the dialog open. */
  function keepOpen(event: CustomEvent<{ originalEvent: Event }>) {
    if (isCalls(event.detail.originalEvent.target)) event.preventDefault()
  }

  /** For the dialog's `focusout`: its focus trap does not pull the focus back from a call. */
  function letFocusGo(event: FocusEvent) {
    if (isCalls(event.relatedTarget)) event.stopPropagation()
  }

  return { keepOpen, letFocusGo }
}
