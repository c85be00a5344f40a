export { default as ConferenceInvitationsProvider } from './ConferenceInvitationsProvider.vue'
export type {
  ConferenceInvitationsProviderProps,
  ConferenceInvitationsProviderSlots,
} from './ConferenceInvitationsProvider.vue'
