import { createOwnRoom, type OwnRoom } from '../../manager/own-room'
import type { Message } from '../../manager/ports'

/** The room that this device means to be in, whatever the service takes it for. */
export interface Stay extends OwnRoom {
  /** Whether this device is to be inside that room, or is about to enter it. */
  isMeant(roomId: string): boolean
  /** Gives the room up; the message tells the engine that it is outside. */
  giveUp(userId: string): Message
}

/** Creates a {@link Stay}. */
export function createStay(): Stay {
  const own = createOwnRoom()
  let entering: string | null = null

  return {
    get roomId() {
      return own.roomId
    },
    isMeant: (room) => room === own.roomId || room === entering,
    async follow(name, input, outcome) {
      const room = name === 'enterRoom' && 'roomId' in input ? input.roomId : null
      entering = room ?? entering
      try {
        return await own.follow(name, input, outcome)
      } finally {
        if (room !== null && entering === room) entering = null
      }
    },
    watch: own.watch,
    // the service is told when there is a line again
    leave: own.leave,
    giveUp(userId) {
      const left = own.roomId ?? ''
      own.leave()
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
