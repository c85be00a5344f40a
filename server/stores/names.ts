import type { ListPosition } from '../../src/manager/ports'
import type { LogName, RequestKey } from './service-store'

/** Stands between the parts of a name: no id may contain it. */
const SEPARATOR = '\0'

const WIDTH_OF_TIME = 16
const WIDTH_OF_PLACE = 4

/** Under which names the backend keeps what. */
export const names = {
  room: (roomId: string) => `room:${roomId}`,
  /** Changes with everything of a room. */
  version: (roomId: string) => `version:${roomId}`,
  members: (roomId: string) => `members:${roomId}`,
  invitations: (roomId: string) => `invitations:${roomId}`,
  list: (roomId: string) => `list:${roomId}`,
  profile: (userId: string) => `profile:${userId}`,
  quota: (key: string) => `quota:${key}`,
  request: ({ userId, requestId }: RequestKey) => `request:${userId}${SEPARATOR}${requestId}`,
  value: (key: string) => `value:${key}`,
  /** Rooms in which somebody rings for a person. */
  pending: (userId: string) => `pending:${userId}`,
  roomsOf: (userId: string) => `rooms:${userId}`,
  devices: (userId: string) => `devices:${userId}`,
  due: 'due',
  leases: 'leases',
  outbox: 'outbox',
  format: 'format',
  /** Written only to see that something can be. */
  probe: 'probe',
} as const

/** How long the part of a list member before its user id is. */
export const LIST_PREFIX_LENGTH = WIDTH_OF_TIME + WIDTH_OF_PLACE + 2

/** A position as a text that sorts as positions do. */
export function listMember([addedAt, place, userId]: ListPosition): string {
  const time = String(addedAt).padStart(WIDTH_OF_TIME, '0')
  return `${time}.${String(place).padStart(WIDTH_OF_PLACE, '0')}.${userId}`
}

/** Joins ids to one text. */
export function joinIds(...ids: readonly string[]): string {
  return ids.join(SEPARATOR)
}

export function splitIds(text: string): string[] {
  return text.split(SEPARATOR)
}

/** The log that a message belongs to. */
export function logOf(to: { kind: 'room'; roomId: string } | { kind: 'user'; userId: string }) {
  const name: LogName = to.kind === 'room' ? `room:${to.roomId}` : `user:${to.userId}`
  return name
}
