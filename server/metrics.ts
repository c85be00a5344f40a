import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What operators can see of a gateway; names follow Prometheus' custom. */
export interface Metrics {
  readonly registry: Registry
  /** A call begins; the returned function takes the code it ended with, 0 for success. */
  startCall(name: string): (code: number) => void
  /** A request to the HTTP API begins; the returned function takes the path as it is described, and the status. */
  startRequest(method: string): (path: string, status: number) => void
  refused(limit: string): void
  hungUp(code: number): void
  delivered(kind: 'webhook' | 'push', outcome: 'done' | 'failed' | 'dropped'): void
}

export interface Gauges {
  sockets: () => number
  logs: () => number
  isReachable: () => boolean
  /** What is still to be told; `null` where nobody is told anything, or the store does not answer. */
  readOutbox: () => Promise<Backlog | null>
}

interface Backlog {
  count: number
  oldestMs: number
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
/** Anybody can send any other. */
const METHODS = new Set(['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS'])
const PREFIX = 'conference_invitations_'

/** Creates {@link Metrics} in a registry of their own. */
export function createMetrics({ sockets, logs, isReachable, readOutbox }: Gauges): Metrics {
  const registry = new Registry()
  const registers = [registry]

  function gauge(name: string, help: string, read: () => number) {
    new Gauge({
      name: PREFIX + name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  }
  gauge('sockets', 'Open sockets.', sockets)
  gauge('followed_logs', 'Logs that somebody follows on this gateway.', logs)
  gauge('store_reachable', 'Whether the store answers.', () => Number(isReachable()))

  function outboxGauge(name: string, help: string, read: (backlog: Backlog) => number) {
    new Gauge({
      name: `${PREFIX}outbox_${name}`,
      help,
      registers,
      async collect() {
        const backlog = await readOutbox()
        if (backlog) this.set(read(backlog))
      },
    })
  }
  outboxGauge('entries', 'What is still to be told, up to 1000.', ({ count }) => count)
  outboxGauge(
    'oldest_seconds',
    'How long the oldest of what is to be told waits.',
    ({ oldestMs }) => oldestMs / 1_000,
  )

  const requests = new Histogram({
    name: `${PREFIX}http_request_seconds`,
    help: 'How long requests to the HTTP API took, by method, described path and status.',
    labelNames: ['method', 'path', 'status'],
    buckets: SECONDS,
    registers,
  })
  const calls = new Histogram({
    name: `${PREFIX}call_seconds`,
    help: 'How long calls took, by name and the code they ended with.',
    labelNames: ['name', 'code'],
    buckets: SECONDS,
    registers,
  })
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: PREFIX + name, help, labelNames, registers })
  const refusals = counter('refusals_total', 'What was too much, by limit.', ['limit'])
  const hangUps = counter('hang_ups_total', 'Sockets that this side closed, by code.', ['code'])
  const deliveries = counter('deliveries_total', 'Webhooks and pushes, by outcome.', [
    'kind',
    'outcome',
  ])

  return {
    registry,
    startCall(name) {
      const stop = calls.startTimer({ name })
      return (code) => stop({ code })
    },
    startRequest(method) {
      const stop = requests.startTimer({ method: METHODS.has(method) ? method : 'other' })
      return (path, status) => stop({ path, status })
    },
    refused: (limit) => refusals.inc({ limit }),
    hungUp: (code) => hangUps.inc({ code }),
    delivered: (kind, outcome) => deliveries.inc({ kind, outcome }),
  }
}
