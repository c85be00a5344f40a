import { connectInvitationService } from 'vue-conference-invitations/service'
import type { InvitationEventPayloads, RoomEngine } from 'vue-conference-invitations'
import { WebSocket } from 'ws'

/** Connects somebody to the service. */
export type Connect = (userId: string) => Promise<RoomEngine>

/** Connects through the service's own client. */
export function connectTo(url: string, tokenOf: (userId: string) => Promise<string>): Connect {
  return async (userId) =>
    connectInvitationService({ url, token: () => tokenOf(userId), WebSocket })
}

/** Two people in a room, and one with two devices outside. */
export interface Group {
  /** One calls; resolves when both devices ring and both people in the room see it: milliseconds. */
  call(): Promise<number>
  /** The call is taken back; resolves when everybody has heard of that, too. */
  takeBack(): Promise<void>
  close(): Promise<void>
}

/** Connects a {@link Group} of people whose ids begin with a name, in a room of that name. */
export async function openGroup(connect: Connect, name: string): Promise<Group> {
  const [host, guest, phone, laptop] = await Promise.all(
    ['host', 'guest', 'called', 'called'].map((role) => connect(`${name}-${role}`)),
  )
  const room = { roomId: name }
  await host!.createRoom(room)
  for (const engine of [host!, guest!]) await engine.enterRoom(room)

  const manager = host!.getConferenceInvitationManager()
  const call = { ...room, userIdList: [`${name}-called`] }
  const inside = [host!, guest!]
  const outside = [phone!, laptop!]
  const everybodyHears = (rings: EventName, changes: EventName) => [
    ...outside.map((engine) => hears(engine, rings)),
    ...inside.map((engine) => hears(engine, changes)),
  ]

  return {
    async call() {
      const heard = everybodyHears('onReceiveInvitation', 'onInvitationAdded')
      const start = performance.now()
      await Promise.all([manager.inviteUsers(call), ...heard])
      return performance.now() - start
    },
    async takeBack() {
      const heard = everybodyHears('onInvitationCancelled', 'onInvitationRemoved')
      await Promise.all([manager.cancelInvitation(call), ...heard])
    },
    async close() {
      for (const engine of [...inside, ...outside]) await engine.close()
    },
  }
}

type EventName = keyof InvitationEventPayloads

function hears(engine: RoomEngine, name: EventName): Promise<void> {
  const manager = engine.getConferenceInvitationManager()
  return new Promise((resolve) => {
    manager.on(name, function listen() {
      manager.off(name, listen)
      resolve()
    })
  })
}
