export { default as InvitationStatusBadge } from './InvitationStatusBadge.vue'
export type { InvitationBadgeState } from '../internal/state-looks'
export type {
  InvitationStatusBadgeProps,
  InvitationStatusBadgeSlots,
} from './InvitationStatusBadge.vue'
