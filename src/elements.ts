// Built into one file that holds everything, Vue too: a page without a build takes it as it is.
export { registerConferenceInvitations } from './elements/register'
export { createEmbeddedEngine } from './engines/embedded'
export type { ConferenceElements, ConferenceElementsOptions } from './elements/options'
export type {
  CiIncomingInvitationToast,
  CiInvitationListPanel,
  CiInviteDialog,
  CiMissedInvitationList,
  SlotRenderers,
} from './elements/element-types'
