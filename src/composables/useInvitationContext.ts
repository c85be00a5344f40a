export { provideInvitationContext, useInvitationContext } from '../context'
export type {
  ConferenceInvitationsOptions,
  CurrentUser,
  DirectoryGroup,
  DirectoryGroupPage,
  DirectoryPage,
  DirectoryUser,
  InvitationContext,
  InvitationPolicy,
  InvitationStorage,
  RingtoneOptions,
  SharedClock,
  UserDirectory,
} from '../context'
