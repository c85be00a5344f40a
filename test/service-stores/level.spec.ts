// @vitest-environment node
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { createLevelStore } from '../../server/stores'
import { describeServiceStore } from './suite'

let folder: string
let count = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'invitations-level-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describeServiceStore('level', (options) =>
  createLevelStore({ directory: join(folder, String(count++)), ...options }),
)
