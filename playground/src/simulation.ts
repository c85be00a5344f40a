import {
  InvitationRejectedReason,
  type ReceivedInvitation,
  type RoomEngine,
} from 'vue-conference-invitations/manager'
import { simulatedPeople, type Behaviour, type SimulatedPerson } from './people/people'

const JOIN_AFTER_MS = 3_000
const DECLINE_AFTER_MS = 2_000
const BUSY_AFTER_MS = 1_500
const WALK_MS = 600

export interface SimulationOptions {
  connect(person: SimulatedPerson): Promise<RoomEngine>
  /** What somebody says who declines. */
  reply(): string
}

/** Plays the simulated people in exactly one tab: the next one takes over when it closes. */
export function runSimulation({ connect, reply }: SimulationOptions) {
  // Without locks nobody plays them, which is better than everybody.
  const { locks } = navigator as Partial<Navigator>
  const playing = locks?.request('playground-simulated-people', async () => {
    for (const person of simulatedPeople) {
      play(person.behaviour, await connect(person), reply)
    }
    return new Promise(() => {})
  })
  playing?.catch(() => {
    // The backend cannot be reached: the page says so, and nobody could call them.
  })
}

function play(behaviour: Behaviour, engine: RoomEngine, reply: () => string) {
  const manager = engine.getConferenceInvitationManager()
  const isGone = () => {
    // The call was taken back or its time is over: nothing is left to answer.
  }

  async function join(roomId: string) {
    await manager.accept({ roomId })
    setTimeout(() => void engine.enterRoom({ roomId }).catch(isGone), WALK_MS)
  }

  const answers: Record<Behaviour, (call: ReceivedInvitation) => void> = {
    joins: ({ roomInfo: { roomId } }) =>
      setTimeout(() => void join(roomId).catch(isGone), JOIN_AFTER_MS),
    declines: ({ roomInfo: { roomId } }) =>
      setTimeout(
        () => void manager.reject({ roomId, reply: reply() }).catch(isGone),
        DECLINE_AFTER_MS,
      ),
    isBusy: ({ roomInfo: { roomId } }) =>
      setTimeout(
        () =>
          void manager
            .reject({ roomId, reason: InvitationRejectedReason.IN_OTHER_CONFERENCE })
            .catch(isGone),
        BUSY_AFTER_MS,
      ),
    ignores: () => {},
  }

  manager.on('onReceiveInvitation', answers[behaviour])
  engine.onRoomChange((room) => {
    const isAlone = room !== null && !room.members.some(({ userId }) => !isSimulated(userId))
    if (isAlone) void engine.exitRoom().catch(isGone)
  })
}

function isSimulated(userId: string) {
  return simulatedPeople.some((one) => one.userId === userId)
}
