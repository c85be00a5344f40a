import type { Executor } from '../src/manager/executor'
import type { Clock } from '../src/manager/ports'
import type { VerifyToken } from './auth/token-verifier'
import type { Hub } from './hub/hub'
import type { ServiceLimits } from './limits'
import type { ServiceLogger } from './logger'
import type { Metrics } from './metrics'
import type { ServiceStore } from './stores'
import type { TokenBuckets } from './token-buckets'

/** Who decides about rooms: anybody who has a token, or only the app's backend. */
export type RoomPolicy = 'open' | 'managed'

/** What all sockets and requests of a gateway share. */
export interface GatewayContext {
  store: ServiceStore
  clock: Clock
  hub: Hub
  verifyToken: VerifyToken
  limits: ServiceLimits
  rooms: RoomPolicy
  userCalls: TokenBuckets
  pairInvites: TokenBuckets
  /** By socket. */
  socketFrames: TokenBuckets<object>
  socketRefusals: TokenBuckets<object>
  /** Runs commands that are no requests of their own. */
  executor: Executor
  metrics: Metrics
  logger: ServiceLogger
}
