import { afterAll, beforeAll } from 'vitest'
import { describeContract } from '../contract/contract'
import { createEmbeddedHarness, openTabs, type TabPool } from './embedded-harness'

let pool: TabPool

beforeAll(async () => {
  pool = await openTabs()
})
afterAll(() => pool.close())

describeContract('embedded', () => createEmbeddedHarness(pool), {
  storage: 'shared',
  canKill: true,
})
