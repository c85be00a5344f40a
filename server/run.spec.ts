import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runService } from './run'
import { connect, helloOf } from './testing/test-client'

async function setUp() {
  const directory = await mkdtemp(join(tmpdir(), 'invitations-'))
  const printed: string[] = []
  const log: string[] = []
  const run = (...argv: string[]) =>
    runService({
      argv,
      env: { INVITATIONS_DATA_DIR: directory, INVITATIONS_LOG_LEVEL: 'debug' },
      print: (line) => printed.push(line),
      logTo: { write: (line) => log.push(line) },
    })
  onTestFinished(() => rm(directory, { recursive: true }))
  return { run, printed, log }
}

describe('runService', () => {
  it('runs in development mode, where people of this machine get tokens', async () => {
    const { run, printed, log } = await setUp()
    const service = await run('--dev', '--port', '0', '--limits', '{"drainMs":0}')
    onTestFinished(() => service?.close())
    expect(printed[0]).toBe(`Invitation service: ${service?.url}`)
    const http = service!.url.replace('ws:', 'http:')
    const ask = (headers: Record<string, string>) =>
      fetch(`${http}/dev/token`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ userId: 'ann', userName: 'Ann' }),
      })
    expect((await ask({ origin: 'https://evil.example.com' })).status).toBe(403)
    const answer = await ask({ origin: 'http://localhost:5173' })
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:5173')
    const { token } = (await answer.json()) as { token: string }

    const client = await connect(`${service!.url}/?token=${token}`)
    client.send(helloOf(token))
    expect((await client.next('welcome')).user).toMatchObject({ userId: 'ann', userName: 'Ann' })
    const room = { roomId: 'room', roomName: '', inviterRole: 2 }
    await client.call('createRoom', room)
    await client.call('enterRoom', { roomId: 'room' })
    const secretText = 'meet me behind the library'
    const invite = { roomId: 'room', userIdList: ['ben'], timeout: 0, extensionInfo: secretText }
    await client.call('inviteUsers', invite)
    await client.close()
    await service!.close()
    expect(log.length).toBeGreaterThan(0)
    for (const secret of [token, secretText]) expect(log.join('')).not.toContain(secret)
  })

  it('prints the help', async () => {
    const { run, printed } = await setUp()
    expect(await run('--help')).toBeNull()
    expect(printed[0]).toContain('INVITATIONS_JWKS_URL')
  })

  it('gives its folder back when it cannot listen', async () => {
    const { run } = await setUp()
    const first = await run('--dev', '--port', '0')
    const other = await setUp()
    const port = new URL(first!.url).port
    await expect(other.run('--dev', '--port', port)).rejects.toThrow('EADDRINUSE')
    await first!.close()
    const second = await other.run('--dev', '--port', '0')
    await second!.close()
  })
})
