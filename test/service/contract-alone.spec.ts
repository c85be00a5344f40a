import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { createLevelStore } from '../../server/stores'
import { describeContract } from '../contract/contract'
import { createServiceHarness } from './service-harness'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'invitations-level-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describeContract(
  'the service alone, on disk',
  () =>
    createServiceHarness(async (clock) => [
      await createLevelStore({ directory: join(folder, crypto.randomUUID()), clock }),
    ]),
  { storage: 'shared', canKill: true, canDisconnect: true },
)
