import type { Actor } from '../../manager/commands'
import { InvitationErrorCode, isConferenceInvitationError } from '../../manager/errors'
import type { Executor } from '../../manager/executor'
import { createOwnRoom, type OwnRoom } from '../../manager/own-room'
import type { Message, Store } from '../../manager/ports'

/** The room that this device means to be in, whatever others take it for. */
export interface Stay extends Pick<OwnRoom, 'follow'> {
  /** Whether this message tells that somebody took this device for gone, or that the room is. */
  isPutOutBy(message: Message): boolean
  /** Enters again where others put this device out. */
  reenter(): Promise<void>
  /** Leaves for as long as the page sleeps. */
  stepOut(): Promise<void>
  /** Ends the leave; {@link Stay.reenter} then enters. */
  comeBack(): void
}

/** Creates a {@link Stay}. */
export function createStay(
  actor: Actor,
  store: Pick<Store, 'listMembers'>,
  executor: Pick<Executor, 'execute'>,
): Stay {
  const { userId } = actor.user
  const own = createOwnRoom()
  let isAway = false

  return {
    follow: (name, input, outcome) => own.follow(name, input, outcome),
    isPutOutBy(message) {
      const before = own.roomId
      own.watch(message)
      const { name, payload } = message
      if (name !== 'roomChanged' || payload.roomId !== before) return false
      return payload.left.includes(userId) && own.roomId !== null && !isAway
    },
    async reenter() {
      const { roomId } = own
      if (roomId === null || isAway) return
      try {
        const members = await store.listMembers(roomId)
        const self = members.find(({ user }) => user.userId === userId)
        if (self?.deviceIds.includes(actor.deviceId) || own.roomId !== roomId) return
        await executor.execute(actor, 'enterRoom', { roomId })
      } catch (error) {
        // a storage that is away comes back with a wake; a room of the same name is another one
        const isGone = isConferenceInvitationError(error, InvitationErrorCode.ROOM_NOT_FOUND)
        if (isGone && own.roomId === roomId) own.leave()
      }
    },
    async stepOut() {
      const { roomId } = own
      if (roomId === null) return
      isAway = true
      await executor.execute(actor, 'exitRoom', { roomId }).catch(() => {})
    },
    comeBack() {
      isAway = false
    },
  }
}
