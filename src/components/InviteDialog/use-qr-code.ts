import { shallowRef, watch } from 'vue'
import type { QrDrawing } from './qr-drawing'

/** Draws a text as a QR code once it is wanted; `null` wants none. */
export function useQrCode(text: () => string | null) {
  const drawing = shallowRef<QrDrawing | null>(null)
  const hasFailed = shallowRef(false)

  watch(
    text,
    async (wanted, _, onCleanup) => {
      let isStale = false
      onCleanup(() => (isStale = true))
      drawing.value = null
      hasFailed.value = false
      if (wanted === null) return
      try {
        // loaded only here: most people never ask for a code
        const { drawQrCode } = await import('./qr-drawing')
        if (!isStale) drawing.value = drawQrCode(wanted)
      } catch {
        if (!isStale) hasFailed.value = true
      }
    },
    { immediate: true },
  )

  return { drawing, hasFailed }
}
