export { createInvitationServer, type InvitationServer } from './create-server'
export type { InvitationServerOptions, ListenOptions } from './options'
export type { TokenKey, TokenOptions } from './auth/token-options'
export type { RoomPolicy } from './context'
export type { AllowedOrigins } from './http/origins'
export type { Rate, ServiceLimits } from './limits'
export type { ServiceLogger } from './logger'
export type { WebhookOptions } from './outbox/webhook-options'
export type { PushOptions } from './push/options'
export { createLevelStore, createRedisStore } from './stores'
export type {
  LevelStoreOptions,
  RedisStoreOptions,
  SentinelOptions,
  ServiceStore,
  ServiceStoreOptions,
} from './stores'
