import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageName } from '../lib/entries.mjs'
import { at, root } from '../lib/paths.mjs'

/** Runs npm and gives what it printed; throws with that when it fails. */
function npm(args, cwd) {
  return execFileSync('npm', args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/**
 * A folder outside the repository in which the packed package is installed as others install it, with
 * a copy of an app; whoever creates it removes it.
 * @param {string} app a folder of the repository with a package.json
 * @param {{ scripts?: boolean }} [options] whether packages may run their install scripts
 * @returns {{ folder: string, inside: (...parts: string[]) => string, remove: () => void }}
 */
export function createWorkspace(app, { scripts = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'consumers-'))
  const inside = (...parts) => join(folder, ...parts)
  cpSync(at(app), folder, { recursive: true })
  const [{ filename }] = JSON.parse(
    npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root),
  )
  const manifest = JSON.parse(readFileSync(inside('package.json'), 'utf8'))
  manifest.dependencies[packageName] = `file:${filename}`
  writeFileSync(inside('package.json'), JSON.stringify(manifest, null, 2))
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund']
  npm(['install', ...quiet, ...(scripts ? [] : ['--ignore-scripts'])], folder)
  return { folder, inside, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
