export { createLevelStore, type LevelStoreOptions } from './create-level-store'
export { createMemoryServiceStore } from './create-memory-store'
export {
  createRedisStore,
  type RedisStoreOptions,
  type SentinelOptions,
} from './create-redis-store'
export type {
  DeviceLease,
  LogEntry,
  LogName,
  LogPart,
  OutboxEntry,
  RequestKey,
  ServiceStore,
  ServiceStoreOptions,
} from './service-store'
