import type { Actor, CommandInput, CommandName } from '../../manager/commands'
import { InvitationErrorCode, isConferenceInvitationError } from '../../manager/errors'
import type { Executor } from '../../manager/executor'
import type { Message, Store } from '../../manager/ports'

/** The room that this device means to be in, whatever others take it for. */
export interface Stay {
  /** Takes notice of a command that enters or leaves; gives back its outcome. */
  follow<Name extends CommandName, Output>(
    name: Name,
    input: CommandInput<Name>,
    outcome: Promise<Output>,
  ): Promise<Output>
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
  let roomId: string | null = null
  let isAway = false

  return {
    async follow(name, input, outcome) {
      const room = 'roomId' in input ? input.roomId : null
      const isLeaving = name === 'exitRoom' || name === 'destroyRoom'
      const before = roomId
      if (isLeaving && room === roomId) roomId = null
      try {
        const output = await outcome
        if (name === 'enterRoom') roomId = room
        return output
      } catch (error) {
        if (isLeaving) roomId ??= before
        throw error
      }
    },
    isPutOutBy({ name, payload }) {
      if (name !== 'roomChanged' || payload.roomId !== roomId) return false
      if (payload.roomInfo === null) roomId = null
      return payload.left.includes(userId) && roomId !== null && !isAway
    },
    async reenter() {
      if (roomId === null || isAway) return
      const asked = roomId
      try {
        const members = await store.listMembers(asked)
        const self = members.find(({ user }) => user.userId === userId)
        if (self?.deviceIds.includes(actor.deviceId) || roomId !== asked) return
        await executor.execute(actor, 'enterRoom', { roomId: asked })
      } catch (error) {
        // a storage that is away comes back with a wake; a room of the same name is another one
        const isGone = isConferenceInvitationError(error, InvitationErrorCode.ROOM_NOT_FOUND)
        if (isGone && roomId === asked) roomId = null
      }
    },
    async stepOut() {
      if (roomId === null) return
      isAway = true
      await executor.execute(actor, 'exitRoom', { roomId }).catch(() => {})
    },
    comeBack() {
      isAway = false
    },
  }
}
