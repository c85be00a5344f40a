import { shallowRef } from 'vue'
import { describe, expect, it, vi } from 'vitest'
import { deferred } from '../stores/testing/fake-manager'
import { mountContext } from '../stores/testing/mount-context'
import { settle } from '../testing/settle'
import { useLazyPart } from './useLazyPart'

async function setUp(load: () => Promise<string>, wanted = false) {
  const isWanted = shallowRef(wanted)
  const failures: unknown[] = []
  const spy = vi.fn(load)
  const mounted = await mountContext({}, () =>
    useLazyPart({
      load: spy,
      isNeeded: () => isWanted.value,
      onError: (error) => failures.push(error),
    }),
  )
  return { ...mounted, part: mounted.result, isWanted, failures, load: spy }
}

describe('a part that most pages seldom show', () => {
  it('is loaded soon after the page is there, once', async () => {
    const { clock, isWanted, load, part, unmount } = await setUp(async () => 'dialog')
    expect(load).not.toHaveBeenCalled()
    expect(part.value).toBe(null)
    await clock.advance(2_000)
    expect(part.value).toBe('dialog')
    isWanted.value = true
    await settle()
    expect(load).toHaveBeenCalledTimes(1)
    unmount()
  })

  it.each([true, false])('is loaded at once where it is needed, from the start: %s', async (is) => {
    const { clock, isWanted, load, part, unmount } = await setUp(async () => 'dialog', is)
    isWanted.value = true
    await settle()
    expect(part.value).toBe('dialog')
    await clock.advance(2_000)
    expect(load).toHaveBeenCalledTimes(1)
    unmount()
  })

  it('is loaded again after a failure when it is needed again', async () => {
    const error = new Error('The part cannot be fetched.')
    let isOffline = true
    const { failures, isWanted, part, unmount } = await setUp(async () => {
      if (isOffline) throw error
      return 'dialog'
    }, true)
    expect(failures).toEqual([error])
    expect(part.value).toBe(null)
    isOffline = false
    isWanted.value = false
    await settle()
    isWanted.value = true
    await settle()
    expect(part.value).toBe('dialog')
    unmount()
  })

  it('fails in silence while nobody waits, and is loaded when it is needed', async () => {
    let isOffline = true
    const { clock, failures, isWanted, load, part, unmount } = await setUp(async () => {
      if (isOffline) throw new Error('The part cannot be fetched.')
      return 'dialog'
    })
    await clock.advance(2_000)
    expect(load).toHaveBeenCalledTimes(1)
    expect(failures).toEqual([])
    isOffline = false
    isWanted.value = true
    await settle()
    expect(part.value).toBe('dialog')
    unmount()
  })

  it('is nobody’s business any more after the unmount', async () => {
    const arriving = deferred<string>()
    const { clock, failures, part, unmount } = await setUp(() => arriving.promise, true)
    unmount()
    arriving.reject(new Error('The part cannot be fetched.'))
    await settle()
    expect(failures).toEqual([])
    expect(part.value).toBe(null)
    expect(clock.timerCount).toBe(0)
  })
})
