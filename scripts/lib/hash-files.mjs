import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { at, root } from './paths.mjs'

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
 * All files of the repository that are nobody's output.
 * @returns {string[]} absolute
 */
export function projectFiles(folder = root) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (OUTPUTS.test(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? projectFiles(path) : [path]
  })
}

/**
 * The files below some folders of the repository whose names fit.
 * @param {string[]} folders
 * @param {(name: string) => boolean} isWanted
 * @returns {string[]} absolute
 */
export function filesIn(folders, isWanted) {
  return folders.flatMap((folder) =>
    readdirSync(at(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && isWanted(entry.name))
      .map(({ parentPath, name }) => join(parentPath, name)),
  )
}
