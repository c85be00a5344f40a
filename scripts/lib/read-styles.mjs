import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { styleEntry } from './entries.mjs'
import { at } from './paths.mjs'

/** The kit's whole stylesheet as it is written: the entry's imports, one after the other. */
export function readStyles() {
  const entry = at('src', styleEntry)
  const imports = readFileSync(entry, 'utf8').matchAll(/@import '(.+?)';/g)
  return Array.from(imports, ([, file = '']) =>
    readFileSync(join(dirname(entry), file), 'utf8'),
  ).join('\n')
}
