import type { RingingBrowser } from './browser'

/** What the tabs of one person tell each other while it rings. */
export type TabMessage =
  /** That call needs no more ringing: it was answered or silenced in the tab that says so. */
  | { type: 'quiet'; id: string }
  /** Sound was turned off, or on again, in the tab that says so. */
  | { type: 'mute'; isMuted: boolean }
  /** The ring is heard in the tab that says so. */
  | { type: 'heard' }

/** Tells the other tabs of the same person something. */
export interface TabChannel {
  send(message: TabMessage): void
  close(): void
}

/** Opens a {@link TabChannel}; one that goes nowhere where the browser has none. */
export function openTabChannel(
  { BroadcastChannel }: RingingBrowser,
  name: string,
  onMessage: (message: TabMessage) => void,
): TabChannel {
  if (!BroadcastChannel) return { send() {}, close() {} }
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }) => {
    if (isTabMessage(data)) onMessage(data)
  }
  return {
    send: (message) => channel.postMessage(message),
    close() {
      channel.onmessage = null
      channel.close()
    },
  }
}

function isTabMessage(data: unknown): data is TabMessage {
  if (typeof data !== 'object' || data === null) return false
  const { type, id, isMuted } = data as Record<string, unknown>
  if (type === 'quiet') return typeof id === 'string'
  if (type === 'mute') return typeof isMuted === 'boolean'
  return type === 'heard'
}
