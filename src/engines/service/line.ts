import { readFrame } from './read-frame'
import { WIRE_PROTOCOL, type ServerFrame } from './wire'

/** The WebSocket close code for frames that break the protocol. */
const PROTOCOL_ERROR = 1002

/** As much of a `WebSocket` as is needed; that of browsers is one, and that of the package `ws`. */
export interface WebSocketLike {
  onopen: ((event: never) => void) | null
  onmessage: ((event: never) => void) | null
  onclose: ((event: never) => void) | null
  onerror: ((event: never) => void) | null
  send(data: string): void
  close(code?: number): void
}

/** Makes a socket. */
export type WebSocketConstructor = new (url: string, protocol: string) => WebSocketLike

export interface LineListener {
  readonly onOpen: () => void
  onFrame(frame: ServerFrame): void
  /** The line is down, with the WebSocket close code; not called after {@link Line.end}. */
  onDown(code: number): void
}

/** One socket, from opening to closing. */
export interface Line {
  /** Sends a frame; what a socket that is closing does not take is lost. */
  send(text: string): void
  /** Hangs up, and hears nothing more. */
  end(): void
}

/** Opens a {@link Line}. */
export function openLine(url: string, Socket: WebSocketConstructor, listener: LineListener): Line {
  const socket = new Socket(url, WIRE_PROTOCOL)

  function end() {
    socket.onopen = socket.onmessage = socket.onclose = null
    // an error is also told of a socket that is closed while it opens: the listener for that stays
    socket.close(1000)
  }

  socket.onerror = () => {}
  socket.onopen = listener.onOpen
  socket.onclose = ({ code }: { code: number }) => {
    end()
    listener.onDown(code)
  }
  socket.onmessage = ({ data }: { data: unknown }) => {
    let frame: ServerFrame | null
    try {
      frame = readFrame(data)
    } catch (error) {
      console.error('[conference-invitations] the service sent what is no frame', error)
      end()
      listener.onDown(PROTOCOL_ERROR)
      return
    }
    if (frame) listener.onFrame(frame)
  }

  return { send: (text) => socket.send(text), end }
}
