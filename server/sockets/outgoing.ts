import type { RawData, WebSocket } from 'ws'
import { CloseCode, type HangUpCode, type ServerFrame } from '../../src/engines/service/wire'
import type { Clock } from '../../src/manager/ports'
import type { Off } from '../../src/manager/types'

/** How long the other side may take to close, in milliseconds. */
const CLOSE_MS = 2_000

/** What goes out through one socket. */
export interface Outgoing {
  send(frame: ServerFrame): void
  sendRaw(frame: Buffer): void
  /** Hangs up; what was sent before still arrives where the other side reads it. */
  hangUp(code: HangUpCode, reason: string): void
  readonly isOpen: boolean
}

export interface OutgoingOptions {
  socket: WebSocket
  clock: Clock
  bufferedBytes: number
  /** Hears once that this side hangs up. */
  onHangUp: (code: HangUpCode, reason: string) => void
}

/** Creates {@link Outgoing}. */
export function createOutgoing(options: OutgoingOptions): Outgoing {
  const { socket, clock, bufferedBytes, onHangUp } = options
  let isOpen = true
  let cancelTerminate: Off = () => {}

  socket.once('close', () => {
    isOpen = false
    cancelTerminate()
  })

  function sendRaw(frame: Buffer) {
    if (!isOpen || socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > bufferedBytes) {
      hangUp(CloseCode.TOO_SLOW, 'this client reads too slowly')
      return
    }
    socket.send(frame, { binary: false })
  }

  function hangUp(code: HangUpCode, reason: string) {
    if (!isOpen) return
    isOpen = false
    socket.close(code, reason)
    cancelTerminate = clock.setTimer(() => socket.terminate(), CLOSE_MS)
    onHangUp(code, reason)
  }

  return {
    send: (frame) => sendRaw(Buffer.from(JSON.stringify(frame))),
    sendRaw,
    hangUp,
    get isOpen() {
      return isOpen
    },
  }
}

/** The bytes of a message, however `ws` gave them. */
export function toBuffer(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data)
  return Buffer.isBuffer(data) ? data : Buffer.from(data)
}
