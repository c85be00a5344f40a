// Type-checks every part with what that part may know: the rules without DOM and Node, the kit without Node.
import { at, cache } from './lib/paths.mjs'
import { runNode, runPool } from './lib/run.mjs'

const projects = [
  'src/manager/tsconfig.json',
  'tsconfig.browser.json',
  'tsconfig.node.json',
  'tsconfig.json',
]

const results = await runPool(
  projects.map((project) => async () => {
    const buildInfo = `${cache}/types/${project.replaceAll('/', '-')}.tsbuildinfo`
    const { ok, output } = await runNode([
      at('node_modules/vue-tsc/bin/vue-tsc.js'),
      ...['--noEmit', '--incremental', '--tsBuildInfoFile', buildInfo, '-p', project],
    ])
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${project}\n${output}`.trimEnd())
    return ok
  }),
)
process.exit(results.every(Boolean) ? 0 : 1)
