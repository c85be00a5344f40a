import type { Scenario } from '../run-scenario'
import { breakdowns } from './breakdowns'
import { deadlines } from './deadlines'
import { floods } from './floods'
import { identities } from './identities'
import { lines } from './lines'
import { slowReaders } from './slow-readers'

/** All faults, in the order in which they are tried. */
export const scenarios: readonly Scenario[] = [
  ...breakdowns,
  ...deadlines,
  ...lines,
  ...slowReaders,
  ...floods,
  ...identities,
]
