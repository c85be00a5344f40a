export { default as IncomingInvitationToast } from './IncomingInvitationToast.vue'
export type {
  IncomingInvitationToastEmits,
  IncomingInvitationToastProps,
  IncomingInvitationToastSlots,
  ToastPosition,
} from './IncomingInvitationToast.vue'
export type { DeclineOptions } from './IncomingInvitationCard.vue'
