import { connect, helloOf } from '../../../server/testing/test-client'
import type { GatewayProcess } from '../gateways'
import { tokenOf } from '../service'
import { actorOf } from '../store-work'

/** Connects somebody who says exactly what a scenario tells them to. */
export async function connectAs(gateway: GatewayProcess, userId: string) {
  const client = await connect(gateway.url)
  const { deviceId } = actorOf(userId)
  client.send(helloOf(await tokenOf(userId), { deviceId }))
  await client.next('welcome')
  return {
    ...client,
    async close() {
      // one that does not read would not hear that the other side closes
      client.socket.resume()
      client.socket.terminate()
      await client.closed
    },
  }
}
