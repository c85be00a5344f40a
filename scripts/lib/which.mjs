import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * Absolute path of the first of these commands on PATH, or undefined.
 * @param {string[]} commands
 */
export function which(commands) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return commands
    .flatMap((command) => folders.map((folder) => join(folder, command)))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}
