import type { UserProfile } from 'vue-conference-invitations/manager'

/** What a tab can be asked. */
export interface TabRequests {
  connect: { namespace: string; deviceKey: string; user: UserProfile; now: number }
  device: { namespace: string; deviceKey: string; kind: string; request: unknown }
  /** Moves the clock of this tab's devices. */
  advance: { namespace: string; ms: number }
  /** Resolves when this tab's storage has nothing more to do: to how much it has had to do so far. */
  quiet: object
  /** Resolves when the hints of all other tabs have arrived. */
  probe: { namespace: string; round: string; others: number }
  /** Closes the devices of a test. */
  release: { namespace: string }
}
