export { default as MissedInvitationCount } from './MissedInvitationCount.vue'
export { default as MissedInvitationList } from './MissedInvitationList.vue'
export type {
  MissedInvitationListEmits,
  MissedInvitationListProps,
  MissedInvitationListSlots,
} from './MissedInvitationList.vue'
