import { shallowReadonly } from 'vue'
import { useInvitationContext } from '../context'
import { shareRingtone } from './ringing/shared-ringtone'
import type { UseRingtoneReturn } from './useRingtone'

/** Whether people called from here are heard ringing; unlike `useRingtone()`, it lets nothing ring by itself. */
export function useRingBackSound(): Pick<UseRingtoneReturn, 'isRingingBack' | 'muteRingBack'> {
  const { isRingingBack, isRingBackMuted } = shareRingtone(useInvitationContext())
  return {
    isRingingBack: shallowReadonly(isRingingBack),
    muteRingBack: () => {
      isRingBackMuted.value = true
    },
  }
}
