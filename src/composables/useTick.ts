import { onScopeDispose, toValue, watch, type MaybeRefOrGetter, type ShallowRef } from 'vue'
import { useInvitationContext } from '../context'

/**
 * The shared clock's time in milliseconds, ticking once a second while the page is visible.
 *
 * @param isActive - while `false`, nobody here keeps the clock ticking; defaults to `true`
 */
export function useTick(isActive: MaybeRefOrGetter<boolean> = true): Readonly<ShallowRef<number>> {
  const { clock } = useInvitationContext()
  let release = () => {}

  watch(
    () => toValue(isActive),
    (active) => {
      release()
      release = active ? clock.hold() : () => {}
    },
    { immediate: true },
  )
  onScopeDispose(() => release())

  return clock.now
}
