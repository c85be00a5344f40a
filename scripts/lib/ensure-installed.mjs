import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { at, root } from './paths.mjs'

const packagesIn = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

/** Whether node_modules holds exactly what the lock file asks for (npm keeps its own record of what it put there). */
export function isInstalled(
  lockFile = at('package-lock.json'),
  record = at('node_modules/.package-lock.json'),
) {
  const wanted = packagesIn(lockFile)
  const present = packagesIn(record)
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    // Optional packages are mostly builds for other platforms, which npm leaves out.
    if (path === '' || (optional && !present[path])) return true
    return present[path]?.version === version && present[path]?.integrity === integrity
  })
}

/** Runs `npm ci` when node_modules is missing or does not match the lock file; ends the process when that fails. */
export function ensureInstalled() {
  if (isInstalled()) return
  console.log('Installing dependencies (npm ci) …')
  // Development packages are needed even where NODE_ENV=production is set.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund']
  const npm = process.env.npm_execpath
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }
  const { status } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  if (status === 0) return
  console.error('npm ci failed: see above. Nothing else was run.')
  process.exit(1)
}
