import { shallowRef, watch, type ShallowRef } from 'vue'
import { InvitationEvent, type RoomEngine } from 'vue-conference-invitations/manager'
import { findPerson } from './people/people'

const KEPT = 200

/** One thing that happened, as the timeline shows it. */
export interface LogEntry {
  id: number
  /** Milliseconds since the epoch. */
  at: number
  name: InvitationEvent | 'room' | 'left' | 'status'
  /** Whom or what it is about: a name, a number of people, a state. */
  about: string
  roomName: string
  payload: unknown
}

export interface EventLog {
  /** Newest first. */
  readonly entries: Readonly<ShallowRef<readonly LogEntry[]>>
  clear(): void
}

/** Writes down every event of the manager, and of the room around it. */
export function createEventLog(engine: Readonly<ShallowRef<RoomEngine | null>>): EventLog {
  const entries = shallowRef<readonly LogEntry[]>([])
  let lastId = 0

  function write(entry: Omit<LogEntry, 'id' | 'at'>) {
    lastId += 1
    entries.value = [{ id: lastId, at: Date.now(), ...entry }, ...entries.value].slice(0, KEPT)
  }

  watch(
    engine,
    (current, _, onCleanup) => {
      if (current) onCleanup(listen(current, write))
    },
    { immediate: true },
  )
  return { entries, clear: () => (entries.value = []) }
}

function listen(engine: RoomEngine, write: (entry: Omit<LogEntry, 'id' | 'at'>) => void) {
  const manager = engine.getConferenceInvitationManager()
  const offs = Object.values(InvitationEvent).map((name) => {
    const listener = (payload: {
      roomInfo: { roomName: string }
      invitation?: { invitee: { userId: string; userName: string } }
    }) => {
      const invitee = payload.invitation?.invitee
      write({
        name,
        // The backend knows no name of people who never connected.
        about: invitee ? (findPerson(invitee.userId)?.userName ?? invitee.userName) : '',
        roomName: payload.roomInfo.roomName,
        payload,
      })
    }
    manager.on(name, listener)
    return () => manager.off(name, listener)
  })
  offs.push(
    engine.onRoomChange((room) =>
      write({
        name: room ? 'room' : 'left',
        about: room ? room.members.map(({ userName }) => userName).join(', ') : '',
        roomName: room?.roomInfo.roomName ?? '',
        payload: room,
      }),
    ),
    engine.onStatusChange((status) =>
      write({ name: 'status', about: status, roomName: '', payload: status }),
    ),
  )
  return () => offs.forEach((off) => off())
}
