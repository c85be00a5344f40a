import { invitationContextKey } from '../context'
import { adoptStyles } from './adopt-styles'
import { defineElement, sketches } from './define'
import type { ConferenceElements, ConferenceElementsOptions } from './options'
import { createSharedContext, type SharedContext } from './shared-context'

let shared: SharedContext | null = null

/**
 * Defines `<ci-invite-dialog>`, `<ci-incoming-invitation-toast>`, `<ci-invitation-list-panel>` and
 * `<ci-missed-invitation-list>` for pages without Vue. A second call changes the options of the first.
 *
 * Props are properties of the elements, and attributes where they are words, numbers or switches;
 * events are DOM events whose `detail` is the list of what the component emits. Children with a `slot`
 * attribute fill the component's slots, and so do the functions of the property `slotRenderers`.
 *
 * @example
 * ```ts
 * const engine = await createEmbeddedEngine({ user: { userId: 'ann', userName: 'Ann' } })
 * registerConferenceInvitations({ engine })
 * document.querySelector('ci-invite-dialog').open = true
 * ```
 */
export function registerConferenceInvitations(
  options: ConferenceElementsOptions = {},
): ConferenceElements {
  if (shared) shared.configure(options)
  else shared = register(options)
  const { configure } = shared
  return { configure }
}

function register(options: ConferenceElementsOptions): SharedContext {
  const created = createSharedContext(options)
  if (options.style !== false) adoptStyles()
  for (const [tag, sketch] of Object.entries(sketches)) {
    const element = defineElement(sketch, (app) => {
      app.provide(invitationContextKey, created.context)
    })
    customElements.define(tag, element)
  }
  return created
}
