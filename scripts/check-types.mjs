// Type-checks everything: the rules without DOM and Node, the scripts, and all the rest in one program, together with the
// code in README and docs, since that is what people copy. That the kit knows no Node and the server no DOM is checked by
// the build, which makes their declarations with only what each of them may know.
import { at } from './lib/paths.mjs'
import { runPool } from './lib/run.mjs'
import { writeSamples } from './lib/samples.mjs'
import { checkProgram } from './lib/type-programs.mjs'

/** The largest first: two run at a time. */
const projects = {
  'everything-and-samples': writeSamples(),
  scripts: at('tsconfig.node.json'),
  rules: at('src/manager/tsconfig.json'),
}

const results = await runPool(
  Object.entries(projects).map(([name, project]) => async () => {
    const { ok, output } = await checkProgram(name, project)
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}\n${output}`.trimEnd())
    return ok
  }),
)
process.exit(results.every(Boolean) ? 0 : 1)
