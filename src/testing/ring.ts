import { InvitationErrorCode, isConferenceInvitationError, type RoomEngine } from '../manager'
import { enterOwnRoom, roomOptionsOf } from './people'

/** How somebody calls the person who uses the component. */
export interface TestRingOptions {
  /**
   * Id of the room into which is called; the caller enters it, and creates it when there is none.
   * Defaults to the room where the caller is, else `daily`.
   */
  roomId?: string
  /** How long it rings, in seconds; 0 has no end. Defaults to 60. */
  timeout?: number
  /** Words of the caller. */
  message?: string
  /** Whether to tell without a ring. */
  silent?: boolean
}

/**
 * Lets somebody call, and waits until the call shows. Rejects for people who were not named in `people`.
 */
export type TestRing<PersonId extends string> = (
  from: PersonId,
  options?: TestRingOptions,
) => Promise<void>

/** Creates a {@link TestRing}. */
export function createRing<PersonId extends string>(
  people: Readonly<Record<PersonId, RoomEngine>>,
  userId: string,
  settle: () => Promise<void>,
): TestRing<PersonId> {
  return async (from, { roomId, timeout = 60, message = '', silent = false } = {}) => {
    const caller = people[from] as RoomEngine | undefined
    if (!caller) throw new Error(`nobody called ${from} is connected: name them in people`)
    const target = roomId ?? caller.roomInfo?.roomId ?? 'daily'
    await comeInto(caller, target)
    await caller.getConferenceInvitationManager().inviteUsers({
      roomId: target,
      userIdList: [userId],
      timeout,
      extensionInfo: message,
      silent,
    })
    await settle()
  }
}

async function comeInto(caller: RoomEngine, roomId: string) {
  if (caller.roomInfo?.roomId === roomId) return
  try {
    await caller.enterRoom({ roomId })
  } catch (error) {
    if (!isConferenceInvitationError(error, InvitationErrorCode.ROOM_NOT_FOUND)) throw error
    await enterOwnRoom(caller, roomOptionsOf(roomId))
  }
}
