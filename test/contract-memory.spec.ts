// @vitest-environment node
import { describeContract } from './contract/contract'
import { createMemoryHarness } from './contract/memory-harness'

describeContract('memory', createMemoryHarness, { storage: 'shared' })
