import { WebSocket } from 'ws'
import {
  WIRE_PROTOCOL,
  WIRE_VERSION,
  type ClientFrame,
  type HelloFrame,
  type ServerFrame,
  type WelcomeFrame,
} from '../../src/engines/service/wire'
import type { CommandName } from '../../src/manager/commands'

type FrameOf<Kind extends ServerFrame['t']> = Extract<ServerFrame, { t: Kind }>

/** A socket that says exactly what a test tells it to. */
export interface TestClient {
  readonly socket: WebSocket
  /** Every frame that came, oldest first. */
  readonly frames: ServerFrame[]
  /** Why the socket closed, once it has. */
  readonly closed: Promise<{ code: number; reason: string }>
  send(frame: ClientFrame | string): void
  /** The next frame of a kind that no `next` has given yet. */
  next<Kind extends ServerFrame['t']>(kind: Kind): Promise<FrameOf<Kind>>
  /** Sends a call and waits for its answer or its error. */
  call(name: CommandName, input: object, id?: string): Promise<FrameOf<'answer'> | FrameOf<'error'>>
  /** Resolves when everything that was sent has been dealt with. */
  ping(): Promise<void>
  close(): Promise<void>
}

/** Ids of calls are unique over all clients: the same id of the same device would be the same call again. */
let calls = 0

/** Opens a socket and says nothing yet; rejects with the HTTP status when it is refused. */
export async function connect(url: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(url, WIRE_PROTOCOL, { headers })
  const frames: ServerFrame[] = []
  const waiting = new Set<() => void>()
  const taken = new Set<ServerFrame>()

  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => {
      resolve({ code, reason: reason.toString() })
      for (const look of waiting) look()
    })
  })
  socket.on('message', (data) => {
    frames.push(JSON.parse((data as Buffer).toString()) as ServerFrame)
    for (const look of waiting) look()
  })

  function take<Frame extends ServerFrame>(fits: (frame: ServerFrame) => frame is Frame) {
    return new Promise<Frame>((resolve, reject) => {
      function look() {
        const found = frames.find((frame): frame is Frame => !taken.has(frame) && fits(frame))
        if (found) {
          taken.add(found)
          waiting.delete(look)
          resolve(found)
        } else if (socket.readyState === socket.CLOSED) {
          waiting.delete(look)
          reject(new Error(`closed; frames: ${JSON.stringify(frames)}`))
        }
      }
      waiting.add(look)
      look()
    })
  }

  function send(frame: ClientFrame | string) {
    socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  }

  const client: TestClient = {
    socket,
    frames,
    closed,
    send,
    next: <Kind extends ServerFrame['t']>(kind: Kind) =>
      take((frame): frame is FrameOf<Kind> => frame.t === kind),
    call(name, input, id = `call-${++calls}`) {
      send({ t: 'call', id, name, input })
      return take(
        (frame): frame is FrameOf<'answer'> | FrameOf<'error'> =>
          (frame.t === 'answer' || frame.t === 'error') && frame.id === id,
      )
    },
    async ping() {
      const n = ++calls
      send({ t: 'ping', n })
      await take((frame): frame is FrameOf<'pong'> => frame.t === 'pong' && frame.n === n)
    },
    async close() {
      socket.close()
      await closed
    },
  }

  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve())
    socket.once('unexpected-response', (_, response) => {
      reject(new Error(`refused with ${response.statusCode}`))
      socket.terminate()
    })
    // what is refused, too, is not an error of the test
    socket.on('error', reject)
  })
  return client
}

/** A hello with everything in it. */
export function helloOf(token: string, given: Partial<HelloFrame> = {}): HelloFrame {
  return {
    t: 'hello',
    v: WIRE_VERSION,
    token,
    deviceId: 'device-0123456789',
    profile: { userName: '', nameCard: '', avatarUrl: '' },
    resume: {},
    ...given,
  }
}

/** A client that has been welcomed. */
export type WelcomeClient = TestClient & { welcome: WelcomeFrame }
