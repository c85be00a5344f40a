// @vitest-environment node
import { Buffer } from 'node:buffer'
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { at } from '../scripts/lib/paths.mjs'
import { samplesOf } from '../scripts/lib/samples.mjs'
import { defaultLimits } from '../server/limits'
import { silentLogger } from '../server/logger'
import { createMetrics } from '../server/metrics'
import { createWebhookTeller } from '../server/outbox/webhook'
import { definitions, type Definition } from '../server/settings/definitions'
import { settingsSchema } from '../server/settings/schema'
import { systemClock } from '../src/manager/host'

const page = readFileSync(at('docs/service.md'), 'utf8')
const settings: readonly Definition[] = definitions

/** Rows of the table below a heading, each as its cells. */
function tableOf(heading: string) {
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const rows = section.split('\n').filter((line) => line.startsWith('| '))
  return rows.slice(2).map((row) => row.split(/ ?\| ?/).slice(1, -1))
}

const textOf = (cell = '') => cell.replaceAll('`', '')

/** What holds without a setting: of the schema, or as the help says where the program sees to it. */
function defaultOf({ env, help }: Definition): string {
  const schema: { default?: unknown } = settingsSchema.entries[env as never]
  const inHelp = /Default: (.+)$/.exec(help)?.[1]
  return typeof schema.default === 'string' ? schema.default : (inHelp ?? '–')
}

function createPageMetrics() {
  return createMetrics({
    sockets: () => 0,
    logs: () => 0,
    isReachable: () => true,
    readOutbox: async () => null,
  })
}

/** What the service posts at a time, in milliseconds. */
async function postWebhook(secret: string, now: number) {
  const posted: Array<{ headers: Headers; body: string }> = []
  const { tell } = createWebhookTeller(
    {
      url: 'https://app.example.com/hook',
      secret,
      async fetch(_, init) {
        posted.push({ headers: new Headers(init?.headers), body: init?.body as string })
        return new Response(null, { status: 204 })
      },
    },
    {
      clock: { ...systemClock, now: () => now },
      metrics: createPageMetrics(),
      logger: silentLogger,
    },
  )
  const payload = { roomId: 'room', revision: 1, roomInfo: null, entered: [], left: ['ann'] }
  const to = { kind: 'room', roomId: 'room' } as const
  await tell({ id: '1', at: now, attempt: 1, message: { to, name: 'roomChanged', payload } })
  return posted[0]!
}

describe('the page about the service', () => {
  it('lists every setting with its flag and default, in the order of the help', () => {
    const listed = tableOf('Settings')
    expect(listed.map(([name, flag, value]) => [name, flag, textOf(value)])).toEqual(
      settings.map((one) => [
        `\`${one.env}\``,
        one.flag ? `\`--${one.flag}\`` : '–',
        defaultOf(one),
      ]),
    )
    expect(listed.filter(([, , , meaning = '']) => meaning.length < 10)).toEqual([])
  })

  it('lists every limit with its default', () => {
    const listed = tableOf('Limits').map(([name, value]) => [textOf(name), value])
    expect(listed).toEqual(
      Object.entries(defaultLimits).map(([name, value]) => [
        name,
        typeof value === 'number'
          ? String(value)
          : `${value.burst}, then ${value.perSecond} a second`,
      ]),
    )
  })

  it('lists every request of the HTTP API', () => {
    const { paths } = JSON.parse(readFileSync(at('server/openapi.json'), 'utf8')) as {
      paths: Record<string, object>
    }
    const requests = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(tableOf('From your backend').map(([request]) => textOf(request))).toEqual(requests)
  })

  it('lists every metric, and watches only those that there are', async () => {
    const kinds = (await createPageMetrics().registry.getMetricsAsJSON()).map(
      ({ name, type }) => [name, type] as const,
    )
    expect(tableOf('Monitoring').map(([name, kind]) => [textOf(name), kind])).toEqual(kinds)
    const names = kinds.map(([name]) => name)
    for (const [used] of page.matchAll(/conference_invitations_\w+/g)) {
      expect(names).toContain(used.replace(/_(?:bucket|count|sum)$/, ''))
    }
  })

  it('shows a check that takes what the service signs, and nothing else', async () => {
    const sample = samplesOf(page).find(({ name }) => name === 'check-webhook.ts')!
    const module = ts.transpile(sample.code, { target: ts.ScriptTarget.ES2022 })
    const address = `data:text/javascript;base64,${Buffer.from(module).toString('base64')}`
    const { isFromService } = (await import(/* @vite-ignore */ address)) as {
      isFromService: (headers: Headers, body: string, secret: string) => boolean
    }
    const secretOf = (fill: number) => `whsec_${Buffer.alloc(32, fill).toString('base64')}`
    const now = await postWebhook(secretOf(1), Date.now())
    expect(isFromService(now.headers, now.body, secretOf(1))).toBe(true)
    expect(isFromService(now.headers, now.body, secretOf(2))).toBe(false)
    expect(isFromService(now.headers, now.body.replace('ann', 'ben'), secretOf(1))).toBe(false)
    expect(isFromService(new Headers(), now.body, secretOf(1))).toBe(false)
    const old = await postWebhook(secretOf(1), Date.now() - 301_000)
    expect(isFromService(old.headers, old.body, secretOf(1))).toBe(false)
  })
})
