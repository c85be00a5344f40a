import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RoomEngine } from '../../manager/types'
import { connectAnn } from './testing/connect-ann'
import { createFakeService, type FakeService } from './testing/fake-service'
import { CloseCode } from './wire'

let service: FakeService
let ann: RoomEngine

beforeEach(async () => {
  service = createFakeService()
  vi.spyOn(Math, 'random').mockReturnValue(1)
  ann = await connectAnn(service)
})
afterEach(async () => {
  await ann.close()
  vi.restoreAllMocks()
})

const pings = () => service.line().sent.filter(({ t }) => t === 'ping').length

/** What a page tells when it may have slept or changed its network. */
const wakes = {
  online: () => window.dispatchEvent(new Event('online')),
  'being looked at': () => document.dispatchEvent(new Event('visibilitychange')),
  'being thawed': () => document.dispatchEvent(new Event('resume')),
  'coming back from the cache': () =>
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true })),
}

describe.each(Object.entries(wakes))('a page %s', (_name, wake) => {
  it('looks whether the line is there, with little patience', async () => {
    wake()
    expect(pings()).toBe(1)
    await service.clock.advance(3_000)
    expect(ann.status).toBe('connecting')
  })

  it('does not wait with the next attempt', async () => {
    service.line().hangUp(1006)
    wake()
    wake()
    await service.settle()
    expect(service.lines).toHaveLength(2)
  })

  it('is nothing to an engine that is closed', async () => {
    await ann.close()
    wake()
    await service.settle()
    expect([service.lines.length, pings()]).toEqual([1, 0])
  })
})

it('looks at nothing while nobody looks at the page', () => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  wakes['being looked at']()
  expect(pings()).toBe(0)
})

it('says goodbye when the page is left, and connects anew when it comes back', async () => {
  window.dispatchEvent(new Event('pagehide'))
  expect(service.line().sent.at(-1)).toEqual({ t: 'bye' })
  service.line().hangUp(CloseCode.GOING_AWAY)
  wakes['coming back from the cache']()
  await service.settle()
  expect(service.lines).toHaveLength(2)
})
