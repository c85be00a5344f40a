export { default as InviteDialog } from './InviteDialog.vue'
export type { InviteDialogEmits, InviteDialogProps, InviteDialogSlots } from './types'
export type { PersonObstacle, PersonState } from './use-people'
export type { PersonSlotProps } from './InviteDialogPerson.vue'
