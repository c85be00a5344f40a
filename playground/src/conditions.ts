import { computed, inject, shallowRef, watch, type InjectionKey, type ShallowRef } from 'vue'
import {
  ConferenceInvitationError,
  InvitationErrorCode,
  type ConferenceInvitationManager,
  type ConnectionStatus,
  type InvitationEvent,
  type InvitationListener,
} from 'vue-conference-invitations/manager'

/** How bad the way to the backend is. */
export interface Conditions {
  /** Milliseconds that a call, an answer and an event each take. */
  latencyMs: number
  /** How many of a hundred calls are lost, before or after they were done. */
  lossPercent: number
  isOffline: boolean
}

export const latencies = [0, 300, 2_000] as const
export const losses = [0, 20, 50] as const
export const goodConditions: Conditions = { latencyMs: 0, lossPercent: 0, isOffline: false }

export interface ConditionsState {
  readonly current: ShallowRef<Conditions>
  /** Puts the conditions between the kit and a manager. */
  wrap(manager: ConferenceInvitationManager): ConferenceInvitationManager
}

/** Conditions that start out good. */
export function createConditions(): ConditionsState {
  const current = shallowRef(goodConditions)
  return { current, wrap: (manager) => underConditions(manager, current) }
}

function underConditions(
  manager: ConferenceInvitationManager,
  conditions: Readonly<ShallowRef<Conditions>>,
): ConferenceInvitationManager {
  const wrapped = new WeakMap<object, unknown>()
  const status = computed<ConnectionStatus>(() =>
    conditions.value.isOffline ? 'offline' : 'online',
  )

  async function travel() {
    const { latencyMs, lossPercent } = conditions.value
    if (latencyMs > 0) await new Promise((arrive) => setTimeout(arrive, latencyMs))
    // The loss counts for the way there and for the way back.
    const isLost = Math.random() * 200 < lossPercent
    if (isLost || conditions.value.isOffline) {
      throw new ConferenceInvitationError(
        InvitationErrorCode.CONNECTION_LOST,
        'the connection was lost before the answer came',
      )
    }
  }

  /** A method that travels: the options one way, the result the other. */
  function remote<Options extends unknown[], Result>(
    method: (...options: Options) => Promise<Result>,
  ) {
    return async (...options: Options) => {
      await travel()
      const result = await method.apply(manager, options)
      await travel()
      return result
    }
  }

  function delayed<Name extends InvitationEvent>(listener: InvitationListener<Name>) {
    const known = wrapped.get(listener)
    if (known) return known as InvitationListener<Name>
    const late: InvitationListener<Name> = (payload) => {
      const { latencyMs, isOffline } = conditions.value
      if (isOffline) return
      if (latencyMs === 0) listener(payload)
      else setTimeout(() => listener(payload), latencyMs)
    }
    wrapped.set(listener, late)
    return late
  }

  return {
    inviteUsers: remote(manager.inviteUsers),
    cancelInvitation: remote(manager.cancelInvitation),
    accept: remote(manager.accept),
    reject: remote(manager.reject),
    getInvitationList: remote(manager.getInvitationList),
    ...(manager.getPendingInvitations && {
      getPendingInvitations: remote(manager.getPendingInvitations),
    }),
    on: (name, listener) => manager.on(name, delayed(listener)),
    off: (name, listener) => manager.off(name, delayed(listener)),
    get status() {
      return conditions.value.isOffline ? 'offline' : (manager.status ?? 'online')
    },
    onStatusChange(listener) {
      const offInner = manager.onStatusChange?.((inner) => {
        if (!conditions.value.isOffline) listener(inner)
      })
      const offOuter = watch(status, () => listener(this.status ?? 'online'), { flush: 'sync' })
      return () => {
        offInner?.()
        offOuter()
      }
    },
  }
}

export const conditionsKey: InjectionKey<ConditionsState> = Symbol('conditions')

export function useConditions(): ConditionsState {
  const conditions = inject(conditionsKey)
  if (!conditions) throw new Error('The pages need the conditions of main.ts.')
  return conditions
}
