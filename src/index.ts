// The public API. The contract's values, such as its enumerations, are in `vue-conference-invitations/manager`.

// Set-up
export { createConferenceInvitations } from './plugin'
export { ConferenceInvitationsProvider } from './components/ConferenceInvitationsProvider'
export type {
  ConferenceInvitationsProviderProps,
  ConferenceInvitationsProviderSlots,
} from './components/ConferenceInvitationsProvider'
export { useRoomEngine } from './composables/useRoomEngine'
export type { UseRoomEngineReturn } from './composables/useRoomEngine'
export type {
  AnalyticsCallEvent,
  AnalyticsEventBase,
  AnalyticsPersonalData,
  CallAcceptedEvent,
  CallDeclinedEvent,
  CallEndedEvent,
  CallJoinFailedEvent,
  CallMissedEvent,
  CallShownEvent,
  ConferenceInvitationsOptions,
  CurrentUser,
  DirectoryGroup,
  DirectoryGroupPage,
  DirectoryPage,
  DirectoryUser,
  InvitationAnalyticsEvent,
  InvitationPolicy,
  InvitationStorage,
  InviteFailedEvent,
  InviteSentEvent,
  SharedClock,
  UserDirectory,
} from './context'

// Calling people
export { InviteDialog } from './components/InviteDialog'
export type {
  InviteDialogEmits,
  InviteDialogProps,
  InviteDialogSlots,
  PersonObstacle,
  PersonSlotProps,
  PersonState,
} from './components/InviteDialog'
export { useInviteUsers } from './composables/useInviteUsers'
export type {
  InviteObstacle,
  InviteUsersCall,
  UseInviteUsersReturn,
} from './composables/useInviteUsers'
export { useUserDirectory } from './composables/useUserDirectory'
export type {
  PastedMatch,
  UseUserDirectoryOptions,
  UseUserDirectoryReturn,
} from './composables/useUserDirectory'

// Being called
export { IncomingInvitationToast } from './components/IncomingInvitationToast'
export type {
  DeclineOptions,
  IncomingInvitationToastEmits,
  IncomingInvitationToastProps,
  IncomingInvitationToastSlots,
  ToastPosition,
} from './components/IncomingInvitationToast'
export { useIncomingInvitations } from './composables/useIncomingInvitations'
export type {
  IncomingCard,
  UseIncomingInvitationsOptions,
  UseIncomingInvitationsReturn,
} from './composables/useIncomingInvitations'

export { CallNotificationButton } from './components/CallNotificationButton'
export type {
  CallNotificationButtonEmits,
  CallNotificationButtonSlots,
} from './components/CallNotificationButton'
export { useNotificationPermission } from './composables/useNotificationPermission'
export type { UseNotificationPermissionReturn } from './composables/useNotificationPermission'
export { useRingtone } from './composables/useRingtone'
export type {
  CallNotificationOptions,
  CallNotificationPermission,
  NotifyingRegistration,
  OutputDevice,
  RingtoneOptions,
  RingtoneSound,
  UseRingtoneReturn,
} from './composables/useRingtone'

// What was missed
export { MissedInvitationCount, MissedInvitationList } from './components/MissedInvitationList'
export type {
  MissedInvitationListEmits,
  MissedInvitationListProps,
  MissedInvitationListSlots,
} from './components/MissedInvitationList'
export { useMissedInvitations } from './composables/useMissedInvitations'
export type { MissedEntry, UseMissedInvitationsReturn } from './composables/useMissedInvitations'

// Everybody invited
export { InvitationListPanel } from './components/InvitationListPanel'
export type {
  InvitationListPanelEmits,
  InvitationListPanelProps,
  InvitationListPanelSlots,
} from './components/InvitationListPanel'
export { useInvitationList } from './composables/useInvitationList'
export type {
  CancelObstacle,
  InvitationFilter,
  InvitationListEntry,
  InvitationSort,
  InvitationState,
  UnansweredState,
  UseInvitationListReturn,
} from './composables/useInvitationList'

// Parts
export { InvitationCountdown } from './components/InvitationCountdown'
export type {
  InvitationCountdownProps,
  InvitationCountdownSlots,
} from './components/InvitationCountdown'
export { InvitationStatusBadge } from './components/InvitationStatusBadge'
export type {
  InvitationBadgeState,
  InvitationStatusBadgeProps,
  InvitationStatusBadgeSlots,
} from './components/InvitationStatusBadge'
export { UserAvatar } from './components/UserAvatar'
export type { AvatarUser, UserAvatarProps, UserAvatarSlots } from './components/UserAvatar'
export { useInvitationCountdown } from './composables/useInvitationCountdown'
export type {
  CountdownTarget,
  UseInvitationCountdownReturn,
} from './composables/useInvitationCountdown'
export { useDisplayNames } from './composables/useDisplayNames'
export type { NamedUser, UseDisplayNamesReturn } from './composables/useDisplayNames'
export { useAnnouncer } from './composables/useAnnouncer'
export type { Politeness, UseAnnouncerReturn } from './composables/useAnnouncer'

// State
export { useInvitationStore } from './stores/invitation-store'
export type { InvitationStore } from './stores/invitation-store'
export type {
  EndedCause,
  EndedInvitation,
  IncomingInvitation,
  IncomingPhase,
  InvitationEntry,
  InvitationSync,
  InviteOptions,
  MissedInvitation,
  RejectOptions,
  RevokedCall,
} from './stores/types'

// Languages
export { useLocale } from './composables/useLocale'
export type { UseLocaleReturn } from './composables/useLocale'
export type {
  ConferenceInvitationsLocale,
  Message,
  MessageKey,
  MessageParams,
  Messages,
  PluralMessage,
} from './locales/types'

// The contract
export type {
  Clock,
  ConferenceInvitationManager,
  ConnectionStatus,
  Invitation,
  InvitationEventPayloads,
  ReceivedInvitation,
  RoomEngine,
  RoomInfo,
  RoomSnapshot,
  UserInfo,
  UserProfile,
} from './manager'
