import { inject, type Plugin } from 'vue'
import {
  createInvitationContext,
  invitationContextKey,
  type ConferenceInvitationsOptions,
} from './context'
import { warn } from './diagnostics'

/**
 * Creates the Vue plugin that brings conference invitations to an app. Pinia must be installed on the
 * same app, before or after. Several apps on a page share nothing, also when they install one plugin.
 *
 * @example
 * ```ts
 * app.use(createPinia())
 * app.use(createConferenceInvitations({ ...useRoomEngine(engine), directory, onJoin }))
 * ```
 */
export function createConferenceInvitations(options: ConferenceInvitationsOptions): Plugin {
  return {
    install(app) {
      const before = app.runWithContext(() => inject(invitationContextKey, null))
      if (before) {
        warn('CI_C003')
        before.dispose()
      }
      const context = createInvitationContext(app, options)
      app.provide(invitationContextKey, context)
      app.onUnmount(context.dispose)
    },
  }
}
