import type { Clock } from '../../manager/ports'
import { listen, type RingingBrowser } from './browser'
import { holdLock, type LockHold } from './lock-hold'

/**
 * How long the chair of a ring that is over is kept, in milliseconds: tabs hear of the end one after
 * the other, and the next must not begin to ring in between.
 */
const LINGER_MS = 1_000

export interface TabElectionOptions {
  /** The same in all tabs that must not ring together. */
  name: string
  clock: Clock
  browser: () => RingingBrowser
  /** How long this tab lets better ones go first, in milliseconds. */
  delay: () => number
  /** Called when any of the flags changed. */
  onChange: () => void
}

/** Chooses one tab of a person to ring. */
export interface TabElection {
  /** Whether this tab is the one. */
  readonly isElected: boolean
  /** Whether this tab has tried to make sound and let others try. */
  readonly hasGivenUp: boolean
  /** Whether no other tab is elected at the same time: there are locks. */
  readonly isExclusive: boolean
  /** Takes part, from the beginning of a ring. */
  enter(): void
  /** This tab makes no sound: any other tab that can takes over, else it stays elected. */
  giveUp(): void
  /** This tab can make sound now: it becomes elected unless another one sounds. */
  retry(): void
  /** The ring is over. */
  leave(): void
  /** Leaves without lingering. */
  dispose(): void
}

/**
 * Creates a {@link TabElection} by two Web Locks. Whoever holds the turn tries to make sound, and
 * takes the chair from whoever sits there; a tab that stays silent passes its turn on but keeps the
 * chair until somebody takes it. A tab that closes loses both. Without Web Locks each visible tab is
 * elected.
 */
export function createTabElection(options: TabElectionOptions): TabElection {
  const { name, clock, browser, onChange } = options
  let isIn = false
  let isSeated = false
  let hasGivenUp = false
  let areLocksBroken = false
  let turn: LockHold | null = null
  let chair: LockHold | null = null
  let cancelTimer: (() => void) | null = null
  let unfollowPage: (() => void) | null = null

  const getLocks = () => (areLocksBroken ? undefined : browser().navigator?.locks)

  function after(ms: number, callback: () => void) {
    cancelTimer?.()
    cancelTimer = ms > 0 ? clock.setTimer(callback, ms) : null
    if (ms <= 0) callback()
  }

  function enter() {
    if (isIn) return
    isIn = true
    hasGivenUp = false
    if (!getLocks()) followPage()
    else if (turn || chair) after(0, takeTurn)
    else after(options.delay(), takeTurn)
  }

  function takeTurn() {
    const locks = getLocks()
    if (turn || !locks) return
    turn = holdLock(locks, `${name}:turn`, { onHeld: takeChair, onLost: useNoLocks })
  }

  function takeChair() {
    if (!isSeated) requestChair(true)
  }

  function requestChair(steal: boolean) {
    const locks = getLocks()
    chair?.release()
    chair = locks
      ? holdLock(locks, `${name}:chair`, { steal, onHeld: () => seat(true), onLost: loseChair })
      : null
  }

  function loseChair(error: unknown) {
    chair = null
    seat(false)
    if (!isAbort(error)) useNoLocks()
    else if (isIn) requestChair(false)
  }

  /** A page may have locks and yet forbid them, for instance in a sandbox. */
  function useNoLocks() {
    areLocksBroken = true
    release()
    if (isIn) followPage()
  }

  function followPage() {
    if (unfollowPage) return
    const { document } = browser()
    const update = () => seat(document?.visibilityState !== 'hidden')
    unfollowPage = listen(document, ['visibilitychange'], update)
    update()
  }

  function seat(seated: boolean) {
    if (isSeated === seated) return
    isSeated = seated
    onChange()
  }

  function giveUp() {
    if (!isIn || !turn) return
    turn.release()
    turn = null
    hasGivenUp = true
    onChange()
  }

  function retry() {
    if (!isIn || !hasGivenUp) return
    hasGivenUp = false
    takeTurn()
    onChange()
  }

  function release() {
    cancelTimer?.()
    cancelTimer = null
    turn?.release()
    chair?.release()
    turn = chair = null
    unfollowPage?.()
    unfollowPage = null
    hasGivenUp = false
    seat(false)
  }

  function leave() {
    if (!isIn) return
    isIn = false
    if (isSeated && turn) after(LINGER_MS, release)
    else release()
  }

  function dispose() {
    isIn = false
    release()
  }

  return {
    get isElected() {
      return isIn && isSeated
    },
    get hasGivenUp() {
      return hasGivenUp
    },
    get isExclusive() {
      return getLocks() !== undefined
    },
    enter,
    giveUp,
    retry,
    leave,
    dispose,
  }
}

function isAbort(error: unknown) {
  return error instanceof Error && error.name === 'AbortError'
}
