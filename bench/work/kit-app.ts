import { createPinia } from 'pinia'
import {
  createConferenceInvitations,
  useInvitationStore,
  type Invitation,
  type InvitationStore,
} from 'vue-conference-invitations'
import type { App } from 'vue'
import { createFeed, type Feed } from './feed'
import { ann, notice, room } from './samples'

/** What the kit needs to be measured. */
export interface Kit {
  feed: Feed
  store: InvitationStore
}

/** Brings the kit to an app of Ann's, in the room, and lets its store hear of all rows. */
export async function installKit<Host>(app: App<Host>, rows: readonly Invitation[]): Promise<Kit> {
  const feed = createFeed()
  app.use(createPinia())
  app.use(
    createConferenceInvitations({
      manager: feed.manager,
      currentUser: ann,
      currentRoom: room,
      missedStorage: null,
    }),
  )
  const store = app.runWithContext(() => useInvitationStore())
  // the first snapshot, which is empty, must not come after the rows
  await store.refresh()
  for (const row of rows) feed.emit('onInvitationAdded', notice(row))
  return { feed, store }
}
