export { createTestHub, type TestHub } from './test-hub'
export { createManualClock, type ManualClock } from './manual-clock'
export { createTestDirectory, testPeople, testRooms } from './people'
export {
  mountWithInvitations,
  type MountedWithInvitations,
  type MountWithInvitationsOptions,
} from './mount-with-invitations'
