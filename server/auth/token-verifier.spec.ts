import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey } from 'jose'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createManualClock } from '../../src/testing/manual-clock'
import type { TokenOptions } from './token-options'
import { BadTokenError, createTokenVerifier } from './token-verifier'

const clock = createManualClock()
const now = clock.now() / 1_000
const secret = 'a secret of more than 32 bytes, for tests'
const secretKey = new TextEncoder().encode(secret)
const claims = { sub: 'ann', aud: 'conference-invitations', exp: now + 60 }

function sign(payload: object, key: CryptoKey | Uint8Array, alg = 'HS256', kid?: string) {
  const header = { alg, ...(kid !== undefined && { kid }) }
  return new SignJWT({ ...payload }).setProtectedHeader(header).sign(key)
}

function refusal(token: string, options: TokenOptions) {
  return createTokenVerifier(
    options,
    clock,
  )(token).then(
    () => 'accepted',
    (error: unknown) => {
      expect(error).toBeInstanceOf(BadTokenError)
      return (error as Error).message
    },
  )
}

describe('a token', () => {
  it('says who somebody is, until when, and what they are called', async () => {
    const token = await sign(
      { ...claims, name: 'Ann', picture: 'https://example.com/ann.png', role: 'admin' },
      secretKey,
    )
    expect(await createTokenVerifier({ secret }, clock)(token)).toEqual({
      userId: 'ann',
      names: { userName: 'Ann', avatarUrl: 'https://example.com/ann.png' },
      expiresAt: claims.exp * 1_000,
    })
  })

  it.each([
    ['has ended', { ...claims, exp: now - 6 }, 'the token has ended'],
    ['has not begun', { ...claims, nbf: now + 6 }, 'nbf is not as it must be'],
    ['never ends', { ...claims, exp: undefined }, 'exp is not as it must be'],
    ['is for others', { ...claims, aud: 'mail' }, 'aud is not as it must be'],
    ['is for nobody in particular', { ...claims, aud: undefined }, 'aud is not as it must be'],
    ['names nobody', { ...claims, sub: undefined }, 'sub is not as it must be'],
    ['names what is no user id', { ...claims, sub: 'a\nb' }, 'sub is not a user id'],
  ])('is refused when it %s', async (_, payload, reason) => {
    expect(await refusal(await sign(payload, secretKey), { secret })).toBe(reason)
  })

  it('is refused with the key of somebody else, changed, or without a signature', async () => {
    const foreign = await sign(claims, new TextEncoder().encode('x'.repeat(40)))
    expect(await refusal(foreign, { secret })).toBe('the signature does not hold')
    const [header, , signature] = (await sign(claims, secretKey)).split('.')
    const other = Buffer.from(JSON.stringify({ ...claims, sub: 'ben' })).toString('base64url')
    expect(await refusal(`${header}.${other}.${signature}`, { secret })).toMatch(/signature/)
    const unsigned = new UnsecuredJWT(claims).encode()
    expect(await refusal(unsigned, { secret })).not.toBe('accepted')
    expect(await refusal('nonsense', { secret })).not.toBe('accepted')
  })

  it('may come from one issuer only, and for another audience, where it is said', async () => {
    const options: TokenOptions = { secret, issuer: 'https://login.example.com', audience: 'calls' }
    const good = { ...claims, iss: 'https://login.example.com', aud: 'calls' }
    expect(await refusal(await sign(good, secretKey), options)).toBe('accepted')
    expect(await refusal(await sign({ ...good, iss: 'x' }, secretKey), options)).toMatch(/^iss/)
  })

  it('tells in no error what it holds', async () => {
    const token = await sign({ ...claims, aud: 'mail', secretText: 'hidden' }, secretKey)
    const error: unknown = await createTokenVerifier(
      { secret },
      clock,
    )(token).catch((caught: unknown) => caught)
    expect(JSON.stringify(Object.entries(error as object))).not.toContain('hidden')
    expect((error as Error).cause).toBeUndefined()
  })
})

describe('a public key', () => {
  it('takes its own algorithm, never the key itself as a secret', async () => {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true })
    const pem = await exportSPKI(publicKey)
    const options = { publicKey: pem }
    expect(await refusal(await sign(claims, privateKey, 'EdDSA'), options)).toBe('accepted')
    const confused = await sign(claims, new TextEncoder().encode(pem))
    expect(await refusal(confused, options)).toBe('alg is not allowed')
    const { privateKey: foreign } = await generateKeyPair('EdDSA')
    expect(await refusal(await sign(claims, foreign, 'EdDSA'), options)).toMatch(/signature/)
    const { privateKey: elliptic } = await generateKeyPair('ES256')
    expect(await refusal(await sign(claims, elliptic, 'ES256'), options)).not.toBe('accepted')
  })

  it('must be one, and a secret must be long', () => {
    expect(() => createTokenVerifier({ publicKey: 'nonsense' }, clock)).toThrow()
    expect(() => createTokenVerifier({ secret: 'short' }, clock)).toThrow(/32 bytes/)
  })
})

describe('a key server', () => {
  async function serve(status: number, body: unknown) {
    const server = createServer((_, response) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    return { jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys` }
  }

  it('has its keys chosen by kid', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }
    const options = await serve(200, { keys: [jwk] })
    expect(await refusal(await sign(claims, privateKey, 'ES256', 'one'), options)).toBe('accepted')
    const unknown = await sign(claims, privateKey, 'ES256', 'two')
    expect(await refusal(unknown, options)).toBe('kid is not known')
    expect(await refusal(await sign(claims, secretKey), options)).toBe('alg is not allowed')
  })

  it('that fails says nothing about the token', async () => {
    const { privateKey } = await generateKeyPair('ES256')
    const token = await sign(claims, privateKey, 'ES256', 'one')
    const broken = createTokenVerifier(await serve(500, {}), clock)
    const away = createTokenVerifier({ jwksUrl: 'http://127.0.0.1:9/keys' }, clock)
    for (const verify of [broken, away]) {
      const error: unknown = await verify(token).catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(Error)
      expect(error).not.toBeInstanceOf(BadTokenError)
    }
  })
})
