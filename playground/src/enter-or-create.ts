import {
  InvitationErrorCode,
  isConferenceInvitationError,
  type RoomEngine,
} from 'vue-conference-invitations/manager'

/** Enters a room and creates it when there is none, also when two people do so at once. */
export async function enterOrCreate(engine: RoomEngine, roomId: string, roomName: string | null) {
  try {
    await engine.enterRoom({ roomId })
    return
  } catch (error) {
    if (!isConferenceInvitationError(error, InvitationErrorCode.ROOM_NOT_FOUND)) throw error
  }
  try {
    await engine.createRoom({ roomId, roomName: roomName ?? roomId })
  } catch (error) {
    if (!isConferenceInvitationError(error, InvitationErrorCode.ROOM_ID_OCCUPIED)) throw error
  }
  await engine.enterRoom({ roomId })
}
