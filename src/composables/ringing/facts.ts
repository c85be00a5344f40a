import type { RingtoneSound } from '../../context'
import type { RingingBrowser } from './browser'

// What is known of ringing before anything of it is loaded.

/** Permission to notify; `unsupported` where there are no notifications. */
export type CallNotificationPermission = NotificationPermission | 'unsupported'

export const DEFAULT_VOLUME = 0.7

/** Whether this browser lets the output device of such a sound be chosen. */
export function canSetOutputDevice(
  { AudioContext, Audio }: RingingBrowser,
  sound: RingtoneSound | null,
): boolean {
  const output = typeof sound === 'string' ? Audio : AudioContext
  return output !== undefined && 'setSinkId' in (output.prototype as object)
}

/** What the user has decided on notifications. */
export function readPermission({ Notification }: RingingBrowser): CallNotificationPermission {
  return Notification?.permission ?? 'unsupported'
}

/** Asks the user for it; only in a gesture. */
export async function requestPermission({
  Notification,
}: RingingBrowser): Promise<CallNotificationPermission> {
  return Notification ? Notification.requestPermission() : 'unsupported'
}
