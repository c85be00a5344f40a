import type { Address, AddressState } from './address'

/** What all devices of the view with two share. */
export type Look = Pick<Address, 'lang' | 'theme' | 'dir' | 'density'>

/** What a device tells the page around it, and the page its devices. */
export type FrameMessage =
  { kind: 'playground-address'; search: string } | { kind: 'playground-look'; look: Look }

/** Whether this page is one of the two devices. */
export const isFrame = () => window.parent !== window

/** Tells the page around this one where it is now. */
export function tellAddress(search: string) {
  if (isFrame()) send(window.parent, { kind: 'playground-address', search })
}

/** Sends a message to a window of this playground, and to no other. */
export function send(target: Window, message: FrameMessage) {
  target.postMessage(message, location.origin)
}

/** Hears the messages of this playground's windows; returns how to stop. */
export function hear(listener: (message: FrameMessage, source: MessageEventSource | null) => void) {
  const onMessage = ({ origin, data, source }: MessageEvent<FrameMessage | null>) => {
    if (origin !== location.origin) return
    if (data?.kind === 'playground-address' || data?.kind === 'playground-look') {
      listener(data, source)
    }
  }
  window.addEventListener('message', onMessage)
  return () => window.removeEventListener('message', onMessage)
}

/** A device takes language, theme, direction and density from the page around it. */
export function followOuterLook(address: AddressState) {
  if (!isFrame()) return
  hear((message) => {
    if (message.kind === 'playground-look') address.change(message.look)
  })
}
