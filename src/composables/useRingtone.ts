import {
  computed,
  getCurrentInstance,
  onMounted,
  onScopeDispose,
  shallowReadonly,
  type ComputedRef,
  type MaybeRefOrGetter,
  type ShallowRef,
  type WritableComputedRef,
} from 'vue'
import { useInvitationContext, type RingtoneOptions } from '../context'
import type { CallNotificationPermission } from './ringing/facts'
import type { OutputDevice } from './ringing/output-devices'
import { shareRingtone } from './ringing/shared-ringtone'

export type { CallNotificationPermission } from './ringing/facts'
export type { OutputDevice } from './ringing/output-devices'
export type {
  CallNotificationOptions,
  NotifyingRegistration,
  RingtoneOptions,
  RingtoneSound,
} from '../context'

/** Return type of {@link useRingtone}. */
export interface UseRingtoneReturn {
  /** Whether a call rings, heard or not; silenced ones do not count. */
  isRinging: ComputedRef<boolean>
  /** Whether rings make no sound and no vibration. */
  isMuted: ComputedRef<boolean>
  /** Turns sound and vibration off in all tabs of this person, until this ring is over. */
  mute(): void
  /** Turns them on again, also where the options say `muted`. */
  unmute(): void
  /** Whether the browser keeps a ring from being heard; the next click or key cures it. */
  isBlocked: ComputedRef<boolean>
  /** Lets this ring and later ones be heard; to be called in a user's gesture. */
  unblock(): void
  /** Whether this tab is the one that rings. */
  isElected: ComputedRef<boolean>
  /** 0 to 1; what is written here wins over the options. */
  volume: WritableComputedRef<number>
  /** Whether the browser lets the output device be chosen; known once mounted. */
  canSetOutputDevice: Readonly<ShallowRef<boolean>>
  /** Where sound can come out; empty until `loadOutputDevices()`. */
  outputDevices: Readonly<ShallowRef<readonly OutputDevice[]>>
  /** Fills `outputDevices`, and follows what is plugged in and out. */
  loadOutputDevices(): void
  /** Rings on that device, `''` is the default one. Rejects when that cannot be. */
  setOutputDevice(deviceId: string): Promise<void>
  /** What the user says to notifications; known once mounted, `default` before. */
  notificationPermission: Readonly<ShallowRef<CallNotificationPermission>>
  /** Asks the user for it; to be called in a user's gesture. */
  requestNotificationPermission(): Promise<CallNotificationPermission>
  /** Whether people called from here are heard ringing. */
  isRingingBack: Readonly<ShallowRef<boolean>>
  /** Turns that off until nobody is called any more. */
  muteRingBack(): void
}

/**
 * Lets incoming calls ring: sound, title, badge, notification and vibration, in one tab of the
 * person. It rings while at least one caller is alive; all of one context share the same ring.
 *
 * @param options - how it rings; several callers' options are merged, the latest win
 *
 * @example
 * ```ts
 * const { isBlocked, isMuted, mute } = useRingtone({ sound: '/ring.mp3', volume: 0.5 })
 * ```
 */
export function useRingtone(options: MaybeRefOrGetter<RingtoneOptions> = {}): UseRingtoneReturn {
  const ringtone = shareRingtone(useInvitationContext())
  const { state } = ringtone

  onScopeDispose(ringtone.join(options))
  if (getCurrentInstance()) onMounted(ringtone.readFacts)
  else ringtone.readFacts()

  return {
    isRinging: computed(() => state.value.isRinging),
    isMuted: computed(() => state.value.isMuted),
    mute: () => ringtone.setMuted(true),
    unmute: () => ringtone.setMuted(false),
    isBlocked: computed(() => state.value.isBlocked),
    unblock: ringtone.unblock,
    isElected: computed(() => state.value.isElected),
    volume: ringtone.volume,
    canSetOutputDevice: shallowReadonly(ringtone.canChooseDevice),
    outputDevices: shallowReadonly(ringtone.outputDevices),
    loadOutputDevices: ringtone.loadOutputDevices,
    setOutputDevice: ringtone.setOutputDevice,
    notificationPermission: shallowReadonly(ringtone.permission),
    requestNotificationPermission: ringtone.requestNotificationPermission,
    isRingingBack: shallowReadonly(ringtone.isRingingBack),
    muteRingBack: () => {
      ringtone.isRingBackMuted.value = true
    },
  }
}
