import type { Off } from '../../manager/types'

/** Calls back whenever this page may have slept through something, or is looked at again. */
export function onWake(callback: () => void): Off {
  const offs = [
    listen(globalThis.document, 'visibilitychange', callback),
    listen(globalThis.document, 'resume', callback),
    listen(globalThis, 'pageshow', callback),
    listen(globalThis, 'focus', callback),
    listen(globalThis, 'online', callback),
  ]
  return () => offs.forEach((off) => off())
}

/** Calls back when this page is left, perhaps for good, and when it comes back. */
export function onLeave(callbacks: { leave: () => void; comeBack: () => void }): Off {
  const offs = [
    listen(globalThis, 'pagehide', callbacks.leave),
    listen(globalThis, 'pageshow', callbacks.comeBack),
  ]
  return () => offs.forEach((off) => off())
}

/** Listens where there is something to listen to: workers have no document. */
function listen(target: EventTarget | undefined, name: string, callback: () => void): Off {
  target?.addEventListener(name, callback)
  return () => target?.removeEventListener(name, callback)
}
