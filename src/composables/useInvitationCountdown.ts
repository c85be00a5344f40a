import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import { useInvitationContext } from '../context'
import type { Invitation } from '../manager/types'
import { useTick } from './useTick'

const SECOND_MS = 1_000

/** What a countdown needs to know of an invitation. */
export type CountdownTarget = Pick<Invitation, 'createdAt' | 'expiresAt'>

/** Return type of {@link useInvitationCountdown}. */
export interface UseInvitationCountdownReturn {
  /** Whole seconds left, rounded up, 0 once over; `null` when it never ends. */
  secondsLeft: ComputedRef<number | null>
  /** Share of the ring that is left, 1 to 0; `null` when it never ends. */
  fraction: ComputedRef<number | null>
  /** Whether the deadline has passed. */
  isOver: ComputedRef<boolean>
}

/**
 * Counts down to the deadline of an invitation, by the clock and never by decrementing: right after
 * sleep, in a throttled tab and after the clock was set.
 *
 * @param target - the invitation; `null` and one without a deadline count nothing
 */
export function useInvitationCountdown(
  target: MaybeRefOrGetter<CountdownTarget | null | undefined>,
): UseInvitationCountdownReturn {
  const expiresAt = computed(() => toValue(target)?.expiresAt ?? null)
  const createdAt = computed(() => toValue(target)?.createdAt ?? null)
  const { now } = useInvitationContext().clock
  const isOver = computed(() => expiresAt.value !== null && expiresAt.value <= now.value)
  useTick(() => expiresAt.value !== null && !isOver.value)

  const secondsLeft = computed(() => {
    if (expiresAt.value === null) return null
    return Math.max(0, Math.ceil((expiresAt.value - now.value) / SECOND_MS))
  })

  const fraction = computed(() => {
    if (expiresAt.value === null) return null
    if (createdAt.value === null) return isOver.value ? 0 : 1
    const whole = expiresAt.value - createdAt.value
    const left = expiresAt.value - now.value
    return whole <= 0 ? 0 : Math.min(1, Math.max(0, left / whole))
  })

  return { secondsLeft, fraction, isOver }
}
