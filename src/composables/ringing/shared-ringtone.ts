import {
  computed,
  effectScope,
  onScopeDispose,
  shallowRef,
  toValue,
  watch,
  type EffectScope,
  type MaybeRefOrGetter,
} from 'vue'
import type { InvitationContext, RingtoneOptions } from '../../context'
import { useInvitationStore } from '../../stores/invitation-store'
import { readBrowser } from './browser'
import {
  canSetOutputDevice,
  DEFAULT_VOLUME,
  readPermission,
  requestPermission,
  type CallNotificationPermission,
} from './facts'
import { loadOnce } from '../load-once'
import type { OutputDevice } from './output-devices'
import type { Ringer, RingerState } from './ringer-types'
import { useRingingCalls } from './ringing-calls'
import { clockOf, whenIdle } from './schedule'

const RINGTONE = Symbol('ringtone')

/** The ringing of one context, however many components ask for it. */
export type SharedRingtone = ReturnType<typeof createSharedRingtone>

/** The ringing of a context, made when somebody first asks for it and at rest once the context ends. */
export function shareRingtone(context: InvitationContext): SharedRingtone {
  return context.share(RINGTONE, () => {
    const shared = createSharedRingtone(context)
    onScopeDispose(shared.rest)
    return shared
  })
}

/**
 * Creates the ringing of a context; it rings while at least one caller takes part. What rings is loaded
 * when the page has nothing better to do, and at the latest for a call; what is known until then is here.
 */
function createSharedRingtone(context: InvitationContext) {
  const { clock: sharedClock, currentUser, isServer, reportError, ringtone } = context
  const clock = clockOf(sharedClock)
  const onError = (error: unknown) => reportError(error, 'ringtone')
  const load = loadOnce(() => import('./loaded-later'))

  const sources = shallowRef<readonly MaybeRefOrGetter<RingtoneOptions>[]>([])
  const chosenVolume = shallowRef<number | null>(null)
  const permission = shallowRef<CallNotificationPermission>('default')
  const canChooseDevice = shallowRef(false)
  const outputDevices = shallowRef<readonly OutputDevice[]>([])
  const isRingingBack = shallowRef(false)
  const isRingBackMuted = shallowRef(false)

  let ringer: Ringer | null = null
  /** What the ringer says; `null` until it is there. */
  const told = shallowRef<RingerState | null>(null)
  /** What is known without it. */
  const isCalled = shallowRef(false)
  const chosenMuted = shallowRef<boolean | null>(null)
  let hasGesture = false

  const given = computed<RingtoneOptions>(() =>
    Object.assign({}, ringtone.value, ...sources.value.map((source) => toValue(source))),
  )
  const volume = computed({
    get: () => chosenVolume.value ?? given.value.volume ?? DEFAULT_VOLUME,
    set: (value) => (chosenVolume.value = Math.min(1, Math.max(0, value))),
  })
  const options = computed<RingtoneOptions>(() => ({ ...given.value, volume: volume.value }))
  const state = computed<RingerState>(
    () =>
      told.value ?? {
        isRinging: isCalled.value,
        isMuted: chosenMuted.value ?? (isCalled.value && given.value.muted === true),
        isBlocked: false,
        isElected: false,
      },
  )

  let scope: EffectScope | null = null
  let unfollowDevices: (() => void) | null = null

  /** The ringer as soon as it is loaded, the same from then on. */
  async function getRinger(): Promise<Ringer> {
    const { createRinger } = await load()
    ringer ??= createRinger({
      clock,
      browser: readBrowser,
      onState: (next) => (told.value = next),
      onError,
    })
    return ringer
  }

  function run(own: EffectScope) {
    const store = useInvitationStore()
    const ringingCalls = useRingingCalls()
    const input = computed(() => ({
      ...ringingCalls.value,
      userId: currentUser.value?.userId ?? '',
      options: options.value,
    }))

    const isNeeded = computed(
      () => isCalled.value || (options.value.ringBack ?? 'never') !== 'never',
    )
    let hasBegun = false

    async function begin() {
      cancelIdle()
      try {
        const { useRingBack } = await load()
        const loaded = await getRinger()
        if (hasBegun || !own.active) return
        hasBegun = true
        own.run(() => {
          watch(input, (next) => loaded.update(next), { immediate: true })
          const back = { isRingingBack, isMuted: isRingBackMuted }
          useRingBack({ ...back, context, store, clock, options, state, onError })
        })
        catchUp(loaded)
      } catch (error) {
        // the cards are there without a sound; as long as nothing should ring nothing is missing, and a page
        // that is left breaks off what it loads, too
        if (own.active && isNeeded.value) onError(error)
      }
    }

    const cancelIdle = whenIdle(readBrowser(), clock, () => void begin())
    onScopeDispose(cancelIdle)

    watch(
      () => ringingCalls.value.calls.length > 0,
      (is) => {
        if (!is && isCalled.value) chosenMuted.value = null
        isCalled.value = is
      },
      { immediate: true },
    )
    watch(
      isNeeded,
      (needed) => {
        if (needed && !hasBegun) void begin()
      },
      { immediate: true },
    )
  }

  /** What somebody wanted before the ringer was there. */
  function catchUp(loaded: Ringer) {
    if (chosenMuted.value !== null) loaded.setMuted(chosenMuted.value)
    chosenMuted.value = null
    if (hasGesture) loaded.unblock()
    hasGesture = false
  }

  /** Takes part until the returned function is called; later options win over earlier ones. */
  function join(source: MaybeRefOrGetter<RingtoneOptions>): () => void {
    const entry = () => toValue(source)
    sources.value = [...sources.value, entry]
    if (!scope && !isServer()) {
      const own = effectScope(true)
      scope = own
      own.run(() => run(own))
    }
    return () => {
      sources.value = sources.value.filter((one) => one !== entry)
      if (sources.value.length === 0) rest()
    }
  }

  function rest() {
    scope?.stop()
    scope = null
    unfollowDevices?.()
    unfollowDevices = null
    isCalled.value = false
    ringer?.dispose()
  }

  function setMuted(isMuted: boolean) {
    if (ringer) ringer.setMuted(isMuted)
    else chosenMuted.value = isMuted
  }

  function unblock() {
    if (ringer) ringer.unblock()
    else hasGesture = true
  }

  async function setOutputDevice(deviceId: string) {
    const loaded = await getRinger()
    await loaded.setOutputDevice(deviceId)
  }

  /** What only a browser can tell, once there surely is one. */
  function readFacts() {
    permission.value = readPermission(readBrowser())
    canChooseDevice.value = canSetOutputDevice(readBrowser(), given.value.sound ?? null)
  }

  async function requestNotificationPermission() {
    permission.value = await requestPermission(readBrowser())
    return permission.value
  }

  function loadOutputDevices() {
    const own = scope
    if (!own) return
    load().then(({ followOutputDevices }) => {
      if (!own.active) return
      unfollowDevices ??= followOutputDevices(
        readBrowser(),
        (devices) => (outputDevices.value = devices),
        onError,
      )
    }, onError)
  }

  return {
    state,
    volume,
    permission,
    canChooseDevice,
    outputDevices,
    isRingingBack,
    isRingBackMuted,
    join,
    rest,
    setMuted,
    unblock,
    setOutputDevice,
    readFacts,
    requestNotificationPermission,
    loadOutputDevices,
  }
}
