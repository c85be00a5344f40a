import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'

/** An invitation service of a test's own, in development mode: one process with its files. */
export interface Service {
  /** Address for clients, also while it is down. */
  readonly url: string
  start(): Promise<void>
  /** Ends it without a warning, as a crash does. */
  crash(): Promise<void>
  /** Ends it and deletes its files. */
  remove(): Promise<void>
}

/** Makes a {@link Service}; it is not started. */
export async function createService(): Promise<Service> {
  const port = await findFreePort()
  const folder = await mkdtemp(join(tmpdir(), 'invitations-e2e-'))
  let child: ChildProcess | null = null

  async function crash() {
    const ended = child
    child = null
    if (!ended) return
    ended.kill('SIGKILL')
    await once(ended, 'exit')
  }

  return {
    url: `ws://localhost:${port}`,
    async start() {
      // straight from the sources, where there is no fresh build
      const script = process.env.E2E_BUILT ? 'dist/server/bin.js' : 'scripts/service.mjs'
      const args = [script, '--dev', '--port', String(port), '--log-level', 'error']
      const env = { ...process.env, INVITATIONS_DATA_DIR: folder }
      child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
      await expect
        .poll(() =>
          fetch(`http://127.0.0.1:${port}/readyz`).then(
            ({ ok }) => ok,
            () => false,
          ),
        )
        .toBe(true)
    },
    crash,
    async remove() {
      await crash()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
