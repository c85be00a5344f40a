import { onTestFinished } from 'vitest'
import type { HelloFrame } from '../../src/engines/service/wire'
import { createManualClock } from '../../src/testing/manual-clock'
import { issueToken } from '../auth/issue-token'
import { createInvitationServer } from '../create-server'
import type { InvitationServerOptions } from '../options'
import { createMemoryServiceStore, type ServiceStoreOptions } from '../stores'
import { connect, helloOf, type TestClient, type WelcomeClient } from './test-client'

export const SECRET = 'a secret that only the tests know of'
export const API_KEY = 'the-key-of-the-backend-in-the-tests'

/** One line of the log. */
export interface LogLine {
  level: 'debug' | 'info' | 'warn' | 'error'
  fields: object
  message: string
}

type Options = Partial<Omit<InvitationServerOptions, 'store'>> & { store?: ServiceStoreOptions }

/** Starts a gateway over a store in memory, with a clock that moves by hand; it ends with the test. */
export async function startTestGateway({ store: storeOptions, ...options }: Options = {}) {
  const clock = createManualClock()
  const store = createMemoryServiceStore({ clock, ...storeOptions })
  const log: LogLine[] = []
  const write = (level: LogLine['level']) => (fields: object, message: string) => {
    log.push({ level, fields, message })
  }
  const server = createInvitationServer({
    store,
    auth: { secret: SECRET },
    origins: '*',
    apiKey: API_KEY,
    logger: {
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
    },
    ...options,
    limits: { drainMs: 0, ...options.limits },
  })
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  const clients: TestClient[] = []
  onTestFinished(async () => {
    for (const { socket } of clients) socket.terminate()
    await server.close()
    await store.close()
  })

  async function tokenOf(userId: string, userName = userId.toUpperCase()) {
    return (await issueToken({ userId, userName }, { secret: SECRET }, clock)).token
  }

  async function open(headers?: Record<string, string>) {
    const client = await connect(url, headers)
    clients.push(client)
    return client
  }

  /** Connects a person; each on a device of their own unless told. */
  async function join(userId: string, hello: Partial<HelloFrame> = {}): Promise<WelcomeClient> {
    const client = await open()
    const deviceId = `device-of-${userId}`.padEnd(16, '0')
    client.send(helloOf(await tokenOf(userId), { deviceId, ...hello }))
    return Object.assign(client, { welcome: await client.next('welcome') })
  }

  /** Asks the HTTP API as the app's backend. */
  async function api(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    const response = await fetch(url.replace('ws:', 'http:') + path, {
      method,
      headers: { authorization: `Bearer ${API_KEY}`, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: parse(text) }
  }

  return { clock, store, server, url, log, tokenOf, open, join, api }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The input of `inviteUsers` with its defaults. */
export function inviteInput(roomId: string, userIdList: string[], timeout = 0) {
  return { roomId, userIdList, timeout, extensionInfo: '' }
}

/** A room that somebody has created and is inside. */
export async function enterNewRoom(client: TestClient, roomId: string) {
  await client.call('createRoom', { roomId, roomName: roomId, inviterRole: 2 })
  await client.call('enterRoom', { roomId })
}
