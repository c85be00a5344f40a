import { createPinia } from 'pinia'
import { createApp, effectScope, shallowRef, toValue } from 'vue'
import { useRoomEngine } from '../composables/useRoomEngine'
import { createInvitationContext, type InvitationContext } from '../context'
import { en } from '../locales/en'
import type { ConferenceElementsOptions } from './options'

/** One context for all elements of a page, with the options that it follows. */
export interface SharedContext {
  context: InvitationContext
  configure(changes: ConferenceElementsOptions): void
}

/**
 * Creates the context that all elements share: each element is a Vue app of its own, but there is one
 * store, one ringtone and one voice for screen readers.
 */
export function createSharedContext(first: ConferenceElementsOptions): SharedContext {
  const given = shallowRef(first)
  const room = effectScope(true).run(() => useRoomEngine(() => given.value.engine ?? null))!
  const app = createApp({})
  app.use(createPinia())
  // never mounted and never let go: elements may come and go as long as the page is there
  const context = createInvitationContext(app, {
    manager: () => toValue(given.value.manager) ?? room.manager.value,
    currentUser: () => toValue(given.value.currentUser) ?? room.currentUser.value,
    currentRoom: () => toValue(given.value.currentRoom) ?? room.currentRoom.value,
    members: () => toValue(given.value.members) ?? room.members.value,
    directory: () => toValue(given.value.directory) ?? null,
    locale: () => toValue(given.value.locale) ?? en,
    messages: () => toValue(given.value.messages) ?? {},
    policy: () => toValue(given.value.policy) ?? {},
    joinUrl: () => toValue(given.value.joinUrl) ?? null,
    ringtone: () => toValue(given.value.ringtone) ?? {},
    get canJoin() {
      return given.value.canJoin
    },
    async onJoin(roomInfo, invitation) {
      const { onJoin, engine } = given.value
      if (onJoin) await onJoin(roomInfo, invitation)
      else await engine?.enterRoom({ roomId: roomInfo.roomId })
    },
    onEvent: (event) => given.value.onEvent?.(event),
    onError: first.onError && ((error, where) => given.value.onError?.(error, where)),
    personalData: first.personalData,
    missedStorage: first.missedStorage,
    clock: first.clock,
  })

  function configure(changes: ConferenceElementsOptions) {
    given.value = { ...given.value, ...changes }
  }

  return { context, configure }
}
