import { readFileSync } from 'node:fs'
import { format } from 'prettier'
import { describe, expect, it } from 'vitest'
import { at } from '../../scripts/lib/paths.mjs'
import { createManualClock } from '../../src/testing/manual-clock'
import { createMetrics } from '../metrics'
import { createMemoryServiceStore } from '../stores'
import { openApiDocument } from '../testing/openapi-document'
import { startTestGateway } from '../testing/test-gateway'
import { createTokenBuckets } from '../token-buckets'
import { createRoutes } from './routes'

const store = createMemoryServiceStore({ clock: createManualClock() })
const routes = createRoutes({
  store,
  verifyToken: () => Promise.reject(new Error('not asked here')),
  userCalls: createTokenBuckets({ burst: 1, perSecond: 1 }, store.clock),
  metrics: createMetrics({
    sockets: () => 0,
    logs: () => 0,
    isReachable: () => true,
    readOutbox: async () => null,
  }),
  apiKey: null,
  isReady: async () => true,
  change: () => Promise.reject(new Error('not asked here')),
  push: null,
  devTokens: null,
})

describe('openapi.json', () => {
  it('has every route with its schemas, and no others', async () => {
    const document = JSON.stringify(openApiDocument(routes), null, 2)
    await expect(await format(document, { parser: 'json', printWidth: 100 })).toMatchFileSnapshot(
      '../openapi.json',
    )
  })

  it('is what the service tells', async () => {
    const { api } = await startTestGateway()
    const { status, json } = await api('GET', '/openapi.json')
    expect(status).toBe(200)
    expect(json).toEqual(JSON.parse(readFileSync(at('server/openapi.json'), 'utf8')))
  })

  it('names no path and method twice', () => {
    const names = routes.map(({ method, path }) => `${method} ${path}`)
    expect(new Set(names).size).toBe(names.length)
  })
})
