import type { InvitationCode, InvitationRejectedReason, UserRole } from './enums'
import type { ProfileRecord } from './records'
import type { InvitationListPage, ReceivedInvitation, RoomSnapshot } from './types'

/** Who asks: always from the connection, never from what a client claims. */
export interface Actor {
  user: ProfileRecord
  deviceId: string
}

/** What a device may ask for, and what it gets; a failure is a `ConferenceInvitationError`. */
export interface CommandMap {
  inviteUsers: {
    input: {
      roomId: string
      userIdList: string[]
      timeout: number
      extensionInfo: string
      silent?: boolean
    }
    output: Array<[userId: string, code: InvitationCode]>
  }
  cancelInvitation: {
    /** `seen`: newest revision of each row that the caller knew; an older one lost a race. */
    input: { roomId: string; userIdList: string[]; seen: Record<string, number> }
    output: void
  }
  accept: { input: { roomId: string }; output: void }
  reject: {
    input: { roomId: string; reason: InvitationRejectedReason; reply: string }
    output: void
  }
  getInvitationList: {
    input: { roomId: string; cursor: string; count: number }
    output: InvitationListPage
  }
  getPendingInvitations: { input: object; output: ReceivedInvitation[] }
  createRoom: { input: { roomId: string; roomName: string; inviterRole: UserRole }; output: void }
  enterRoom: { input: { roomId: string }; output: void }
  exitRoom: { input: { roomId: string }; output: void }
  destroyRoom: { input: { roomId: string }; output: void }
  changeUserRole: {
    input: { roomId: string; userId: string; userRole: UserRole }
    output: void
  }
  getRoom: { input: { roomId: string }; output: RoomState }
}

/** A room with the number that orders its changes. */
export interface RoomState extends RoomSnapshot {
  revision: number
}

export type CommandName = keyof CommandMap
export type CommandInput<Name extends CommandName> = CommandMap[Name]['input']
export type CommandOutput<Name extends CommandName> = CommandMap[Name]['output']

/** A command with its name; what `decide` takes. */
export type Command = {
  [Name in CommandName]: { name: Name } & CommandInput<Name>
}[CommandName]
