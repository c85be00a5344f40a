export { default as IncomingInvitationToast } from './IncomingInvitationToast.vue'
export type {
  IncomingInvitationToastEmits,
  IncomingInvitationToastProps,
  IncomingInvitationToastSlots,
  ToastPosition,
} from './types'
export type { DeclineOptions } from './IncomingInvitationCard.vue'
