import { fork } from 'node:child_process'
import { once } from 'node:events'
import { SignJWT } from 'jose'
import { at } from '../../scripts/lib/paths.mjs'

export const SECRET = 'a secret of the benchmarks, for nobody else'

/**
 * @typedef {object} Service a service in a process of its own
 * @property {string} url
 * @property {() => Promise<number>} readCpuMs processor time since its start, in milliseconds
 * @property {() => Promise<number>} readBytes memory, after its garbage was collected
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a script of `bench/service`.
 * @param {'echo' | 'gateway'} name
 * @param {string[]} [args]
 * @returns {Promise<Service>}
 */
export async function startService(name, args = []) {
  const child = fork(at('bench/service', `${name}.mjs`), args, { execArgv: ['--expose-gc'] })
  const ended = once(child, 'exit')
  const [{ url }] = await Promise.race([
    once(child, 'message'),
    ended.then(() => Promise.reject(new Error(`${name} ended before it was ready`))),
  ])

  /** @param {'cpu' | 'memory'} question @returns {Promise<number>} */
  async function ask(question) {
    child.send(question)
    const [answer] = await once(child, 'message')
    return answer
  }

  return {
    url,
    readCpuMs: () => ask('cpu'),
    readBytes: () => ask('memory'),
    async stop() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Signs a token as an app's login would. @param {string} userId */
export function tokenOf(userId) {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(userId)
    .setAudience('conference-invitations')
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(new TextEncoder().encode(SECRET))
}
