import type { CommandInput, CommandName } from './commands'
import type { Message } from './ports'

/** The room that a device means to be in, by its own commands: whatever others take it for. */
export interface OwnRoom {
  readonly roomId: string | null
  /** Takes notice of a command that enters or leaves; gives back its outcome. */
  follow<Name extends CommandName, Output>(
    name: Name,
    input: CommandInput<Name>,
    outcome: Promise<Output>,
  ): Promise<Output>
  /** Takes notice of a room that ended. */
  readonly watch: (message: Message) => void
  /** Means to be in none, without a command. */
  readonly leave: () => void
}

/** Creates an {@link OwnRoom}; the device begins in none. */
export function createOwnRoom(): OwnRoom {
  let roomId: string | null = null

  return {
    get roomId() {
      return roomId
    },
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
    watch({ name, payload }) {
      if (name !== 'roomChanged' || payload.roomId !== roomId) return
      if (payload.roomInfo === null) roomId = null
    },
    leave() {
      roomId = null
    },
  }
}
