import type { Clock } from '../../manager/ports'
import type { RingingBrowser } from './browser'

/** One change a second: a flash every two, well below what harms anybody. */
const FLASH_MS = 1_000

/** Lets the page's title tell of a call. */
export interface TitleFlasher {
  /** Alternates between the notice and the title of the app; `null` gives the title back. */
  show(notice: { count: number; text: string } | null): void
  /** Gives the title back. */
  dispose(): void
}

/**
 * Creates a {@link TitleFlasher}: "(1) Ann is calling – My app". The title stays the app's: what it
 * sets meanwhile is what it has afterwards. Stands still for people who want less motion.
 */
export function createTitleFlasher({
  browser,
  clock,
}: {
  browser: () => RingingBrowser
  clock: Clock
}): TitleFlasher {
  let notice = ''
  let own = ''
  /** What was written last; anything else in its place came from the app. */
  let written: string | null = null
  let isOn = false
  let cancelTimer: (() => void) | null = null

  function write(title: string) {
    const { document } = browser()
    if (!document) return
    if (document.title !== title) document.title = title
    // read back: browsers trim titles
    written = document.title
  }

  function noticeChanges() {
    const { document } = browser()
    if (document && document.title !== written) own = document.title
  }

  function draw() {
    noticeChanges()
    write(isOn ? (own ? `${notice} – ${own}` : notice) : own)
  }

  function isStill() {
    return browser().window?.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false
  }

  function flash() {
    isOn = !isOn || isStill()
    draw()
    cancelTimer = clock.setTimer(flash, FLASH_MS)
  }

  function show(next: { count: number; text: string } | null) {
    if (!next) return dispose()
    const text = `(${next.count}) ${next.text}`
    notice = text
    // while it flashes, the next one shows it: a change now could be the second within a second
    if (!cancelTimer) flash()
  }

  function dispose() {
    if (!cancelTimer) return
    cancelTimer()
    cancelTimer = null
    noticeChanges()
    write(own)
    notice = ''
    written = null
    isOn = false
  }

  return { show, dispose }
}
