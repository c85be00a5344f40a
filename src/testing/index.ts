export { createTestHub, type TestHub } from './test-hub'
export { createManualClock, type ManualClock } from './manual-clock'
