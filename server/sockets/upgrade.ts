import { STATUS_CODES, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { MAX_FRAME_BYTES, WIRE_PROTOCOL } from '../../src/engines/service/wire'
import { isOriginAllowed, type AllowedOrigins } from '../http/origins'
import { addressOf } from '../http/address'
import type { Metrics } from '../metrics'
import type { TokenBuckets } from '../token-buckets'

export interface UpgradeOptions {
  origins: AllowedOrigins
  trustedProxies: number
  /** Whether another socket may come now. */
  isFull: () => boolean
  addresses: TokenBuckets
  metrics: Metrics
  onSocket: (socket: WebSocket) => void
}

/** Turns HTTP requests into sockets, after a look at where they come from. */
export function createUpgrade(options: UpgradeOptions) {
  const { origins, trustedProxies, isFull, addresses, metrics, onSocket } = options
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    // somewhat more than a frame may have, so that a code can say what is wrong
    maxPayload: 2 * MAX_FRAME_BYTES,
    handleProtocols: () => WIRE_PROTOCOL,
  })

  /** Why a request is refused, `null` when it is not. */
  function objection(request: IncomingMessage) {
    const { origin } = request.headers
    if (!isOriginAllowed(origins, origin)) return { status: 403, limit: 'origin' }
    const offered = request.headers['sec-websocket-protocol']?.split(',') ?? []
    if (!offered.some((name) => name.trim() === WIRE_PROTOCOL)) {
      return { status: 400, limit: 'protocol' }
    }
    if (isFull()) return { status: 503, limit: 'connections', retryAfterMs: 5_000 }
    const retryAfterMs = addresses.take(addressOf(request, trustedProxies))
    return retryAfterMs > 0 ? { status: 429, limit: 'address', retryAfterMs } : null
  }

  return (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    // it may break before it is a WebSocket
    stream.on('error', ignore)
    const refusal = objection(request)
    if (refusal) {
      metrics.refused(refusal.limit)
      refuse(stream, refusal.status, refusal.retryAfterMs)
      return
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      stream.off('error', ignore)
      onSocket(socket)
    })
  }
}

function ignore() {}

function refuse(stream: Duplex, status: number, retryAfterMs = 0) {
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, 'Connection: close']
  if (retryAfterMs > 0) lines.push(`Retry-After: ${Math.ceil(retryAfterMs / 1_000)}`)
  stream.end([...lines, 'Content-Length: 0', '', ''].join('\r\n'))
}
