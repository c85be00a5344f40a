import type { RingingNotificationOptions } from '../../context'

/** What an output device may be chosen on; missing where the browser cannot. */
interface Sinkable {
  setSinkId?(deviceId: string): Promise<void>
}

/** As much of an `AudioContext` as a ring needs. */
export type RingingAudioContext = Pick<
  AudioContext,
  | 'state'
  | 'currentTime'
  | 'destination'
  | 'sampleRate'
  | 'createBuffer'
  | 'createBufferSource'
  | 'createGain'
  | 'resume'
  | 'suspend'
  | 'close'
  | 'addEventListener'
  | 'removeEventListener'
> &
  Sinkable

/** As much of an audio element as a ring needs. */
export type RingingAudioElement = Pick<
  HTMLAudioElement,
  'src' | 'loop' | 'volume' | 'currentTime' | 'pause' | 'load' | 'removeAttribute'
> &
  Sinkable & { play(): Promise<void> | undefined }

/** As much of `navigator.locks` as an election needs. */
export interface RingingLocks {
  request(
    name: string,
    options: { steal?: boolean; signal?: AbortSignal },
    callback: () => Promise<void> | undefined,
  ): Promise<unknown>
}

/** As much of a `BroadcastChannel` as the tabs of one person need. */
export interface RingingChannel {
  onmessage: ((event: MessageEvent<unknown>) => void) | null
  postMessage(message: unknown): void
  close(): void
}

/** As much of a `Notification` as a call needs. */
export interface RingingNotification {
  onclick: ((event: Event) => void) | null
  onclose: ((event: Event) => void) | null
  close(): void
}

/** The `Notification` constructor. */
export interface RingingNotifications {
  readonly permission: NotificationPermission
  requestPermission(): Promise<NotificationPermission>
  new (title: string, options?: RingingNotificationOptions): RingingNotification
}

/** As much of `navigator` as ringing needs. */
export interface RingingNavigator {
  locks?: RingingLocks
  userActivation?: { readonly hasBeenActive: boolean }
  getAutoplayPolicy?(type: 'audiocontext'): string
  vibrate?(pattern: number[]): boolean
  setAppBadge?(count?: number): Promise<void>
  clearAppBadge?(): Promise<void>
  mediaDevices?: Pick<MediaDevices, 'enumerateDevices' | 'addEventListener' | 'removeEventListener'>
}

type Scheduling =
  'requestIdleCallback' | 'cancelIdleCallback' | 'requestAnimationFrame' | 'cancelAnimationFrame'

/** Everything of the browser that ringing touches; whatever is missing is done without. */
export interface RingingBrowser {
  window?: Pick<Window, 'addEventListener' | 'removeEventListener' | 'focus' | 'matchMedia'> &
    Partial<Pick<Window, Scheduling>>
  document?: Document
  navigator?: RingingNavigator
  AudioContext?: new (options?: AudioContextOptions) => RingingAudioContext
  Audio?: new () => RingingAudioElement
  Notification?: RingingNotifications
  BroadcastChannel?: new (name: string) => RingingChannel
  Image?: new () => HTMLImageElement
}

/** The browser of this page, nothing on a server. Read it when it is needed, never while importing. */
export function readBrowser(): RingingBrowser {
  if (typeof window === 'undefined' || typeof document === 'undefined') return {}
  const { navigator, AudioContext, Audio, Notification, BroadcastChannel, Image } =
    window as unknown as RingingBrowser
  return {
    window,
    document,
    navigator,
    AudioContext,
    Audio,
    Notification,
    BroadcastChannel,
    Image,
  }
}

const NOTHING_TO_UNDO = () => {}

/** Listens until the returned function is called; harmless twice, and where there is no target. */
export function listen(
  target: Pick<EventTarget, 'addEventListener' | 'removeEventListener'> | null | undefined,
  types: readonly string[],
  listener: (event: Event) => void,
): () => void {
  if (!target) return NOTHING_TO_UNDO
  // capturing, so that an app that stops events does not keep them from us
  for (const type of types) target.addEventListener(type, listener, true)
  return () => {
    for (const type of types) target.removeEventListener(type, listener, true)
  }
}

/** What browsers count as a user's gesture: which of them depends on mouse, touch or keyboard. */
export const GESTURES = ['pointerdown', 'pointerup', 'keydown'] as const
