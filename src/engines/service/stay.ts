import type { CommandInput, CommandName } from '../../manager/commands'
import type { Message } from '../../manager/ports'

/** The room that this device means to be in, whatever the service takes it for. */
export interface Stay {
  readonly roomId: string | null
  /** Whether this device is to be inside that room, or is about to enter it. */
  isMeant(roomId: string): boolean
  /** Takes notice of a command that enters or leaves; gives back its outcome. */
  follow<Name extends CommandName, Output>(
    name: Name,
    input: CommandInput<Name>,
    outcome: Promise<Output>,
  ): Promise<Output>
  /** Takes notice of a room that ended. */
  watch(message: Message): void
  /** Leaves without a word to the service, which is told when there is a line again. */
  leave(): void
  /** Gives the room up; the message tells the engine that it is outside. */
  giveUp(userId: string): Message
}

/** Creates a {@link Stay}. */
export function createStay(): Stay {
  let roomId: string | null = null
  let entering: string | null = null

  return {
    get roomId() {
      return roomId
    },
    isMeant: (room) => room === roomId || room === entering,
    async follow(name, input, outcome) {
      const room = 'roomId' in input ? input.roomId : null
      if (name === 'enterRoom') entering = room
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
      } finally {
        if (name === 'enterRoom' && entering === room) entering = null
      }
    },
    watch({ name, payload }) {
      if (name !== 'roomChanged' || payload.roomId !== roomId) return
      if (payload.roomInfo === null) roomId = null
    },
    leave() {
      roomId = null
    },
    giveUp(userId) {
      const left = roomId ?? ''
      roomId = null
      return {
        to: { kind: 'room', roomId: left },
        name: 'roomChanged',
        payload: {
          roomId: left,
          // newer than whatever the engine has of the room
          revision: Number.MAX_SAFE_INTEGER,
          roomInfo: null,
          entered: [],
          left: [userId],
        },
      }
    },
  }
}
