// Type-checks every part with what that part may know: the rules without DOM and Node, the kit without Node.
import { at, cache } from './lib/paths.mjs'
import { runNode, runPool } from './lib/run.mjs'
import { writeSamples } from './lib/samples.mjs'

const projects = [
  'src/manager/tsconfig.json',
  'tsconfig.browser.json',
  'tsconfig.server.json',
  'tsconfig.node.json',
  'tsconfig.json',
]

const named = Object.fromEntries(projects.map((project) => [project, project]))
/** The code in README and docs, too: it is what people copy. */
const all = { ...named, 'samples in README and docs': writeSamples() }

const results = await runPool(
  Object.entries(all).map(([name, project]) => async () => {
    const buildInfo = `${cache}/types/${name.replaceAll(/[ /]/g, '-')}.tsbuildinfo`
    const { ok, output } = await runNode([
      at('node_modules/vue-tsc/bin/vue-tsc.js'),
      ...['--noEmit', '--incremental', '--tsBuildInfoFile', buildInfo, '-p', project],
    ])
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}\n${output}`.trimEnd())
    return ok
  }),
)
process.exit(results.every(Boolean) ? 0 : 1)
