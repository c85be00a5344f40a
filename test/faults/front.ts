import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'
import { WIRE_PROTOCOL, type ServerFrame } from '../../src/engines/service/wire'

/** What stands before a gateway, as a load balancer does; it can lose things on purpose. */
export interface Front {
  readonly url: string
  /** The gateway that new sockets go to; `null` refuses them. */
  target: string | null
  /** Whether to let a frame of the service pass; `cut` breaks the line instead. */
  look: (frame: ServerFrame) => 'pass' | 'cut'
  /** Breaks all lines without a word. */
  cut(): void
  close(): Promise<void>
}

/** Opens a {@link Front}. */
export async function openFront(target: string): Promise<Front> {
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    perMessageDeflate: false,
    handleProtocols: () => WIRE_PROTOCOL,
  })
  await once(server, 'listening')
  const pairs = new Set<() => void>()

  server.on('connection', (client) => {
    if (front.target === null) {
      client.terminate()
      return
    }
    const gateway = new WebSocket(front.target, WIRE_PROTOCOL, { perMessageDeflate: false })
    const early: string[] = []
    const end = () => {
      pairs.delete(end)
      client.terminate()
      gateway.terminate()
    }
    pairs.add(end)
    client.on('message', (data: Buffer) => {
      if (gateway.readyState === WebSocket.OPEN) gateway.send(data.toString())
      else early.push(data.toString())
    })
    gateway.on('open', () => early.splice(0).forEach((text) => gateway.send(text)))
    gateway.on('message', (data: Buffer) => {
      if (client.readyState !== WebSocket.OPEN) return
      const text = data.toString()
      if (front.look(JSON.parse(text) as ServerFrame) === 'cut') end()
      else client.send(text)
    })
    for (const socket of [client, gateway]) {
      socket.on('close', end)
      // it closes, too
      socket.on('error', () => {})
    }
  })

  const front: Front = {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    target,
    look: () => 'pass',
    cut() {
      for (const end of pairs) end()
    },
    async close() {
      front.target = null
      front.cut()
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
  return front
}
