import type {
  InvitationCode,
  InvitationEvent,
  InvitationRejectedReason,
  InvitationStatus,
  UserRole,
} from './enums'

/** A person as rooms and invitations show them; backends may add fields. */
export interface UserInfo {
  userId: string
  /** Display name; may be empty when the backend never met this person. */
  userName: string
  /** Name used in this one room; empty when there is none. */
  nameCard: string
  /** Address of a picture; empty when there is none. */
  avatarUrl: string
  userRole: UserRole
}

/** What an engine needs to know about the person it speaks for; names default to `''`. */
export type UserProfile = Pick<UserInfo, 'userId'> &
  Partial<Pick<UserInfo, 'userName' | 'nameCard' | 'avatarUrl'>>

/** A room as invitations show it; backends may add fields. */
export interface RoomInfo {
  roomId: string
  roomName: string
  ownerId: string
  ownerName: string
  ownerAvatarUrl: string
  /** When the room was created: milliseconds since the epoch. */
  createTime: number
  roomMemberCount: number
  /** Empty when the room has none. */
  password: string
  /** The lowest role that may invite; missing where the backend does not say. */
  inviterRole?: UserRole
}

/** One person called into one room. The optional fields are missing on foreign backends. */
export interface Invitation {
  invitee: UserInfo
  inviter: UserInfo
  status: InvitationStatus
  /** When it last began to ring: milliseconds, local clock. */
  createdAt?: number
  /** When its status last changed: milliseconds, local clock. */
  updatedAt?: number
  /** When the ring ends: milliseconds, local clock; `null` when it never does. */
  expiresAt?: number | null
  /** Why the invitee declined; only with status REJECTED. */
  reason?: InvitationRejectedReason
  /** The invitee's own words when declining; only with status REJECTED. */
  reply?: string
  /** The text that the inviter's app sent along. */
  extensionInfo?: string
  /** Whether it shows without ringing; missing when it rings. */
  silent?: boolean
  /** Grows with every change of this invitation; a message with an older one is dropped. */
  revision?: number
}

/** Payload of the personal events that carry nothing else. */
export interface InvitationNotice {
  roomInfo: RoomInfo
  invitation: Invitation
}

/** Payload of a call that rings. */
export interface ReceivedInvitation extends InvitationNotice {
  extensionInfo: string
}

/** Payload of the three events that keep a room's list. */
export interface InvitationListNotice extends InvitationNotice {
  roomId: string
}

/** The one object that each listener gets, by event name. */
export interface InvitationEventPayloads {
  /** To every device of the invitee, and again after reconnecting while it is pending. */
  onReceiveInvitation: ReceivedInvitation
  /** To the invitee's other devices. */
  onInvitationHandledByOtherDevice: { roomInfo: RoomInfo; accepted: boolean }
  /** To the invitee's devices. `status` stays PENDING: never read it to decide. */
  onInvitationCancelled: InvitationNotice
  /** To the inviter's devices. */
  onInvitationAccepted: InvitationNotice
  /** To the inviter's devices. */
  onInvitationRejected: InvitationNotice & { reason: InvitationRejectedReason }
  /** To the invitee's and the inviter's devices. */
  onInvitationTimeout: InvitationNotice
  /** To the invitee's and the inviter's devices, when an owner or admin cancelled. */
  onInvitationRevokedByAdmin: InvitationNotice & { operateUser: UserInfo }
  /** To everybody in the room. */
  onInvitationAdded: InvitationListNotice
  /** To everybody in the room. */
  onInvitationRemoved: InvitationListNotice
  /** To everybody in the room. */
  onInvitationStatusChanged: InvitationListNotice
}

/** A listener of one event. */
export type InvitationListener<Name extends InvitationEvent> = (
  payload: InvitationEventPayloads[Name],
) => void

/** Takes a listener off again; calling it twice is harmless. */
export type Off = () => void

export interface InviteUsersOptions {
  /** 1 to 64 bytes; see {@link validateRoomId}. */
  roomId: string
  /** 1 to 1,000 ids; duplicates collapse. */
  userIdList: string[]
  /** Whole seconds, 0 to 86,400; 0 never expires. Defaults to 0. */
  timeout?: number
  /** The app's own text, at most 4 KiB of UTF-8. Defaults to `''`. */
  extensionInfo?: string
  /** Whether people are told without a ring; backends that cannot carry it drop it. Defaults to `false`. */
  silent?: boolean
}

export interface CancelInvitationOptions {
  roomId: string
  /** 1 to 1,000 ids; duplicates collapse. */
  userIdList: string[]
}

export interface AcceptInvitationOptions {
  roomId: string
}

export interface RejectInvitationOptions {
  roomId: string
  /** Defaults to REJECT_TO_ENTER. */
  reason?: InvitationRejectedReason
  /** The invitee's own words, at most 512 bytes of UTF-8; backends that cannot carry them drop them. */
  reply?: string
}

export interface GetInvitationListOptions {
  roomId: string
  /** `''` for the first page, then the `cursor` of the page before. Defaults to `''`. */
  cursor?: string
  /** 1 to 100. Defaults to 20. */
  count?: number
}

export interface InvitationListPage {
  invitationList: Invitation[]
  /** `''` when this was the last page. */
  cursor: string
}

/** State of the way to the backend. */
export type ConnectionStatus = 'connecting' | 'online' | 'offline' | 'closed'

/**
 * Calls people into a conference. Every backend fulfils this interface; every failure is an `Error`
 * with a numeric `code` (see `InvitationErrorCode`).
 */
export interface ConferenceInvitationManager {
  /** Rings people; resolves to one code for each distinct id. */
  inviteUsers(options: InviteUsersOptions): Promise<Map<string, InvitationCode>>
  /** Takes calls back; the owner and admins may take back other people's. */
  cancelInvitation(options: CancelInvitationOptions): Promise<void>
  /** Says yes. It does not enter the room: the app does, afterwards. */
  accept(options: AcceptInvitationOptions): Promise<void>
  /** Says no. */
  reject(options: RejectInvitationOptions): Promise<void>
  /** One page of everybody invited to a room. */
  getInvitationList(options: GetInvitationListOptions): Promise<InvitationListPage>
  on<Name extends InvitationEvent>(eventName: Name, listener: InvitationListener<Name>): void
  /** Takes off exactly this listener; harmless when it is not there. */
  off<Name extends InvitationEvent>(eventName: Name, listener: InvitationListener<Name>): void
  /** Everything that rings for this user now; backends of foreign SDKs lack it. */
  getPendingInvitations?(): Promise<ReceivedInvitation[]>
  /** State of the way to the backend, where it is known. */
  readonly status?: ConnectionStatus
  /** Calls back on each change of {@link status}, never with the present one. */
  onStatusChange?(listener: (status: ConnectionStatus) => void): Off
}

export interface CreateRoomOptions {
  roomId: string
  /** Defaults to the room id. */
  roomName?: string
  /** The lowest role that may invite. Defaults to GENERAL_USER: everybody inside. */
  inviterRole?: UserRole
}

export interface ChangeUserRoleOptions {
  userId: string
  /** ROOM_OWNER hands the room over. */
  userRole: UserRole
}

/** The room that a device is in, and who else is there. */
export interface RoomSnapshot {
  roomInfo: RoomInfo
  members: readonly UserInfo[]
}

/** One device of one user: its room and its invitation manager. */
export interface RoomEngine {
  readonly user: UserInfo
  /** The room that this device is in, or `null`. */
  readonly roomInfo: RoomInfo | null
  /** Everybody in that room, oneself included; empty outside. */
  readonly members: readonly UserInfo[]
  readonly status: ConnectionStatus
  /**
   * Where the state lies: `shared` with other devices, or only in this page's `memory` because the
   * browser refuses storage.
   */
  readonly storage: 'shared' | 'memory'
  /** Creates a room, or confirms one's own; does not enter it. */
  createRoom(options: CreateRoomOptions): Promise<void>
  /** Enters a room and leaves the one before. */
  enterRoom(options: { roomId: string }): Promise<RoomInfo>
  /** Leaves the room; harmless outside. */
  exitRoom(): Promise<void>
  /** Ends the room for everybody; only its owner may. */
  destroyRoom(): Promise<void>
  /** Changes somebody's role; only the owner may. */
  changeUserRole(options: ChangeUserRoleOptions): Promise<void>
  getConferenceInvitationManager(): ConferenceInvitationManager
  /** Calls back whenever the room, its members or their roles change; `null` outside. */
  onRoomChange(listener: (room: RoomSnapshot | null) => void): Off
  /** Calls back on each change of {@link status}, never with the present one. */
  onStatusChange(listener: (status: ConnectionStatus) => void): Off
  /** Leaves the room and lets go of everything; calls afterwards fail with -1002. */
  close(): Promise<void>
}
