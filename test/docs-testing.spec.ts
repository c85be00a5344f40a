import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { afterEach, describe, expect, it } from 'vitest'
import * as manager from 'vue-conference-invitations/manager'
import * as testing from 'vue-conference-invitations/testing'
import { defineComponent, h } from 'vue'
import { at } from '../scripts/lib/paths.mjs'
import { samplesOf } from '../scripts/lib/samples.mjs'
import { IncomingInvitationToast, InvitationListPanel } from '../src'

/** What the samples call their app's own. */
const components = {
  MyRoom: InvitationListPanel,
  MyApp: defineComponent(() => () => [h(InvitationListPanel), h(IncomingInvitationToast)]),
}

type Test = [name: string, run: () => Promise<void>]

/** The tests that a sample declares, each with the sample's own clean-up after it. */
function testsOf(code: string): Test[] {
  const tests: Test[] = []
  const cleanUps: (() => Promise<void>)[] = []
  const modules: Record<string, object> = {
    vitest: {
      expect,
      it: (...test: Test) => tests.push(test),
      afterEach: (cleanUp: () => Promise<void>) => cleanUps.push(cleanUp),
    },
    'vue-conference-invitations/manager': manager,
    'vue-conference-invitations/testing': testing,
  }
  const script = ts.transpile(code, {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2022,
  })
  const names = Object.keys(components)
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the samples of our own guide
  const run = new Function('require', 'exports', ...names, script)
  run((name: string) => modules[name], {}, ...Object.values(components))
  return tests.map(([name, test]) => [
    name,
    async () => {
      try {
        await test()
      } finally {
        for (const cleanUp of cleanUps) await cleanUp()
      }
    },
  ])
}

const samples = samplesOf(readFileSync(at('docs/guide/testing.md'), 'utf8'))
const tests = samples.flatMap(({ code }) => testsOf(code))

describe("the guide's tests", () => {
  afterEach(() => expect(document.body.innerHTML).toBe(''))

  it('are all there', () => {
    expect(tests.length).toBe(samples.length)
    expect(tests.length).toBeGreaterThan(2)
  })

  it.each(tests)('"%s" passes', async (_, run) => {
    await run()
  })
})
