import type { RoomInfo, UserInfo } from '../../manager/types'

/**
 * What the adapter uses of the manager that `roomEngine.getConferenceInvitationManager()` of
 * `@tencentcloud/tuiroom-engine-js` gives, by its shape: the kit never imports the SDK.
 */
export interface TUIConferenceInvitationManagerLike {
  /** Resolves to nothing in 3.x, to a `Map` of codes in 4.x. */
  inviteUsers(options: {
    roomId: string
    userIdList: string[]
    /** Seconds; 0 never expires. */
    timeout: number
    extensionInfo?: string
  }): Promise<unknown>
  cancelInvitation(options: { roomId: string; userIdList: string[] }): Promise<unknown>
  accept(options: { roomId: string }): Promise<unknown>
  reject(options: { roomId: string; reason: number }): Promise<unknown>
  /** Resolves to `{ invitationList, cursor }`, although it is typed as an array. */
  getInvitationList(options: { roomId: string; cursor: string; count: number }): Promise<unknown>
  on(eventName: string, listener: (payload: TUIPayloadLike) => void): void
  /** Without a listener it would take off everybody's. */
  off(eventName: string, listener: (payload: TUIPayloadLike) => void): void
}

/** A person as the SDK shows them; whatever is missing gets a default. */
export type TUIUserInfoLike = Pick<UserInfo, 'userId'> &
  Partial<Omit<UserInfo, 'userRole'>> & { userRole?: number }

/** A room as the SDK shows it; whatever is missing gets a default. */
export type TUIRoomInfoLike = Pick<RoomInfo, 'roomId'> &
  Partial<Omit<RoomInfo, 'inviterRole'>> & {
    /** Id of the owner in versions that have no `ownerId`. */
    roomOwner?: string
  }

export interface TUIInvitationLike {
  invitee: TUIUserInfoLike
  inviter: TUIUserInfoLike
  status: number
}

/**
 * Any payload of the SDK. List events name their room in three ways: `roomInfo` as the id (2.8 to 3.4),
 * `roomId` (4.x), `roomInfo` as an object (the documentation).
 */
export interface TUIPayloadLike {
  roomId?: string
  roomInfo?: string | TUIRoomInfoLike
  invitation?: TUIInvitationLike
  extensionInfo?: string
  accepted?: boolean
  reason?: number
  operateUser?: TUIUserInfoLike
  /** What mobile versions call `operateUser`. */
  admin?: TUIUserInfoLike
}
