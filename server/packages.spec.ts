import { describe, expect, it } from 'vitest'
import { loadPackage } from './packages'

function notFound(message: string) {
  return Object.assign(new Error(message), { code: 'ERR_MODULE_NOT_FOUND' })
}

describe('loadPackage', () => {
  it('gives back what was loaded', async () => {
    expect(await loadPackage(async () => ({ answer: 42 }))).toEqual({ answer: 42 })
  })

  it('says in one line what to install', async () => {
    const load = () => Promise.reject(notFound("Cannot find package 'ws' imported from /app/x.js"))
    await expect(loadPackage(load)).rejects.toThrow(
      /^the invitation service needs the package "ws": npm install ws$/,
    )
  })

  it('leaves other failures alone', async () => {
    const broken = notFound("Cannot find module '/app/dist/gateway.js' imported from /app/x.js")
    await expect(loadPackage(() => Promise.reject(broken))).rejects.toBe(broken)
    const other = new Error('out of memory')
    await expect(loadPackage(() => Promise.reject(other))).rejects.toBe(other)
  })
})
