import dns from 'node:dns'
import net from 'node:net'

/** Every way out of this process that something tried, oldest first. Nothing gets out. */
export function guardNetwork(): readonly string[] {
  const tried: string[] = []

  function refuse(what: string, target: unknown): never {
    tried.push(`${what} ${JSON.stringify(target) ?? String(target)}`)
    throw new Error(`the test allows no network: ${tried.at(-1)}`)
  }

  net.Socket.prototype.connect = (...target: unknown[]) => refuse('socket', target[0])
  Object.assign(dns, {
    lookup: (host: unknown) => refuse('lookup', host),
    resolve: (host: unknown) => refuse('resolve', host),
  })
  const { fetch } = globalThis
  // the SDK's core lies in its own file, as a data URL
  globalThis.fetch = (target, options) =>
    typeof target === 'string' && target.startsWith('data:')
      ? fetch(target, options)
      : refuse('fetch', target)
  for (const name of ['XMLHttpRequest', 'WebSocket', 'EventSource']) {
    const way = function (target: unknown) {
      return refuse(name, target)
    }
    Object.defineProperty(globalThis, name, { value: way, configurable: true, writable: true })
  }
  return tried
}
