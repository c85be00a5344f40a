/** Whether an arrow key leads towards the start of the line, whichever way an element is written. */
export function isBackward({ key }: KeyboardEvent, element: Element | null): boolean {
  return key === (isRtl(element) ? 'ArrowRight' : 'ArrowLeft')
}

/** Whether an arrow key leads towards the end of the line, whichever way an element is written. */
export function isForward({ key }: KeyboardEvent, element: Element | null): boolean {
  return key === (isRtl(element) ? 'ArrowLeft' : 'ArrowRight')
}

function isRtl(element: Element | null) {
  return element !== null && getComputedStyle(element).direction === 'rtl'
}
