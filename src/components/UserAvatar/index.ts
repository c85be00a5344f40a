export { default as UserAvatar } from './UserAvatar.vue'
export type { AvatarUser, UserAvatarProps, UserAvatarSlots } from './UserAvatar.vue'
