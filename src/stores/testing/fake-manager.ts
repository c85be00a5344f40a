import { createEmitter } from '../../manager/emitter'
import { InvitationCode, type InvitationEvent } from '../../manager/enums'
import type {
  ConferenceInvitationManager,
  ConnectionStatus,
  Invitation,
  InvitationEventPayloads,
  ReceivedInvitation,
} from '../../manager/types'

type Methods = Pick<
  ConferenceInvitationManager,
  'inviteUsers' | 'cancelInvitation' | 'accept' | 'reject' | 'getInvitationList'
> & { getPendingInvitations: () => Promise<ReceivedInvitation[]> }

/** A manager that does what the test says, and counts its listeners. */
export interface FakeManager {
  manager: ConferenceInvitationManager
  /** What each method does; replace one to script it. */
  answers: Methods
  /** What each method was called with, oldest first. */
  calls: { [Name in keyof Methods]: Parameters<Methods[Name]>[0][] }
  emit<Name extends InvitationEvent>(name: Name, payload: InvitationEventPayloads[Name]): void
  setStatus(status: ConnectionStatus): void
  readonly listenerCount: number
}

export interface FakeManagerOptions {
  /** What `getInvitationList` answers, in pages of 100. */
  list?: () => readonly Invitation[]
  /** What `getPendingInvitations` answers; `null` for a backend without it. */
  pending?: (() => ReceivedInvitation[]) | null
  /** `null` for a backend that does not say. Defaults to `online`. */
  status?: ConnectionStatus | null
}

/** Creates a {@link FakeManager}. */
export function createFakeManager({
  list = () => [],
  pending = () => [],
  status = 'online',
}: FakeManagerOptions = {}): FakeManager {
  const emitter = createEmitter<InvitationEventPayloads & { status: ConnectionStatus }>((error) => {
    throw error
  })
  const listeners = new Set<unknown>()
  let current = status
  const calls: FakeManager['calls'] = {
    inviteUsers: [],
    cancelInvitation: [],
    accept: [],
    reject: [],
    getInvitationList: [],
    getPendingInvitations: [],
  }
  const answers: Methods = {
    inviteUsers: async ({ userIdList }) =>
      new Map(userIdList.map((userId) => [userId, InvitationCode.SUCCESS])),
    cancelInvitation: async () => {},
    accept: async () => {},
    reject: async () => {},
    getInvitationList: async ({ cursor = '', count = 20 }) => {
      const from = Number(cursor)
      const invitationList = list().slice(from, from + count)
      const next = from + count
      return { invitationList, cursor: next < list().length ? String(next) : '' }
    },
    getPendingInvitations: async () => pending?.() ?? [],
  }

  function script<Name extends keyof Methods>(name: Name): Methods[Name] {
    return ((options: Parameters<Methods[Name]>[0]) => {
      calls[name].push(options)
      return answers[name](options as never)
    }) as Methods[Name]
  }

  const manager: ConferenceInvitationManager = {
    inviteUsers: script('inviteUsers'),
    cancelInvitation: script('cancelInvitation'),
    accept: script('accept'),
    reject: script('reject'),
    getInvitationList: script('getInvitationList'),
    ...(pending && { getPendingInvitations: script('getPendingInvitations') }),
    on(name, listener) {
      emitter.on(name, listener)
      listeners.add(listener)
    },
    off(name, listener) {
      emitter.off(name, listener)
      listeners.delete(listener)
    },
    ...(status !== null && {
      onStatusChange(listener: (status: ConnectionStatus) => void) {
        listeners.add(listener)
        const off = emitter.on('status', listener)
        return () => {
          listeners.delete(listener)
          off()
        }
      },
    }),
  }
  if (status !== null) Object.defineProperty(manager, 'status', { get: () => current })

  return {
    manager,
    answers,
    calls,
    emit: (name, payload) => emitter.emit(name, payload as never),
    setStatus(next) {
      current = next
      emitter.emit('status', next)
    },
    get listenerCount() {
      return listeners.size
    },
  }
}

/** A promise with its handles. */
export function deferred<Value>() {
  let resolve!: (value: Value) => void
  let reject!: (error: unknown) => void
  const promise = new Promise<Value>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}
