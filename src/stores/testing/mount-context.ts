import { createPinia, type Pinia } from 'pinia'
import { createApp, h, type App } from 'vue'
import {
  createInvitationContext,
  invitationContextKey,
  type ConferenceInvitationsOptions,
  type InvitationContext,
} from '../../context'
import { useInvitationStore, type InvitationStore } from '../invitation-store'
import { createManualClock, type ManualClock } from '../../testing/manual-clock'
import { settle } from '../../testing/settle'

/** A mounted app with a context, and what a component in it got. */
export interface Mounted<Result> {
  result: Result
  store: InvitationStore
  context: InvitationContext
  clock: ManualClock
  /** Errors that went to `onError`. */
  errors: unknown[]
  app: App
  pinia: Pinia
  unmount(): void
}

/**
 * Mounts an app with a context, as the plugin makes it, whose only component runs `setup`; waits
 * until the first snapshots are there.
 */
export async function mountContext<Result>(
  options: ConferenceInvitationsOptions,
  setup: () => Result,
  { pinia = createPinia(), clock = createManualClock() } = {},
): Promise<Mounted<Result>> {
  const errors: unknown[] = []
  let result!: Result
  let store!: InvitationStore
  const app = createApp({
    setup() {
      store = useInvitationStore()
      result = setup()
      return () => h('div')
    },
  })
  app.use(pinia)
  const onError = (error: unknown) => errors.push(error)
  const context = createInvitationContext(app, { clock, onError, missedStorage: null, ...options })
  app.provide(invitationContextKey, context)
  app.onUnmount(context.dispose)
  app.mount(document.createElement('div'))
  await settle()
  return { result, store, context, clock, errors, app, pinia, unmount: () => app.unmount() }
}
