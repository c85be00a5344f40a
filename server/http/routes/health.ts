import openapi from '../../openapi.json' with { type: 'json' }
import type { ApiContext, Route } from '../api-types'
import { statusAnswer } from '../schemas'

export function healthRoutes({ metrics, isReady }: ApiContext): Route[] {
  return [
    {
      method: 'GET',
      path: '/healthz',
      summary: 'Whether the process runs.',
      auth: 'none',
      answer: { status: 200, body: statusAnswer },
      async handle() {
        return { status: 200, body: { status: 'ok' } }
      },
    },
    {
      method: 'GET',
      path: '/readyz',
      summary:
        'Whether the gateway takes connections: 503 while it goes down or its store does not answer.',
      auth: 'none',
      answer: { status: 200, body: statusAnswer },
      async handle() {
        return (await isReady())
          ? { status: 200, body: { status: 'ok' } }
          : { status: 503, body: { status: 'unavailable' } }
      },
    },
    {
      method: 'GET',
      path: '/metrics',
      summary: 'Figures for Prometheus.',
      auth: 'key',
      answer: { status: 200, contentType: metrics.registry.contentType },
      async handle() {
        const { registry } = metrics
        return {
          status: 200,
          body: await registry.metrics(),
          contentType: registry.contentType,
        }
      },
    },
    {
      method: 'GET',
      path: '/openapi.json',
      summary: 'This description.',
      auth: 'none',
      answer: { status: 200 },
      async handle() {
        return { status: 200, body: openapi }
      },
    },
  ]
}
