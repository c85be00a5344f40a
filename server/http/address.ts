import type { IncomingMessage } from 'node:http'

/**
 * The network address that a request comes from.
 *
 * @param trustedProxies - how many proxies stand in front and add to `X-Forwarded-For`; what others wrote there before
 *   them proves nothing
 */
export function addressOf(request: IncomingMessage, trustedProxies: number): string {
  const direct = request.socket.remoteAddress ?? ''
  if (trustedProxies === 0) return direct
  const header = request.headers['x-forwarded-for']
  const forwarded = [header ?? []].flat().join(',').split(',')
  return forwarded.at(-trustedProxies)?.trim() || direct
}
