import { WebSocket } from 'ws'

interface Frame {
  t: string
  id?: string
  deviceId?: string
}

/** A real socket of a device, with what a test wants to know of it. */
export interface ServiceSocket {
  /** Frames that went over it, both ways. */
  readonly frames: number
  /** The device that it spoke for. */
  readonly deviceId: string | null
  readonly isOpen: boolean
  /** Resolves when every call on it was answered, or it is closed. */
  answered(): Promise<void>
  /** Resolves when all that the service has sent so far has arrived, or it is closed. */
  passBarrier(): Promise<void>
  /** Nothing arrives any more, though it stays open. */
  deafen(): void
  /** Ends it as a broken network does: without a word. */
  cut(): void
  /** Closes it as a browser does whose page is left; resolves when the other side has, too. */
  leavePage(): Promise<void>
}

/** Makes the `WebSocket` of one device; every socket is shown to `onSocket`. */
export function createSocketClass(onSocket: (socket: ServiceSocket) => void): typeof WebSocket {
  return class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols)
      onSocket(watch(this))
    }
  } as typeof WebSocket
}

function watch(socket: WebSocket): ServiceSocket {
  const open = new Set<string>()
  const send = socket.send.bind(socket) as (text: string) => void
  let frames = 0
  let deviceId: string | null = null
  let tell = () => {}

  const look = (text: string) => {
    frames += 1
    return JSON.parse(text) as Frame
  }
  // in the place of a method with many forms, of which the client uses one
  socket.send = ((text: string) => {
    const frame = look(text)
    if (frame.t === 'hello') deviceId = frame.deviceId!
    if (frame.t === 'call' || frame.t === 'part') open.add(frame.id!)
    send(text)
  }) as typeof socket.send
  socket.on('message', (data: Buffer) => {
    const frame = look(data.toString())
    if (frame.t === 'answer' || frame.t === 'error') open.delete(frame.id!)
    if (open.size === 0) tell()
  })
  socket.on('close', () => {
    open.clear()
    tell()
  })

  return {
    get frames() {
      return frames
    },
    get deviceId() {
      return deviceId
    },
    get isOpen() {
      return socket.readyState === WebSocket.OPEN
    },
    async answered() {
      if (open.size > 0) await new Promise<void>((resolve) => (tell = resolve))
    },
    async passBarrier() {
      if (socket.readyState !== WebSocket.OPEN) return
      await new Promise<void>((resolve) => {
        const finish = () => {
          socket.off('pong', finish)
          socket.off('close', finish)
          resolve()
        }
        socket.on('pong', finish)
        socket.on('close', finish)
        socket.ping()
      })
    },
    deafen: () => socket.pause(),
    cut: () => socket.terminate(),
    async leavePage() {
      socket.close(1001)
      await new Promise<void>((resolve) => socket.once('close', () => resolve()))
    },
  }
}
