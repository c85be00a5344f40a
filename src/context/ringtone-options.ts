/** A sound of the app's own: the address of a file, or samples. */
export type RingtoneSound = string | AudioBuffer

/** What a call's notification may say to the browser, `renotify` and `actions` where it has them. */
export interface RingingNotificationOptions extends NotificationOptions {
  renotify?: boolean
  actions?: { action: string; title: string; icon?: string }[]
}

/** As much of a `ServiceWorkerRegistration` as a call needs. */
export interface NotifyingRegistration {
  showNotification(title: string, options?: RingingNotificationOptions): Promise<void>
  getNotifications(filter?: { tag?: string }): Promise<{ close(): void }[]>
}

/** How calls are notified. */
export interface CallNotificationOptions {
  /** Address of a picture. */
  icon?: string
  /**
   * Shows them through the app's service worker, needed on phones; clicks then go to its
   * `notificationclick`.
   */
  registration?: NotifyingRegistration | null
  /** Buttons, only with `registration`. */
  actions?: RingingNotificationOptions['actions']
}

/** How calls ring; every part of it can be turned off. */
export interface RingtoneOptions {
  /** The app's own sound: the address of a file, or samples; `null` is the built-in ringtone. */
  sound?: RingtoneSound | null
  /** 0 to 1. Defaults to 0.7. */
  volume?: number
  /** Whether calls make neither sound nor vibration, until `unmute()`. Defaults to `false`. */
  muted?: boolean
  /** Id of the device that rings, `''` for the default one, for instance a speaker beside a headset. */
  outputDeviceId?: string
  /** Milliseconds on, off, on and so on, where the device can; `false` for none. */
  vibration?: readonly number[] | false
  /** Whether the page's title tells of calls. Defaults to `true`. */
  titleFlash?: boolean
  /** Whether the app's icon tells of calls. Defaults to `true`. */
  badge?: boolean
  /**
   * Notifications while the page is hidden, once the user has allowed them; `false` for none.
   * Defaults to such without a picture.
   */
  notification?: CallNotificationOptions | false
  /** Called with the room of a notification that the user has clicked. */
  onNotificationClick?: (roomId: string) => void
  /**
   * When people who call hear that it rings elsewhere: `alone` while nobody else is in the room.
   * Defaults to `never`; whoever turns it on offers a button that calls `muteRingBack()`.
   */
  ringBack?: 'never' | 'alone' | 'always'
  /** The app's own sound for that; `null` is the built-in one. */
  ringBackSound?: RingtoneSound | null
  /** Tabs of one person and one namespace ring together: one of them. Defaults to `''`. */
  namespace?: string
}
