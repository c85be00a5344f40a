import type { Gateway } from './gateway'
import type { InvitationServerOptions, ListenOptions } from './options'
import { loadPackage } from './packages'

/** One gateway of the invitation service. */
export interface InvitationServer {
  /**
   * Begins to take connections; rejects when an option is not good, the port is taken, or a package is not installed.
   *
   * @returns the address for clients
   */
  listen(options?: ListenOptions): Promise<string>
  /** The address for clients, such as `ws://127.0.0.1:4400`; `null` while it is not listening. */
  readonly url: string | null
  /**
   * Takes no more connections, tells clients to move on, lets calls that are under way end (for `limits.drainMs` at the
   * most), then hangs up. The store stays open.
   */
  close(): Promise<void>
}

/**
 * Creates a gateway of the invitation service; any number of them on one Redis are one service.
 *
 * @example
 * ```ts
 * const store = await createLevelStore({ directory: './data' })
 * const server = createInvitationServer({
 *   store,
 *   auth: { jwksUrl: 'https://login.example.com/keys' },
 *   origins: ['https://app.example.com'],
 * })
 * await server.listen({ port: 4400 })
 * ```
 */
export function createInvitationServer(options: InvitationServerOptions): InvitationServer {
  let starting: Promise<Gateway> | null = null
  let gateway: Gateway | null = null

  async function start(listenOptions: ListenOptions) {
    const { startGateway } = await loadPackage(() => import('./gateway'))
    return startGateway(options, listenOptions)
  }

  return {
    async listen(listenOptions = {}) {
      if (starting) throw new Error('this server listens already, or did')
      starting = start(listenOptions)
      try {
        gateway = await starting
        return gateway.url
      } catch (error) {
        starting = null
        throw error
      }
    },
    get url() {
      return gateway?.url ?? null
    },
    async close() {
      const running = await starting?.catch(() => null)
      gateway = null
      await running?.close()
    },
  }
}
