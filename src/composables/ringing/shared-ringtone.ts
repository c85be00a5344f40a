import {
  computed,
  effectScope,
  onScopeDispose,
  shallowRef,
  toValue,
  watch,
  type MaybeRefOrGetter,
} from 'vue'
import type { InvitationContext, RingtoneOptions } from '../../context'
import type { Clock } from '../../manager/ports'
import { useDisplayNames } from '../useDisplayNames'
import { useIncomingInvitations } from '../useIncomingInvitations'
import { useLocale } from '../useLocale'
import { readBrowser } from './browser'
import type { CallNotificationPermission } from './call-notifications'
import { followOutputDevices, type OutputDevice } from './output-devices'
import { useRingBack } from './ring-back'
import { createRinger } from './ringer'
import type { RingerState } from './ringer-types'
import { canSetOutputDevice, DEFAULT_VOLUME } from './ringtone-player'
import type { RingingCall } from './types'

const SILENCE: RingerState = {
  isRinging: false,
  isMuted: false,
  isBlocked: false,
  isElected: false,
}

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

/** Creates the ringing of a context; it rings while at least one caller takes part. */
function createSharedRingtone(context: InvitationContext) {
  const { clock: sharedClock, currentUser, isServer, reportError, ringtone } = context
  const clock: Clock = {
    now: () => sharedClock.read(),
    setTimer: (callback, delayMs) => sharedClock.at(sharedClock.read() + delayMs, callback),
  }
  const onError = (error: unknown) => reportError(error, 'ringtone')

  const sources = shallowRef<readonly MaybeRefOrGetter<RingtoneOptions>[]>([])
  const state = shallowRef(SILENCE)
  const chosenVolume = shallowRef<number | null>(null)
  const permission = shallowRef<CallNotificationPermission>('default')
  const canChooseDevice = shallowRef(false)
  const outputDevices = shallowRef<readonly OutputDevice[]>([])
  const isRingingBack = shallowRef(false)
  const isRingBackMuted = shallowRef(false)

  const given = computed<RingtoneOptions>(() =>
    Object.assign({}, ringtone.value, ...sources.value.map((source) => toValue(source))),
  )
  const volume = computed({
    get: () => chosenVolume.value ?? given.value.volume ?? DEFAULT_VOLUME,
    set: (value) => (chosenVolume.value = Math.min(1, Math.max(0, value))),
  })
  const options = computed<RingtoneOptions>(() => ({ ...given.value, volume: volume.value }))

  const ringer = createRinger({
    clock,
    browser: readBrowser,
    onState: (next) => (state.value = next),
    onError,
  })
  let scope: ReturnType<typeof effectScope> | null = null
  let unfollowDevices: (() => void) | null = null

  function run() {
    const { ringing, silenced } = useIncomingInvitations()
    const { nameOf } = useDisplayNames()
    const { t, locale, dir } = useLocale()

    const calls = computed(() =>
      ringing.value
        // after a failed answer the user is at the card: ringing on would only disturb
        .filter(({ phase, error }) => phase === 'ringing' && error == null)
        .filter(({ roomId }) => !silenced.value.has(roomId))
        .map(({ roomId, roomInfo, inviters, invitation }): RingingCall => {
          const name = nameOf(inviters.at(-1) ?? invitation.inviter)
          const count = Math.max(0, inviters.length - 1)
          const title = count
            ? t('toast.callingTogether', { name, count })
            : t('toast.calling', { name })
          return { roomId, title, body: roomInfo.roomName || roomId }
        }),
    )

    watch(
      () => ({
        calls: calls.value,
        userId: currentUser.value?.userId ?? '',
        options: options.value,
        lang: locale.value.code,
        dir: dir.value,
      }),
      (input) => ringer.update(input),
      { immediate: true },
    )
    useRingBack({ clock, options, state, isRingingBack, isMuted: isRingBackMuted, onError })
  }

  /** Takes part until the returned function is called; later options win over earlier ones. */
  function join(source: MaybeRefOrGetter<RingtoneOptions>): () => void {
    const entry = () => toValue(source)
    sources.value = [...sources.value, entry]
    if (!scope && !isServer()) {
      scope = effectScope(true)
      scope.run(run)
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
    ringer.dispose()
  }

  /** What only a browser can tell, once there surely is one. */
  function readFacts() {
    permission.value = ringer.notificationPermission
    canChooseDevice.value = canSetOutputDevice(readBrowser(), given.value.sound ?? null)
  }

  async function requestNotificationPermission() {
    permission.value = await ringer.requestNotificationPermission()
    return permission.value
  }

  function loadOutputDevices() {
    if (scope) {
      unfollowDevices ??= followOutputDevices(
        readBrowser(),
        (devices) => (outputDevices.value = devices),
        onError,
      )
    }
  }

  return {
    state,
    volume,
    permission,
    canChooseDevice,
    outputDevices,
    isRingingBack,
    isRingBackMuted,
    ringer,
    join,
    rest,
    readFacts,
    requestNotificationPermission,
    loadOutputDevices,
  }
}
