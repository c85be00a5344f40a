import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashFiles } from './hash-files.mjs'
import { at, cache } from './paths.mjs'

/**
 * Makes a check that is not repeated as long as the files are the same that it depends on, the lockfile among them. Only
 * that it found nothing is remembered.
 * @param {string} name what it is called among others
 * @param {() => string[]} listFiles all that it depends on, itself too: absolute
 * @param {() => string[] | Promise<string[]>} check resolves to complaints
 * @returns {() => Promise<string[]>}
 */
export function remember(name, listFiles, check) {
  const folder = join(cache, 'checked')
  const memory = join(folder, name)
  return async () => {
    const found = hashFiles([at('package-lock.json'), at('package.json'), ...listFiles()])
    if (existsSync(memory) && readFileSync(memory, 'utf8') === found) return []
    const complaints = await check()
    if (complaints.length === 0) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(memory, found)
    }
    return complaints
  }
}
