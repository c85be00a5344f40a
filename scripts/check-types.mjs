// Type-checks everything: the rules without DOM and Node, the scripts, and all the rest in one program, together with the
// code in README and docs, since that is what people copy. That the kit knows no Node and the server no DOM is checked by
// the build, which makes their declarations with only what each of them may know.
import { cache, at } from './lib/paths.mjs'
import { runNode, runPool } from './lib/run.mjs'
import { writeSamples } from './lib/samples.mjs'

/** The largest first: two run at a time. */
const projects = {
  'everything, README and docs': writeSamples(),
  scripts: 'tsconfig.node.json',
  rules: 'src/manager/tsconfig.json',
}

const results = await runPool(
  Object.entries(projects).map(([name, project]) => async () => {
    const buildInfo = `${cache}/types/${name.replaceAll(/\W+/g, '-')}.tsbuildinfo`
    const { ok, output } = await runNode([
      at('node_modules/vue-tsc/bin/vue-tsc.js'),
      ...['--noEmit', '--incremental', '--tsBuildInfoFile', buildInfo, '-p', project],
    ])
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}\n${output}`.trimEnd())
    return ok
  }),
)
process.exit(results.every(Boolean) ? 0 : 1)
