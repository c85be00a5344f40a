// One gateway of the invitation service on Redis, in a process of its own. Run by `../lib/service.mjs`.
import { answerUsage } from './usage.mjs'

const [module = '', redisUrl = '', secret = ''] = process.argv.slice(2)
const { createInvitationServer, createRedisStore } = await import(module)

const plenty = { burst: 1_000_000, perSecond: 1_000_000 }
const server = createInvitationServer({
  store: await createRedisStore({ url: redisUrl }),
  auth: { secret },
  origins: '*',
  // thousands of people come from one address here
  limits: { connectionsOfAddress: plenty, invitesOfPair: plenty },
})
answerUsage(await server.listen({ port: 0, host: '127.0.0.1' }))
