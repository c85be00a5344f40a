import type { ConferenceInvitationsOptions } from 'vue-conference-invitations'
import { createMemoryHub } from 'vue-conference-invitations/memory'

/** Ann is in a room, into which Ben is called: the same on the server and in the browser. */
export default async function options(): Promise<ConferenceInvitationsOptions> {
  const hub = createMemoryHub()
  const ann = await hub.connect({ userId: 'ann', userName: 'Ann' })
  await hub.connect({ userId: 'ben', userName: 'Ben' })
  await ann.createRoom({ roomId: 'weekly' })
  await ann.enterRoom({ roomId: 'weekly' })
  const manager = ann.getConferenceInvitationManager()
  await manager.inviteUsers({ roomId: 'weekly', userIdList: ['ben'] })
  return useRoomEngine(ann)
}
