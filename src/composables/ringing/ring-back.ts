import { computed, onScopeDispose, watch, watchEffect, type Ref } from 'vue'
import type { InvitationContext, RingtoneOptions } from '../../context'
import { InvitationStatus } from '../../manager/enums'
import type { Clock } from '../../manager/ports'
import type { InvitationStore } from '../../stores/invitation-store'
import { readBrowser } from './browser'
import type { RingerState } from './ringer-types'
import { createRingtonePlayer } from './ringtone-player'
import { ringBackTone } from './tones'

interface RingBackSetup {
  context: InvitationContext
  store: InvitationStore
  clock: Clock
  options: Readonly<Ref<RingtoneOptions>>
  /** Where incoming calls stand: they drown the ring-back. */
  state: Readonly<Ref<RingerState>>
  /** Is told whether somebody called from here is heard ringing. */
  isRingingBack: Ref<boolean>
  /** Turned off again when nobody is called any more. */
  isMuted: Ref<boolean>
  onError: (error: unknown) => void
}

/** Lets people who call hear that it rings elsewhere, until the scope ends. */
export function useRingBack(setup: RingBackSetup): void {
  const { store, clock, options, state, isRingingBack, isMuted, onError } = setup
  const { currentRoom, currentUser, members } = setup.context

  const player = createRingtonePlayer({
    tone: ringBackTone,
    clock,
    browser: readBrowser,
    onState: (sound) => (isRingingBack.value = sound === 'playing'),
    onError,
  })

  const isWanted = computed(() => {
    const { ringBack = 'never' } = options.value
    if (ringBack === 'never' || !currentRoom.value) return false
    return ringBack === 'always' || isAlone(members.value, currentUser.value?.userId)
  })

  const isCalling = computed(
    () =>
      isWanted.value &&
      store.list.some(
        ({ status, sync, inviter, silent }) =>
          status === InvitationStatus.PENDING &&
          silent !== true &&
          sync !== 'cancelling' &&
          inviter.userId === currentUser.value?.userId,
      ),
  )

  watchEffect(() => {
    player.setVolume(options.value.volume ?? 1)
    player.setSound(options.value.ringBackSound ?? null)
    if (isCalling.value && !isMuted.value && !state.value.isRinging) player.start()
    else player.stop()
  })
  watch(isCalling, (is) => {
    if (!is) isMuted.value = false
  })
  onScopeDispose(() => player.dispose())
}

/** Not knowing who is inside is not being alone. */
function isAlone(members: readonly { userId: string }[], userId: string | undefined) {
  return members.length > 0 && members.every((member) => member.userId === userId)
}
