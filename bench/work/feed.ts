import type { ConferenceInvitationManager } from 'vue-conference-invitations'
import type { ListNotice } from './samples'

/** A backend that only tells what the benchmark says, and costs next to nothing itself. */
export interface Feed {
  manager: ConferenceInvitationManager
  emit(name: 'onInvitationAdded' | 'onInvitationStatusChanged', notice: ListNotice): void
}

/** Creates a {@link Feed}. */
export function createFeed(): Feed {
  const listeners = new Map<string, (notice: ListNotice) => void>()
  const manager: ConferenceInvitationManager = {
    inviteUsers: async () => new Map(),
    cancelInvitation: async () => {},
    accept: async () => {},
    reject: async () => {},
    getInvitationList: async () => ({ invitationList: [], cursor: '' }),
    // the store is the only one that listens
    on: (name, listener) => void listeners.set(name, listener as never),
    off: (name) => void listeners.delete(name),
  }
  return { manager, emit: (name, notice) => listeners.get(name)?.(notice) }
}
