import type { RingingBrowser } from './browser'
import { createFaviconBadge } from './favicon-badge'

/** Shows how many calls ring on the app's own icon. */
export interface CallBadge {
  /** 0 takes it off. */
  show(count: number): void
}

/** Creates a {@link CallBadge}: the number on an installed app's icon, a dot on a tab's favicon. */
export function createCallBadge(options: { browser: () => RingingBrowser }): CallBadge {
  const { browser } = options
  const favicon = createFaviconBadge(options)
  let shown = 0

  return {
    show(count) {
      if (count === shown) return
      shown = count
      const { navigator } = browser()
      // refused in places that have no icon, where nobody misses it
      if (count > 0) navigator?.setAppBadge?.(count).catch(() => {})
      else navigator?.clearAppBadge?.().catch(() => {})
      favicon.show(count > 0)
    },
  }
}
