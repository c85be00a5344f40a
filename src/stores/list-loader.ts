import { shallowRef } from 'vue'
import type { SharedClock } from '../context'
import { InvitationErrorCode, isConferenceInvitationError } from '../manager/errors'
import { CALL_WINDOW_MS, MAX_PAGE_COUNT } from '../manager/limits'
import type { ConferenceInvitationManager, InvitationListPage } from '../manager/types'
import type { InvitationMirror } from './invitation-mirror'

/** How many times in a row "too often" is waited out before it counts as an error. */
const MAX_WAITS = 6

/** Where a list comes from. */
export interface ListSource {
  manager: ConferenceInvitationManager
  roomId: string
}

interface Run {
  promise: Promise<void>
  isFromStart: boolean
}

/** What happens around a load. */
export interface LoadHandlers {
  onStart: () => void
  onLoaded: (options: { isFromStart: boolean; isComplete: boolean }) => void
}

/** Creates what brings a room's list into a mirror, page by page. */
export function createListLoader(
  mirror: InvitationMirror,
  clock: SharedClock,
  { onStart, onLoaded }: LoadHandlers,
) {
  const hasMore = shallowRef(false)
  const isLoading = shallowRef(false)
  const error = shallowRef<unknown>(null)
  const refreshedAt = shallowRef<number | null>(null)

  let source: ListSource | null = null
  let cursor = ''
  let run: Run | null = null
  let stopWaiting = () => {}

  /** Starts over with another room, or with none. */
  function open(next: ListSource | null) {
    stop()
    source = next
    cursor = ''
    hasMore.value = false
    error.value = null
    refreshedAt.value = null
  }

  /** Shows on a server what a browser shows while it takes the list. */
  function expectLoad(from: ListSource | null) {
    isLoading.value = from !== null
  }

  function stop() {
    run = null
    stopWaiting()
    isLoading.value = false
  }

  /**
   * Takes the list afresh as far as it was loaded; `restart` lets go of a load that is under way.
   * Rejects with what `error` then says; a load that was let go resolves.
   */
  function refresh({ restart = false } = {}): Promise<void> {
    if (run?.isFromStart && !restart) return run.promise
    stop()
    return start(true)
  }

  /** Takes the next page, unless the list is complete. Rejects as {@link refresh}. */
  function loadMore(): Promise<void> {
    if (run) return run.promise
    return hasMore.value ? start(false) : Promise.resolve()
  }

  function start(isFromStart: boolean): Promise<void> {
    if (!source) return Promise.resolve()
    const own: Run = { promise: Promise.resolve(), isFromStart }
    run = own
    isLoading.value = true
    own.promise = load(source, own)
      .catch((reason: unknown) => {
        if (run !== own) return
        error.value = reason
        throw reason
      })
      .finally(() => {
        if (run !== own) return
        run = null
        isLoading.value = false
      })
    return own.promise
  }

  async function load(from: ListSource, own: Run): Promise<void> {
    const { isFromStart } = own
    const wanted = isFromStart ? mirror.pagedCount : 1
    const snapshot = mirror.startSnapshot()
    onStart()
    let next = isFromStart ? '' : cursor
    let count = 0
    try {
      do {
        const page = await fetchPage(from, next, own)
        if (!page || run !== own) return
        snapshot.add(page.invitationList)
        count += page.invitationList.length
        next = page.invitationList.length === 0 ? '' : page.cursor
      } while (next !== '' && count < wanted)
      snapshot.commit({ isComplete: next === '', isFromStart })
    } finally {
      snapshot.close()
    }
    cursor = next
    hasMore.value = next !== ''
    error.value = null
    if (isFromStart) refreshedAt.value = clock.read()
    onLoaded({ isFromStart, isComplete: next === '' })
  }

  async function fetchPage(
    { manager, roomId }: ListSource,
    from: string,
    own: Run,
  ): Promise<InvitationListPage | null> {
    for (let waits = 0; run === own; waits += 1) {
      try {
        return await manager.getInvitationList({ roomId, cursor: from, count: MAX_PAGE_COUNT })
      } catch (reason) {
        const isTooOften = isConferenceInvitationError(reason, InvitationErrorCode.FREQUENCY_LIMIT)
        if (!isTooOften || waits === MAX_WAITS) throw reason
        await waitForBudget()
      }
    }
    return null
  }

  function waitForBudget(): Promise<void> {
    return new Promise((resolve) => {
      const off = clock.at(clock.read() + CALL_WINDOW_MS, resolve)
      stopWaiting = () => {
        off()
        resolve()
      }
    })
  }

  return { hasMore, isLoading, error, refreshedAt, open, expectLoad, refresh, loadMore }
}
