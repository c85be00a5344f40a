import { afterEach, describe } from 'vitest'
import type { ServiceStore } from '../../server/stores'
import { openBench, type CreateStore, type StoreBench } from './bench'
import { describeAround } from './around'
import { describeLogs } from './logs'
import { describeRecords } from './records'
import { describeRequests } from './requests'
import type { ServiceStoreOptions } from '../../server/stores'

/** Opens one more store for a case; it is closed afterwards. */
export type OpenBench = (options?: ServiceStoreOptions) => Promise<StoreBench>

/** What every store of the service does; each backend runs all of it. */
export function describeServiceStore(name: string, create: CreateStore) {
  describe(`service store: ${name}`, () => {
    const opened: ServiceStore[] = []
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((store) => store.close()))
    })

    const open: OpenBench = async (options) => {
      const bench = await openBench(create, options)
      opened.push(bench.store)
      return bench
    }
    describe('records', () => describeRecords(open))
    describe('requests', () => describeRequests(open))
    describe('logs', () => describeLogs(open))
    describe('devices, values and outbox', () => describeAround(open))
  })
}
