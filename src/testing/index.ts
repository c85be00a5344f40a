export { createTestHub, type TestDevice, type TestHub } from './test-hub'
export type { TestLine } from './test-connection'
export type { TestRing, TestRingOptions } from './ring'
export { createManualClock, type ManualClock } from './manual-clock'
export { createTestDirectory, testPeople, testRooms } from './people'
export {
  mountWithInvitations,
  type MountedWithInvitations,
  type MountWithInvitationsOptions,
} from './mount-with-invitations'
