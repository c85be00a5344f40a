import { createRedisStore } from '../../server/stores'
import { describeContract } from '../contract/contract'
import { describeOnRedis, newTenant } from '../support/redis'
import { createServiceHarness } from './service-harness'

describeOnRedis('the service on Redis', (url) => {
  describeContract(
    'two gateways',
    () =>
      createServiceHarness((clock) => {
        const options = { url: url(), tenant: newTenant(), clock }
        return Promise.all([createRedisStore(options), createRedisStore(options)])
      }),
    { storage: 'shared', canKill: true, canDisconnect: true },
  )
})
