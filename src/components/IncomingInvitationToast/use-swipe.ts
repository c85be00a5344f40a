import { shallowRef } from 'vue'

/** How far a finger goes before it means something, in pixels. */
const FAR_ENOUGH = 80

/** Follows a finger that moves along the line of writing; anything else stays scrolling. */
export function useSwipe(onSwipe: () => void) {
  let start: { id: number; x: number; y: number } | null = null
  /** How far the finger is from where it began, in pixels; 0 while there is none. */
  const offset = shallowRef(0)

  function onPointerdown({ pointerType, pointerId, isPrimary, clientX, clientY }: PointerEvent) {
    if (pointerType !== 'touch' || !isPrimary) return
    start = { id: pointerId, x: clientX, y: clientY }
  }

  function onPointermove({ pointerId, clientX, clientY }: PointerEvent) {
    if (pointerId !== start?.id) return
    const along = clientX - start.x
    const isAcross = Math.abs(clientY - start.y) * 2 > Math.abs(along)
    offset.value = isAcross ? 0 : along
  }

  function onPointerup({ pointerId }: PointerEvent) {
    if (pointerId !== start?.id) return
    const isFar = Math.abs(offset.value) >= FAR_ENOUGH
    cancel()
    if (isFar) onSwipe()
  }

  function cancel() {
    start = null
    offset.value = 0
  }

  return {
    offset,
    listeners: {
      pointerdown: onPointerdown,
      pointermove: onPointermove,
      pointerup: onPointerup,
      pointercancel: cancel,
    },
  }
}
