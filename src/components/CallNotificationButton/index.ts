export { default as CallNotificationButton } from './CallNotificationButton.vue'
export type {
  CallNotificationButtonEmits,
  CallNotificationButtonSlots,
} from './CallNotificationButton.vue'
