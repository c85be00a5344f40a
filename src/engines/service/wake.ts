import type { Off } from '../../manager/types'

/** What a page tells about its own life; nothing where there is no page. */
export interface PageListener {
  /** It may have slept, or the network may have changed. */
  onWake: () => void
  /** It is left, for good or into the browser's cache, where it hears nothing. */
  onLeave: () => void
}

/** Listens to the life of this page. */
export function followPage({ onWake, onLeave }: PageListener): Off {
  const { document } = globalThis
  const offs = [
    listen(document, 'visibilitychange', () => {
      if (document.visibilityState === 'visible') onWake()
    }),
    listen(document, 'resume', onWake),
    listen(globalThis, 'pageshow', (event) => {
      if ((event as PageTransitionEvent).persisted) onWake()
    }),
    listen(globalThis, 'online', onWake),
    listen(globalThis, 'pagehide', onLeave),
  ]
  return () => offs.forEach((off) => off())
}

/** Listens where there is something to listen to: workers have no document, Node.js has neither. */
function listen(
  target: Partial<EventTarget> | undefined,
  name: string,
  listener: (event: Event) => void,
): Off {
  target?.addEventListener?.(name, listener)
  return () => target?.removeEventListener?.(name, listener)
}
