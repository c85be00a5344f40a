import {
  computed,
  nextTick,
  onMounted,
  onScopeDispose,
  shallowRef,
  type ComputedRef,
  type ShallowRef,
} from 'vue'
import { useInvitationContext, type SharedClock } from '../context'

/** How long polite texts are gathered before they are said as one, in milliseconds. */
const GATHER_MS = 300

const ANNOUNCER = Symbol('announcer')

/** `assertive` interrupts what is being read: for a call that rings, and nothing else. */
export type Politeness = 'polite' | 'assertive'

/** Return type of {@link useAnnouncer}. */
export interface UseAnnouncerReturn {
  /** Says something to screen readers; polite texts of the same moment are said as one. */
  announce(text: string, politeness?: Politeness): void
}

/** Return type of {@link useLiveRegion}. */
export interface UseLiveRegionReturn {
  /** Whether this one of all mounted regions speaks: exactly one of a context does. */
  isSpeaking: ComputedRef<boolean>
  polite: Readonly<ShallowRef<string>>
  assertive: Readonly<ShallowRef<string>>
}

/** Says things to people who do not see them. */
export function useAnnouncer(): UseAnnouncerReturn {
  const { announce } = useSharedAnnouncer()
  return { announce }
}

/** What a pair of live regions shows; mounting several is harmless, one of them speaks. */
export function useLiveRegion(): UseLiveRegionReturn {
  const { polite, assertive, regions } = useSharedAnnouncer()
  const region = Symbol('live region')

  onMounted(() => (regions.value = [...regions.value, region]))
  onScopeDispose(() => (regions.value = regions.value.filter((one) => one !== region)))

  return { isSpeaking: computed(() => regions.value[0] === region), polite, assertive }
}

function useSharedAnnouncer() {
  const { clock, share } = useInvitationContext()
  return share(ANNOUNCER, () => createAnnouncer(clock))
}

function createAnnouncer(clock: SharedClock) {
  const polite = shallowRef('')
  const assertive = shallowRef('')
  const regions = shallowRef<readonly symbol[]>([])
  let gathered: string[] = []

  function announce(text: string, politeness: Politeness = 'polite') {
    if (politeness === 'assertive') {
      void say(assertive, text)
      return
    }
    if (gathered.length === 0) clock.at(clock.read() + GATHER_MS, sayGathered)
    if (!gathered.includes(text)) gathered.push(text)
  }

  function sayGathered() {
    const text = gathered.join('\n')
    gathered = []
    void say(polite, text)
  }

  /** A region speaks only when its text changes after it is there. */
  async function say(region: ShallowRef<string>, text: string) {
    region.value = ''
    await nextTick()
    region.value = text
  }

  return { announce, polite, assertive, regions }
}
