// @vitest-environment node
import { createRedisStore } from '../../server/stores'
import { describeOnRedis, newTenant } from '../support/redis'
import { describeServiceStore } from './suite'

describeOnRedis('on an engine', (url) => {
  describeServiceStore('redis', (options) =>
    createRedisStore({ url: url(), tenant: newTenant(), ...options }),
  )
})
