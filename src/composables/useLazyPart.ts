import { onMounted, onScopeDispose, shallowReadonly, shallowRef, watch, type ShallowRef } from 'vue'
import { useInvitationContext } from '../context'
import { readBrowser } from './ringing/browser'
import { clockOf, whenIdle } from './ringing/schedule'

export interface LazyPartOptions<Part> {
  /** Loads it; called again after it rejected. */
  load: () => Promise<Part>
  /** Whether somebody waits for it; until then it is loaded when the page has nothing better to do. */
  isNeeded: () => boolean
  /** Gets why it could not be loaded for somebody who waits. */
  onError: (error: unknown) => void
}

/** A part of a component that most pages seldom show; `null` until it is there. */
export function useLazyPart<Part>({
  load,
  isNeeded,
  onError,
}: LazyPartOptions<Part>): Readonly<ShallowRef<Part | null>> {
  const { clock: sharedClock, isServer } = useInvitationContext()
  const part = shallowRef<Part | null>(null)
  let isLoading = false
  let isOver = false

  async function start() {
    if (part.value || isLoading || isServer()) return
    isLoading = true
    try {
      const loaded = await load()
      if (!isOver) part.value = loaded
    } catch (error) {
      // as long as nobody waits nothing is missing: a page that is left breaks off what it loads, too
      if (!isOver && isNeeded()) onError(error)
    } finally {
      isLoading = false
    }
  }

  const clock = clockOf(sharedClock)
  let cancelIdle = () => {}
  onMounted(() => (cancelIdle = whenIdle(readBrowser(), clock, () => void start())))
  onScopeDispose(() => {
    isOver = true
    cancelIdle()
  })
  watch(
    isNeeded,
    (needed) => {
      if (needed) void start()
    },
    { immediate: true },
  )

  return shallowReadonly(part)
}
