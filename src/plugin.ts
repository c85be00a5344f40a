import { inject, type Plugin } from 'vue'
import {
  createInvitationContext,
  invitationContextKey,
  type ConferenceInvitationsOptions,
  type InvitationContext,
} from './context'
import { warn } from './diagnostics'

declare const process: { env: { NODE_ENV?: string } }

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
      // bundlers of production builds drop this, and with it the whole folder
      if (process.env.NODE_ENV !== 'production' && process.env.NODE_ENV !== 'test') {
        if (options.devtools !== false) showInDevtools(context)
      }
    },
  }
}

function showInDevtools(context: InvitationContext) {
  if (typeof window === 'undefined') return
  const { app, reportError } = context
  let isOver = false
  app.onUnmount(() => (isOver = true))
  const isReplaced = () => app.runWithContext(() => inject(invitationContextKey)) !== context
  import('./devtools')
    .then(({ setUpDevtools }) => {
      if (!isOver && !isReplaced()) setUpDevtools(context)
    })
    .catch((error: unknown) => reportError(error, 'devtools'))
}
