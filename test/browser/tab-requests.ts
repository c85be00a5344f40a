import type { UserProfile } from 'vue-conference-invitations/manager'

/** What a tab can be asked. */
export interface TabRequests {
  connect: { namespace: string; deviceKey: string; user: UserProfile; now: number }
  device: { namespace: string; deviceKey: string; kind: string; request: unknown }
  /** Moves the clock of this tab's devices. */
  advance: { namespace: string; ms: number }
  /** Resolves to the number of the newest commit. */
  newest: { namespace: string }
  /** Resolves when every transaction before has ended: to the number of the newest commit. */
  barrier: { namespace: string }
  /** Resolves when the hints of all other tabs have arrived. */
  probe: { namespace: string; round: string; others: number }
  /** Closes the devices of a test. */
  release: { namespace: string }
}
