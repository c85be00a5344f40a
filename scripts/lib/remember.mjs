import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { hashFiles } from './hash-files.mjs'
import { at } from './paths.mjs'

/**
 * Makes a task that is not repeated as long as the files are the same that it depends on, the lockfile among them. Only
 * that it found nothing is remembered.
 * @param {string} memory path of the file that remembers; without it, the task runs
 * @param {() => string[]} listFiles all that it depends on, itself too: absolute
 * @param {() => string[] | Promise<string[]>} task resolves to complaints
 * @returns {() => Promise<string[]>}
 */
export function remember(memory, listFiles, task) {
  return async () => {
    const found = hashFiles([at('package-lock.json'), at('package.json'), ...listFiles()])
    if (existsSync(memory) && readFileSync(memory, 'utf8') === found) return []
    const complaints = await task()
    if (complaints.length === 0) {
      mkdirSync(dirname(memory), { recursive: true })
      writeFileSync(memory, found)
    }
    return complaints
  }
}
