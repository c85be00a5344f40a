export { default as InvitationStatusBadge } from './InvitationStatusBadge.vue'
export type {
  InvitationBadgeState,
  InvitationStatusBadgeProps,
  InvitationStatusBadgeSlots,
} from './InvitationStatusBadge.vue'
