import { createPinia } from 'pinia'
import { createApp } from 'vue'
import {
  createInvitationContext,
  invitationContextKey,
  type ConferenceInvitationsOptions,
} from '../../../src/context'
import { useInvitationStore } from '../../../src/stores/invitation-store'

/** The kit's store as an app has it, in an app that shows nothing. */
export function mountStore(options: ConferenceInvitationsOptions) {
  const app = createApp({ render: () => null }).use(createPinia())
  const context = createInvitationContext(app, { missedStorage: null, ...options })
  app.provide(invitationContextKey, context)
  return app.runWithContext(() => useInvitationStore())
}
