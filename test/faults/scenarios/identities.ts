import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose'
import { connect, helloOf } from '../../../server/testing/test-client'
import { CloseCode } from '../../../src/engines/service/wire'
import { openApp } from '../app'
import type { Scenario } from '../run-scenario'
import { SECRET, tokenOf } from '../service'
import { mustBe, mustCome } from '../waiting'
import { heardOf, using } from './with-store'

const VICTIM = 'forged-bob'
const AUDIENCE = 'conference-invitations'
const HOUR = 3_600

interface Claims {
  key?: string
  audience?: string
  /** Seconds from now. */
  endsIn?: number
}

function sign({ key = SECRET, audience = AUDIENCE, endsIn = HOUR }: Claims) {
  return new SignJWT({ aud: audience, sub: VICTIM, exp: now() + endsIn })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(key))
}

const unsigned: JWTPayload = { aud: AUDIENCE, sub: VICTIM, exp: now() + HOUR }

/** Tokens that prove nothing, by what is wrong with them. */
const forged: Record<string, () => Promise<string>> = {
  'has ended': () => sign({ endsIn: -HOUR }),
  'is for another audience': () => sign({ audience: 'another-service' }),
  'is signed with another key': () => sign({ key: 'the secret of somebody else altogether' }),
  'is not signed': async () => new UnsecuredJWT(unsigned).encode(),
  'was changed': async () => {
    const [head, , signature] = (await tokenOf('forged-eve')).split('.')
    const claims = Buffer.from(JSON.stringify(unsigned)).toString('base64url')
    return [head, claims, signature].join('.')
  },
}

/** People who say that they are somebody else. */
export const identities: readonly Scenario[] = [
  {
    name: 'forged identities',
    isInShort: true,
    run: ({ service }) =>
      using(async (keep) => {
        const [url, farUrl] = [service.gateways[0]!.url, service.gateways.at(-1)!.url]
        for (const [what, make] of Object.entries(forged)) {
          const client = await keep(connect(url))
          client.send(helloOf(await make(), { deviceId: 'device-of-a-forger' }))
          const welcome = client.next('welcome').then(
            () => ({ code: 0 }),
            () => client.closed,
          )
          const { code } = await Promise.race([client.closed, welcome])
          mustBe(code === CloseCode.BAD_TOKEN, `a token that ${what}: closed with ${code}`)
          mustBe(client.frames.length === 0, `a token that ${what}: something was told`)
        }

        const roomId = 'forged-room'
        const host = await keep(
          openApp({ name: 'forged-host', userId: 'forged-ann', url: farUrl, roomId }),
        )
        const phone = await keep(openApp({ name: 'forged-phone', userId: VICTIM, url }))
        await host.engine.createRoom({ roomId })
        await host.engine.enterRoom({ roomId })
        const eve = await keep(connect(url))
        // the logs of somebody else and of a room that she is not in, with a name that the token does not have
        const resume = { [`user:${VICTIM}`]: 0, [`room:${roomId}`]: 0 }
        const profile = { userName: 'Bob', nameCard: '', avatarUrl: '', userId: VICTIM }
        const deviceId = 'device-of-a-forger'
        eve.send(helloOf(await tokenOf('forged-eve'), { deviceId, resume, profile }))
        const { user, logs } = await eve.next('welcome')
        mustBe(user.userId === 'forged-eve', `she became ${user.userId}`)
        for (const log of Object.keys(resume)) {
          const isOf = log.startsWith('room:') ? 'lapsed' : 'closed'
          mustBe(logs[log]?.state === isOf, `${log} is ${logs[log]?.state} for her`)
        }
        await host.manager.inviteUsers({ roomId, userIdList: [VICTIM], extensionInfo: 'secret' })
        await mustCome('the phone rings', () => phone.isRinging(roomId))
        for (const name of ['accept', 'reject'] as const) {
          const input = { roomId, userId: VICTIM, reason: 0, reply: '' }
          const answer = await eve.call(name, input)
          mustBe(answer.t === 'error', `she could ${name} for him`)
        }
        await eve.ping()
        mustBe(!JSON.stringify(eve.frames).includes('secret'), 'she heard of his call')
        mustBe(phone.isRinging(roomId), 'his phone does not ring any more')
        mustBe(heardOf(phone, 'secret').join() === 'onReceiveInvitation', 'he heard more')
        await host.manager.cancelInvitation({ roomId, userIdList: [VICTIM] })
        return { note: `${Object.keys(forged).length} tokens refused, nobody else’s log` }
      }),
  },
]

/** Seconds since the epoch. */
function now(): number {
  return Math.floor(Date.now() / 1_000)
}
