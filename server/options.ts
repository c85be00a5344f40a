import type { TokenOptions } from './auth/token-options'
import type { RoomPolicy } from './context'
import type { AllowedOrigins } from './http/origins'
import type { ServiceLimits } from './limits'
import type { ServiceLogger } from './logger'
import type { WebhookOptions } from './outbox/webhook-options'
import type { PushOptions } from './push/options'
import type { ServiceStore } from './stores'

export interface InvitationServerOptions {
  /**
   * Where the state lies. It stays open when the server closes. For a webhook or pushes it must have been opened with
   * `{ outbox: true }`.
   */
  store: ServiceStore
  /** How the tokens of users are checked. */
  auth: TokenOptions
  /** Origins of the pages that may connect; `'*'` for all. */
  origins: AllowedOrigins
  /**
   * Who decides about rooms: `'open'` lets everybody with a token create and enter them, `'managed'` lets in only whom
   * the app's backend has put inside through the HTTP API. Defaults to `'open'`.
   */
  rooms?: RoomPolicy
  /** Replace single defaults. */
  limits?: Partial<ServiceLimits>
  /** Credential of the app's backend; without one its HTTP API and the metrics are off. */
  apiKey?: string
  /** Where changes are told to the app's backend. */
  webhook?: WebhookOptions
  /** Pushes to browsers of people who have no device connected. */
  push?: PushOptions
  /** How many proxies stand in front and add to `X-Forwarded-For`. Defaults to 0. */
  trustedProxies?: number
  /** Gets the log lines; they hold no token and no text of the app. Defaults to none. */
  logger?: ServiceLogger
  /** Makes tokens for anybody on this machine who asks; needs `auth.secret`. Defaults to `false`. */
  devTokens?: boolean
}

export interface ListenOptions {
  /** Defaults to 4400; 0 takes one that is free. */
  port?: number
  /** Address to listen on. Defaults to all of this machine. */
  host?: string
}
