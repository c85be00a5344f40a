// @vitest-environment node
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import manifest from '../package.json' with { type: 'json' }
import { at } from '../scripts/lib/paths.mjs'

interface Step {
  uses?: string
  run?: string
  with?: Record<string, unknown>
}

interface Workflow {
  on: object
  permissions: Record<string, string>
  jobs: Record<
    string,
    {
      'timeout-minutes'?: number
      strategy?: { matrix: { node: number[] } }
      steps: Step[]
    }
  >
}

const files = readdirSync(at('.github'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.yml'),
)
const workflows = files
  .filter((file) => file.startsWith('workflows'))
  .map((file) => [file, parse(readFileSync(at('.github', file), 'utf8')) as Workflow] as const)
const ci = workflows.find(([file]) => file.endsWith('ci.yml'))![1]
const scripts = Object.keys(manifest.scripts)

/** Scripts of package.json that a text runs. */
const npmScriptsIn = (text: string) =>
  Array.from(
    text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g),
    ([, run, short]) => (run ?? short)!,
  )

/** Programs of the repository that a text runs. */
const programsIn = (text: string) =>
  Array.from(text.matchAll(/(?:^|\s)(?:node )?((?:\.ci|scripts)\/[\w./-]+)/g), ([, path]) => path!)

describe('files for GitHub', () => {
  it.each(files)('%s is YAML', (file) => {
    const problems = parseAllDocuments(readFileSync(at('.github', file), 'utf8')).flatMap(
      (document) => ('errors' in document ? [...document.errors, ...document.warnings] : []),
    )
    expect(problems).toEqual([])
  })

  it.each(workflows)(
    '%s runs only what there is, with an end and without rights',
    (_, workflow) => {
      for (const job of Object.values(workflow.jobs)) {
        expect(job['timeout-minutes']).toBeGreaterThan(0)
        for (const { uses, run = '' } of job.steps) {
          if (uses) expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/)
          for (const name of npmScriptsIn(run)) expect(scripts).toContain(name)
          for (const path of programsIn(run)) expect(existsSync(at(path))).toBe(true)
        }
      }
      expect(workflow.permissions.contents).toBe('read')
    },
  )

  it('test on every Node.js that the package is for, the oldest included', () => {
    const { test } = ci.jobs
    const oldest = Number(/\d+/.exec(manifest.engines.node)?.[0])
    expect(test?.strategy?.matrix.node).toEqual([oldest, 22, 24])
  })

  it('run the two commands that everybody runs', () => {
    const runs = ci.jobs.test!.steps.map(({ run = '' }) => run)
    expect(runs).toContain('.ci/run')
    expect(runs.some((run) => run.includes('npm start -- --no-open'))).toBe(true)
    const all = readFileSync(at('.ci/run'), 'utf8')
    const inAll = /^scripts=\((.*)\)$/m.exec(all)?.[1] ?? ''
    const names = Array.from(
      inAll.matchAll(/"([^"]+)"|(\S+)/g),
      ([, quoted, plain]) => (quoted ?? plain)!.split(' ')[0]!,
    )
    expect(names).toContain('test')
    for (const name of names) expect(scripts).toContain(name)
    expect(() => accessSync(at('.ci/run'), constants.X_OK)).not.toThrow()
  })

  it('publish with provenance and without a token', () => {
    const [, release] = workflows.find(([file]) => file.endsWith('release.yml'))!
    expect(release.permissions['id-token']).toBe('write')
    const text = readFileSync(at('.github/workflows/release.yml'), 'utf8')
    expect(text).toContain('scripts/release.mjs --publish')
    expect(text).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN|secrets\./)
    expect(readFileSync(at('scripts/release.mjs'), 'utf8')).toContain("'--provenance'")
  })

  it('leave alone what must not move', () => {
    const { updates } = parse(readFileSync(at('.github/dependabot.yml'), 'utf8')) as {
      updates: { ignore?: { 'dependency-name': string }[] }[]
    }
    const ignored = updates.flatMap(({ ignore = [] }) =>
      ignore.map((one) => one['dependency-name']),
    )
    const known = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
    for (const name of ignored) {
      const pattern = new RegExp(`^${name.replace('*', '.+')}$`)
      expect(known.some((one) => pattern.test(one))).toBe(true)
    }
  })
})
