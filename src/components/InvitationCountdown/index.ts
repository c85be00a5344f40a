export { default as InvitationCountdown } from './InvitationCountdown.vue'
export type { InvitationCountdownProps, InvitationCountdownSlots } from './InvitationCountdown.vue'
