// @vitest-environment node
import { createMemoryServiceStore } from '../../server/stores'
import { describeServiceStore } from './suite'

describeServiceStore('memory', async (options) => createMemoryServiceStore(options))
