/** The components of the main entry, by their names. */
export const componentNames = [
  'CallNotificationButton',
  'ConferenceInvitationsProvider',
  'IncomingInvitationToast',
  'InvitationCountdown',
  'InvitationListPanel',
  'InvitationStatusBadge',
  'InviteDialog',
  'MissedInvitationCount',
  'MissedInvitationList',
  'UserAvatar',
] as const

/** The composables of the main entry, the store among them, by their names. */
export const composableNames = [
  'useAnnouncer',
  'useDisplayNames',
  'useIncomingInvitations',
  'useInvitationCountdown',
  'useInvitationList',
  'useInvitationStore',
  'useInviteUsers',
  'useLocale',
  'useMissedInvitations',
  'useNotificationPermission',
  'useRingtone',
  'useRoomEngine',
  'useUserDirectory',
] as const
