import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { delimiter } from 'node:path'
import { at, root } from './paths.mjs'

/**
 * @typedef {object} Outcome
 * @property {boolean} ok whether it ended with code 0
 * @property {string} output all that it printed
 * @property {number} seconds how long it took
 */

/**
 * Runs a script of package.json, as npm would, without the half second that npm itself takes to start.
 * @param {string} script
 * @param {string[]} [args] what to add to its command line
 * @param {{ env?: Record<string, string>, live?: boolean }} [options] `live` prints at once instead of collecting
 * @returns {Promise<Outcome>}
 */
export function runScript(script, args = [], options = {}) {
  const { scripts } = JSON.parse(readFileSync(at('package.json'), 'utf8'))
  const quoted = args.map((arg) => JSON.stringify(arg))
  // Windows has it under another name
  const name = Object.keys(process.env).find((key) => /^path$/i.test(key)) ?? 'PATH'
  const path = [at('node_modules/.bin'), process.env[name]].join(delimiter)
  return run([scripts[script], ...quoted].join(' '), [], {
    ...options,
    shell: true,
    env: { [name]: path, ...options.env },
  })
}

/**
 * Runs a Node.js script of the project or of a dependency.
 * @param {string[]} args the script and its arguments
 * @returns {Promise<Outcome>}
 */
export const runNode = (args) => run(process.execPath, args)

/** @returns {Promise<Outcome>} */
export function run(command, args, { env = {}, live = false, shell = false } = {}) {
  const start = performance.now()
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      shell,
      env: { ...process.env, ...env },
      stdio: live ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    })
    const chunks = []
    child.stdout?.on('data', (chunk) => chunks.push(chunk))
    child.stderr?.on('data', (chunk) => chunks.push(chunk))
    child.on('error', (error) => chunks.push(Buffer.from(String(error))))
    child.on('close', (code) => {
      const output = Buffer.concat(chunks).toString().trimEnd()
      resolve({ ok: code === 0, output, seconds: (performance.now() - start) / 1000 })
    })
  })
}

/**
 * Runs tasks in the given order, at most `limit` at a time.
 * @template T
 * @param {(() => Promise<T>)[]} tasks
 * @returns {Promise<T[]>} their results, in the tasks' order
 */
export async function runPool(tasks, limit = 2) {
  /** @type {T[]} */
  const results = []
  const waiting = tasks.entries()
  await Promise.all(
    Array.from({ length: limit }, async () => {
      for (const [index, task] of waiting) results[index] = await task()
    }),
  )
  return results
}
