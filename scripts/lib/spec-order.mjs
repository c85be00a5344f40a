import { readFileSync } from 'node:fs'
import { BaseSequencer } from 'vitest/node'

const withoutDom = /^\/\/ @vitest-environment node$/m

/**
 * Vitest's own order of files, but those without a DOM last in each project: a worker is kept for the next file only
 * where that needs the same environment, and a new one loads every module again.
 */
export class SpecOrder extends BaseSequencer {
  /** @override */
  async sort(files) {
    const sorted = await super.sort(files)
    const groups = new Map()
    for (const file of sorted) {
      const { name } = file.project
      const group = groups.get(name) ?? groups.set(name, { dom: [], node: [] }).get(name)
      group[withoutDom.test(readFileSync(file.moduleId, 'utf8')) ? 'node' : 'dom'].push(file)
    }
    return [...groups.values()].flatMap(({ dom, node }) => [...dom, ...node])
  }
}
