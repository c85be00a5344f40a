import { GESTURES, listen, type RingingBrowser } from './browser'

/** Creates what waits for a user's gesture as long as one is wanted. */
export function createGestureWatch(
  browser: () => RingingBrowser,
  onGesture: () => void,
): (isWanted: boolean) => void {
  let unfollow: (() => void) | null = null
  return (isWanted) => {
    if (isWanted) unfollow ??= listen(browser().window, GESTURES, onGesture)
    else {
      unfollow?.()
      unfollow = null
    }
  }
}
