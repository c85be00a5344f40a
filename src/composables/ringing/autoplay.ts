import type { Clock } from '../../manager/ports'
import type { RingingBrowser } from './browser'

/** How long a browser may take to refuse, in milliseconds; those that refuse do it at once. */
const REFUSED_WITHIN_MS = 50

/**
 * Tells whether the browser keeps this page from being heard until the user has done something in it,
 * unless the returned function was called before. Asks by an element that has nothing to play: unlike
 * an audio context, that is refused without a warning on the console.
 */
export function askForSound(
  { Audio, navigator }: RingingBrowser,
  clock: Clock,
  onAnswer: (isRefused: boolean) => void,
): () => void {
  let isOver = false
  const cancelTimer = clock.setTimer(() => answer(false), REFUSED_WITHIN_MS)

  function answer(isRefused: boolean) {
    if (isOver) return
    end()
    onAnswer(isRefused)
  }

  function end() {
    isOver = true
    cancelTimer()
  }

  const isForbidden = navigator?.getAutoplayPolicy?.('audiocontext') === 'disallowed'
  const attempt = isForbidden || !Audio ? undefined : new Audio().play()
  Promise.resolve(attempt).then(
    () => answer(isForbidden),
    (error: unknown) => answer(isNotAllowed(error)),
  )
  return end
}

/** Whether sound may be tried without asking first. */
export function isPageTouched({ navigator }: RingingBrowser): boolean {
  return navigator?.userActivation?.hasBeenActive ?? false
}

/** Whether this is how browsers say that they want a gesture first. */
export function isNotAllowed(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotAllowedError'
}
