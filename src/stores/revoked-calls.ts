import { shallowRef } from 'vue'
import type { Invitation, UserInfo } from '../manager/types'
import type { RevokedCall } from './types'

/** Keeps whose call into this room was taken back by somebody else, until it no longer matters. */
export function createRevokedCalls() {
  const revoked = shallowRef<readonly RevokedCall[]>([])

  function without(userId: string) {
    return revoked.value.filter(({ invitee }) => invitee.userId !== userId)
  }

  return {
    revoked,
    add({ invitee }: Invitation, by: UserInfo) {
      revoked.value = [{ invitee, by }, ...without(invitee.userId)]
    },
    /** Somebody is on the list anew. */
    forget({ invitee: { userId } }: Invitation) {
      const others = without(userId)
      if (others.length < revoked.value.length) revoked.value = others
    },
    clear() {
      if (revoked.value.length > 0) revoked.value = []
    },
  }
}
