import {
  computed,
  effectScope,
  getCurrentInstance,
  hasInjectionContext,
  inject,
  isProxy,
  onScopeDispose,
  provide,
  ssrContextKey,
  toRaw,
  toValue,
  type App,
  type ComputedRef,
  type InjectionKey,
} from 'vue'
import { createSharedClock, type SharedClock } from './context/shared-clock'
import type {
  ConferenceInvitationsOptions,
  CurrentUser,
  InvitationPolicy,
  InvitationStorage,
  UserDirectory,
} from './context/options'
import type { RingtoneOptions } from './context/ringtone-options'
import { diagnosticError, warn } from './diagnostics'
import { en } from './locales/en'
import type { ConferenceInvitationsLocale, Messages } from './locales/types'
import { systemClock } from './manager/host'
import type { ConferenceInvitationManager, RoomInfo, UserInfo } from './manager/types'

export type * from './context/analytics'
export type { SharedClock } from './context/shared-clock'
export type {
  ConferenceInvitationsOptions,
  CurrentUser,
  DirectoryGroup,
  DirectoryGroupPage,
  DirectoryPage,
  DirectoryUser,
  InvitationPolicy,
  InvitationStorage,
  UserDirectory,
} from './context/options'
export type {
  CallNotificationOptions,
  NotifyingRegistration,
  RingingNotificationOptions,
  RingtoneOptions,
  RingtoneSound,
} from './context/ringtone-options'
export type {
  ConferenceInvitationsLocale,
  Message,
  MessageKey,
  MessageParams,
  Messages,
} from './locales/types'

/** What one app, or one provider inside it, shares among its components. */
export interface InvitationContext {
  readonly app: App
  /** Never a proxy, whatever the app wrapped it in. */
  readonly manager: ComputedRef<ConferenceInvitationManager | null>
  readonly currentUser: ComputedRef<CurrentUser | null>
  readonly currentRoom: ComputedRef<RoomInfo | null>
  readonly members: ComputedRef<readonly UserInfo[]>
  readonly directory: ComputedRef<UserDirectory | null>
  readonly locale: ComputedRef<ConferenceInvitationsLocale>
  readonly messages: ComputedRef<Partial<Messages>>
  readonly policy: ComputedRef<InvitationPolicy>
  readonly joinUrl: ComputedRef<string | null>
  readonly onJoin: NonNullable<ConferenceInvitationsOptions['onJoin']>
  readonly ringtone: ComputedRef<RingtoneOptions>
  /** `null` where the app does not say. */
  readonly canJoin: ComputedRef<ConferenceInvitationsOptions['canJoin'] | null>
  /** Where missed calls are kept; `undefined` for the browser's own place, `null` for none. */
  readonly missedStorage: InvitationStorage | null | undefined
  /** Gets what happens to calls; `null` where the app does not ask. */
  readonly onEvent: ConferenceInvitationsOptions['onEvent'] | null
  /** Whether events name rooms and people. */
  readonly personalData: boolean
  readonly clock: SharedClock
  /** Whether the app is being rendered on a server: nothing may listen, wait or load there. */
  readonly isServer: () => boolean
  /** Hands an error that nobody awaited to the app. */
  readonly reportError: (error: unknown, context: string) => void
  /** Makes something once for the whole context, in its scope; gives the same each time. */
  readonly share: <Shared>(key: symbol, create: () => Shared) => Shared
  /** Lets go of everything: listeners, timers, the store. Harmless twice. */
  readonly dispose: () => void
}

/** The same for every copy of the kit on a page, so that a linked package finds it too. */
export const invitationContextKey: InjectionKey<InvitationContext> = Symbol.for(
  'vue-conference-invitations',
)

/** Creates a context for an app; whoever calls it disposes of it. */
export function createInvitationContext(
  app: App,
  options: ConferenceInvitationsOptions,
): InvitationContext {
  const scope = effectScope(true)
  const shared = new Map<symbol, unknown>()
  const reportError = createErrorReporter(options.onError)

  const isServer = () => app.runWithContext(() => inject(ssrContextKey, null)) !== null
  const clock = createSharedClock({
    source: options.clock ?? systemClock,
    onError: (error) => reportError(error, 'timer'),
    isServer,
  })

  function share<Shared>(key: symbol, create: () => Shared): Shared {
    if (!scope.active) throw diagnosticError('CI_C004')
    if (!shared.has(key)) shared.set(key, scope.run(create))
    return shared.get(key) as Shared
  }

  function dispose() {
    scope.stop()
    shared.clear()
    clock.dispose()
  }

  const values = scope.run(() => ({
    manager: computed(() => unwrap(toValue(options.manager) ?? null)),
    currentUser: computed(() => toValue(options.currentUser) ?? null),
    currentRoom: computed(() => toValue(options.currentRoom) ?? null),
    members: computed(() => toValue(options.members) ?? []),
    directory: computed(() => toValue(options.directory) ?? null),
    locale: computed(() => toValue(options.locale) ?? en),
    messages: computed(() => toValue(options.messages) ?? {}),
    policy: computed(() => toValue(options.policy) ?? {}),
    joinUrl: computed(() => toValue(options.joinUrl) ?? null),
    ringtone: computed(() => toValue(options.ringtone) ?? {}),
    canJoin: computed(() => options.canJoin ?? null),
  }))!

  return {
    app,
    ...values,
    onJoin: (roomInfo, invitation) => options.onJoin?.(roomInfo, invitation),
    missedStorage: options.missedStorage,
    onEvent: options.onEvent ?? null,
    personalData: options.personalData ?? false,
    clock,
    isServer,
    reportError,
    share,
    dispose,
  }
}

/** Creates a context for the current component and everything inside it, and ends it with the component. */
export function provideInvitationContext(options: ConferenceInvitationsOptions): InvitationContext {
  const instance = getCurrentInstance()
  if (!instance) throw diagnosticError('CI_C001')
  const context = createInvitationContext(instance.appContext.app, options)
  provide(invitationContextKey, context)
  onScopeDispose(context.dispose)
  return context
}

/** The context of the nearest provider or of the app; throws when there is none. */
export function useInvitationContext(): InvitationContext {
  const context = hasInjectionContext() ? inject(invitationContextKey, null) : null
  if (!context) throw diagnosticError('CI_C001')
  return context
}

/** Methods of foreign managers use `this`, which must not be a proxy. */
function unwrap(manager: ConferenceInvitationManager | null) {
  if (isProxy(manager)) warn('CI_R002')
  return toRaw(manager)
}

function createErrorReporter(
  onError: ConferenceInvitationsOptions['onError'],
): InvitationContext['reportError'] {
  const said = new WeakSet<object>()
  return (error, context) => {
    if (typeof error === 'object' && error !== null) {
      if (said.has(error)) return
      said.add(error)
    }
    if (onError) onError(error, context)
    else console.error(`[conference-invitations] ${context}`, error)
  }
}
