import type { DirectoryUser, UserDirectory } from '../context'
import type { CreateRoomOptions, RoomEngine, UserProfile } from '../manager'

/** People for tests, by their ids. */
export const testPeople = {
  ann: { userId: 'ann', userName: 'Ann' },
  ben: { userId: 'ben', userName: 'Ben' },
  cat: { userId: 'cat', userName: 'Cat' },
  dan: { userId: 'dan', userName: 'Dan' },
  eve: { userId: 'eve', userName: 'Eve' },
} as const satisfies Record<string, UserProfile>

/** Rooms for tests, by their ids. */
export const testRooms = {
  weekly: { roomId: 'weekly', roomName: 'Weekly' },
  daily: { roomId: 'daily', roomName: 'Daily' },
} as const satisfies Record<string, CreateRoomOptions>

/** Creates a directory over a few people, found by any part of their name; all on one page. */
export function createTestDirectory(
  users: readonly DirectoryUser[] = Object.values(testPeople),
): UserDirectory {
  return {
    async search(query) {
      const part = query.toLowerCase()
      const found = users.filter(({ userName }) => userName.toLowerCase().includes(part))
      return { users: found, cursor: '', total: found.length }
    },
  }
}

/** A person by profile, or by id: one of {@link testPeople}, or somebody whose name is the id. */
export function profileOf(person: UserProfile | string): UserProfile {
  if (typeof person !== 'string') return person
  const known: Record<string, UserProfile> = testPeople
  return known[person] ?? { userId: person, userName: person }
}

/** A room by options, or by id: one of {@link testRooms}, or one whose name is the id. */
export function roomOptionsOf(room: CreateRoomOptions | string): CreateRoomOptions {
  if (typeof room !== 'string') return room
  const known: Record<string, CreateRoomOptions> = testRooms
  return known[room] ?? { roomId: room }
}

/** Creates a room and enters it. */
export async function enterOwnRoom(engine: RoomEngine, room: CreateRoomOptions): Promise<void> {
  await engine.createRoom(room)
  await engine.enterRoom({ roomId: room.roomId })
}
