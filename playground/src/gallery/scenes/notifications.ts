import { h } from 'vue'
import { CallNotificationButton } from 'vue-conference-invitations'
import type { Scene } from '../scene'
import { place } from './place'

/** A browser whose user has decided, or not yet; returns how to undo it. */
function pretend(permission: NotificationPermission | null) {
  const before = Object.getOwnPropertyDescriptor(window, 'Notification')
  const value =
    permission === null ? undefined : { permission, requestPermission: async () => permission }
  Object.defineProperty(window, 'Notification', { value, configurable: true, writable: true })
  return () => {
    if (before) Object.defineProperty(window, 'Notification', before)
  }
}

const decisions: Record<string, NotificationPermission | null> = {
  'not asked': 'default',
  allowed: 'granted',
  blocked: 'denied',
  unsupported: null,
}

export const notificationScenes: readonly Scene[] = Object.entries(decisions).map(
  ([name, permission]) => ({
    name,
    render: () => place('parts', h(CallNotificationButton)),
    prepare: () => pretend(permission),
  }),
)
