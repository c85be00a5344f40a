import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { at } from './paths.mjs'

/**
 * A short hash of the names and contents of files.
 * @param {string[]} files absolute
 */
export function hashFiles(files) {
  const hash = createHash('sha1')
  for (const file of files.toSorted()) hash.update(file).update('\0').update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

const OUTPUTS =
  /^(node_modules|\.git|dist|test-results|playwright-report|coverage|invitations-data)$/

/**
 * The files below some folders of the repository whose names fit, but for what lies in a folder of outputs below them.
 * @param {string[]} folders
 * @param {(name: string) => boolean} [isWanted]
 * @returns {string[]} absolute
 */
export function filesIn(folders, isWanted = () => true) {
  return folders.flatMap((folder) =>
    readdirSync(at(folder), { withFileTypes: true }).flatMap((entry) => {
      if (OUTPUTS.test(entry.name)) return []
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return filesIn([path], isWanted)
      return isWanted(entry.name) ? [at(path)] : []
    }),
  )
}
