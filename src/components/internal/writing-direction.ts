/** Whether an arrow key leads towards the start of the line, whichever way an element is written. */
export function isBackward({ key }: KeyboardEvent, element: Element | null): boolean {
  const isRtl = element !== null && getComputedStyle(element).direction === 'rtl'
  return key === (isRtl ? 'ArrowRight' : 'ArrowLeft')
}
