import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { at, cache } from '../lib/paths.mjs'

/** @type {ts.CompilerOptions} */
const options = {
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: [],
  strict: true,
  noEmit: true,
}

/**
 * The declarations must hold by themselves, also where modules are resolved as Node does it, for an app that checks
 * the declarations of packages too (no `skipLibCheck`). Those of other packages are not ours to mend, so they are read
 * but not checked.
 * @param {string[]} specifiers all that can be imported
 * @returns {string[]} complaints
 */
export function checkDeclarations(specifiers) {
  const folder = join(cache, 'consumer')
  mkdirSync(folder, { recursive: true })
  const consumer = join(folder, 'consumer.ts')
  const imports = specifiers.map(
    (specifier, index) => `export * as entry${index} from '${specifier}'`,
  )
  writeFileSync(consumer, imports.join('\n'))
  const host = ts.createCompilerHost(options)
  const program = ts.createProgram([consumer], options, host)
  const dist = at('dist/')
  const own = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName === consumer || fileName.startsWith(dist))
  const found = [
    ...program.getOptionsDiagnostics(),
    ...own.flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ]),
  ]
  const complaints = found.map((one) => ts.formatDiagnostic(one, host).trimEnd())
  // Were no declaration of the package among what was read, nothing would have been checked.
  return own.length > specifiers.length ? complaints : [...complaints, 'no declaration was read']
}
