export { default as InvitationListPanel } from './InvitationListPanel.vue'
export type {
  InvitationListPanelEmits,
  InvitationListPanelProps,
  InvitationListPanelSlots,
} from './types'
