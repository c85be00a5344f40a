import {
  InvitationCode,
  type ConferenceInvitationManager,
  type ConnectionStatus,
  type Invitation,
  type InvitationEvent,
  type InvitationEventPayloads,
  type ReceivedInvitation,
} from 'vue-conference-invitations/manager'

/** What the backend of one scene knows and does. */
export interface Script extends Partial<ConferenceInvitationManager> {
  /** Everybody invited to the room. */
  list?: readonly Invitation[]
  /** What rings. */
  pending?: readonly ReceivedInvitation[]
}

/** A backend without a network: it knows what its scene says, and tells what the scene has it tell. */
export interface ScriptedManager {
  manager: ConferenceInvitationManager
  emit<Name extends InvitationEvent>(name: Name, payload: InvitationEventPayloads[Name]): void
  /** Loses the connection, or has it back. */
  setStatus(status: ConnectionStatus): void
}

/** Creates a {@link ScriptedManager}. */
export function createScriptedManager({
  list = [],
  pending = [],
  status = 'online',
  ...methods
}: Script): ScriptedManager {
  const listeners = new Map<InvitationEvent, Set<unknown>>()
  const of = (name: InvitationEvent) => {
    const known = listeners.get(name) ?? new Set()
    listeners.set(name, known)
    return known
  }

  let current: ConnectionStatus = status
  const followers = new Set<(status: ConnectionStatus) => void>()

  return {
    manager: {
      get status() {
        return current
      },
      onStatusChange(follower) {
        followers.add(follower)
        return () => void followers.delete(follower)
      },
      inviteUsers: async ({ userIdList }) =>
        new Map(userIdList.map((userId) => [userId, InvitationCode.SUCCESS])),
      cancelInvitation: async () => {},
      accept: async () => {},
      reject: async () => {},
      async getInvitationList({ cursor = '', count = 20 }) {
        const end = Number(cursor) + count
        return {
          invitationList: list.slice(Number(cursor), end),
          cursor: end < list.length ? String(end) : '',
        }
      },
      getPendingInvitations: async () => [...pending],
      on: (name, listener) => void of(name).add(listener),
      off: (name, listener) => void of(name).delete(listener),
      ...methods,
    },
    emit(name, payload) {
      for (const listener of of(name)) (listener as (of: typeof payload) => void)(payload)
    },
    setStatus(next) {
      current = next
      for (const follower of followers) follower(next)
    },
  }
}

/** What never comes to an end. */
export const forever = <T>() => new Promise<T>(() => {})
