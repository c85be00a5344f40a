import type { RoomEngine } from '../../../manager/types'
import { connectInvitationService, type InvitationServiceOptions } from '..'
import type { WelcomeFrame } from '../wire'
import type { FakeService } from './fake-service'

/** Connects Ann to the service that the test plays; nothing rings for her. */
export async function connectAnn(
  service: FakeService,
  options: Partial<InvitationServiceOptions> = {},
  welcome: Partial<WelcomeFrame> = {},
): Promise<RoomEngine> {
  const { WebSocket, clock } = service
  const connecting = connectInvitationService({
    ...{ url: 'ws://localhost:1', token: 'secret', WebSocket, clock },
    ...options,
  })
  await service.settle()
  await service.line().welcome(welcome)
  const ann = await connecting
  await answerPending(service)
  return ann
}

/** Answers that nothing rings, once the engine has asked. */
export async function answerPending(service: FakeService) {
  const ask = () => service.line().calls('getPendingInvitations').at(-1)
  for (let turn = 0; turn < 5 && !ask(); turn++) {
    await new Promise<void>((resolve) => setTimeout(resolve, 0))
  }
  await service.line().answer(ask(), [])
}

/** Lets Ann enter the room that she is alone in. */
export async function enterWeekly(service: FakeService, ann: RoomEngine) {
  const entering = ann.enterRoom({ roomId: 'weekly' })
  await service.settle()
  const line = service.line()
  line.say({ t: 'log', log: 'room:weekly', state: 'live', seq: 20 })
  await line.answer(line.calls('enterRoom').at(-1))
  await line.answer(line.calls('getRoom').at(-1), roomOf(service))
  await entering
}

/** The room with Ann, as the service tells it. */
export function roomOf(service: FakeService, revision = 2) {
  const roomInfo = {
    ...{ roomId: 'weekly', roomName: 'Weekly', ownerId: 'ann', ownerName: 'Ann', password: '' },
    ...{ ownerAvatarUrl: '', createTime: service.clock.now(), roomMemberCount: 1 },
  }
  const ann = { userId: 'ann', userName: 'Ann', nameCard: '', avatarUrl: '', userRole: 0 }
  return { roomInfo, members: [ann], revision }
}

/** A call that rings for Ann, as an event of her log. */
export function ring(service: FakeService, seq: number, revision = seq) {
  const { roomInfo } = roomOf(service)
  const now = service.clock.now()
  const person = (userId: string) => ({ userId, userName: '', nameCard: '', avatarUrl: '' })
  return {
    t: 'event',
    log: 'user:ann',
    seq,
    message: {
      to: { kind: 'user', userId: 'ann' },
      name: 'onReceiveInvitation',
      payload: {
        roomInfo: { ...roomInfo, roomId: `room ${revision}` },
        invitation: {
          ...{ invitee: person('ann'), inviter: person('ben'), status: 1, revision },
          ...{ createdAt: now, updatedAt: now, expiresAt: now + 30_000 },
        },
        extensionInfo: '',
      },
    },
  }
}
