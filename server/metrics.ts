import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What operators can see of a gateway; names follow Prometheus' custom. */
export interface Metrics {
  readonly registry: Registry
  /** A call begins; the returned function takes the code it ended with, 0 for success. */
  startCall(name: string): (code: number) => void
  refused(limit: string): void
  hungUp(code: number): void
  delivered(kind: 'webhook' | 'push', outcome: 'done' | 'failed' | 'dropped'): void
}

export interface Gauges {
  sockets: () => number
  logs: () => number
  isReachable: () => boolean
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
const PREFIX = 'conference_invitations_'

/** Creates {@link Metrics} in a registry of their own. */
export function createMetrics({ sockets, logs, isReachable }: Gauges): Metrics {
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
    refused: (limit) => refusals.inc({ limit }),
    hungUp: (code) => hangUps.inc({ code }),
    delivered: (kind, outcome) => deliveries.inc({ kind, outcome }),
  }
}
