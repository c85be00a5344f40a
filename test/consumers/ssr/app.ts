import { createPinia } from 'pinia'
import { createSSRApp, h, type App } from 'vue'
import {
  createConferenceInvitations,
  IncomingInvitationToast,
  InvitationListPanel,
  InviteDialog,
  MissedInvitationList,
  useRoomEngine,
} from 'vue-conference-invitations'
import { createMemoryHub } from 'vue-conference-invitations/memory'

/** The same app for the server and the browser: Ann is in a room, into which Ben is called. */
export async function createPage(): Promise<App> {
  const hub = createMemoryHub()
  const ann = await hub.connect({ userId: 'ann', userName: 'Ann' })
  await hub.connect({ userId: 'ben', userName: 'Ben' })
  await ann.createRoom({ roomId: 'weekly' })
  await ann.enterRoom({ roomId: 'weekly' })
  const manager = ann.getConferenceInvitationManager()
  await manager.inviteUsers({ roomId: 'weekly', userIdList: ['ben'] })
  const app = createSSRApp({
    render: () =>
      h('main', [
        h(InvitationListPanel),
        h(MissedInvitationList),
        h(InviteDialog),
        h(IncomingInvitationToast),
      ]),
  })
  app.use(createPinia())
  app.use(createConferenceInvitations(useRoomEngine(ann)))
  return app
}
