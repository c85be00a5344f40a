export {
  InvitationCode,
  InvitationEvent,
  InvitationRejectedReason,
  InvitationStatus,
  UserRole,
} from './enums'
export {
  ConferenceInvitationError,
  InvitationErrorCode,
  isConferenceInvitationError,
} from './errors'
export { validateRoomId } from './validate'
export type {
  AcceptInvitationOptions,
  CancelInvitationOptions,
  ChangeUserRoleOptions,
  ConferenceInvitationManager,
  ConnectionStatus,
  CreateRoomOptions,
  GetInvitationListOptions,
  Invitation,
  InvitationEventPayloads,
  InvitationListener,
  InvitationListNotice,
  InvitationListPage,
  InvitationNotice,
  InviteUsersOptions,
  Off,
  ReceivedInvitation,
  RejectInvitationOptions,
  RoomEngine,
  RoomInfo,
  RoomSnapshot,
  UserInfo,
  UserProfile,
} from './types'
export type { Clock } from './ports'
