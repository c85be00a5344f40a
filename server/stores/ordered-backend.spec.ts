// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../src/testing/manual-clock'
import { createOrderedBackend } from './ordered-backend'
import { createMemoryMap, type OrderedMap } from './ordered-map'

function setUp(map: OrderedMap = createMemoryMap()) {
  const clock = createManualClock()
  const backend = createOrderedBackend(map, { clock, logLength: 10 })
  const keys = async () => {
    const found = await map.snapshot().list('', '\uffff')
    return found.map(([key]) => key)
  }
  const put = (key: string, value: string | null, ttlMs = 60_000) =>
    backend.commit({ values: [{ key, value, ttlMs }] })
  const value = async (key: string) => (await backend.read({ values: [key] })).values[0]
  return { backend, clock, keys, map, put, value }
}

describe('createOrderedBackend', () => {
  it('forgets a value when its time is over', async () => {
    const { backend, clock, put, value } = setUp()
    await put('a', 'x', 1_000)
    clock.set(clock.now() + 999)
    expect(await value('a')).toBe('x')
    clock.set(clock.now() + 1)
    expect(await value('a')).toBeNull()
    expect(await backend.commit({ expect: [['a', null]] })).toBe(true)
  })

  it('deletes what nobody may see any more, and nothing else', async () => {
    const { backend, clock, keys, put } = setUp()
    const fill = (name: string, ttlMs: number) =>
      backend.commit({
        tables: [{ table: name, fields: new Map([['f', 'x']]), ttlMs }],
        sets: [{ set: name, members: new Map([['m', true]]), ttlMs }],
        schedules: [{ schedule: name, members: new Map([['m', 5]]), ttlMs }],
      })
    await put('short', 'x', 1_000)
    await fill('short', 1_000)
    await put('long', 'x', 5_000)
    await fill('long', 5_000)
    await backend.commit({ append: [{ log: 'user:ben', text: 'x' }] })
    clock.set(clock.now() + 1_000)
    await backend.purge()
    const left = await keys()
    expect(left.filter((key) => key.includes('short'))).toEqual([])
    expect(left.filter((key) => key.includes('long')).length).toBeGreaterThanOrEqual(5)
    expect(left.filter((key) => key.includes('user:ben'))).toHaveLength(3)
    clock.set(clock.now() + 30 * 86_400_000)
    await backend.purge()
    expect(await keys()).toEqual([])
  })

  it('keeps all that is in one place as long as its last change', async () => {
    const { backend, clock } = setUp()
    const put = (field: string) =>
      backend.commit({ tables: [{ table: 't', fields: new Map([[field, 'x']]), ttlMs: 1_000 }] })
    await put('a')
    clock.set(clock.now() + 900)
    await put('b')
    clock.set(clock.now() + 900)
    await backend.purge()
    const view = await backend.read({ tables: [{ table: 't', fields: 'all' }] })
    expect([...view.tables[0]!.keys()]).toEqual(['a', 'b'])
  })

  it('shows commits that are written together to one another', async () => {
    const { backend, map } = setUp()
    const writes: number[] = []
    const { write } = map
    map.write = (changes) => {
      writes.push(changes.size)
      return write(changes)
    }
    const next = (from: string | null, to: string) =>
      backend.commit({ expect: [['a', from]], values: [{ key: 'a', value: to, ttlMs: 1_000 }] })
    const done = await Promise.all([
      next(null, '1'),
      next(null, '2'),
      next('2', '3'),
      next('3', '4'),
      next('3', '5'),
    ])
    expect(done).toEqual([true, false, false, false, false])
    const more = await Promise.all([next('1', '2'), next('2', '3'), next('2', '4')])
    expect(more).toEqual([true, true, false])
    // The first of each went alone, those that came meanwhile together.
    expect(writes.length).toBeLessThan(4)
  })

  it('fails those whose write fails, and nobody else', async () => {
    const { backend, map, put, value } = setUp()
    const heard: unknown[] = []
    backend.onEntries((entries) => heard.push(...entries))
    const { write } = map
    map.write = () => Promise.reject(new Error('disk full'))
    const failing = backend.commit({
      values: [{ key: 'a', value: 'x', ttlMs: 1_000 }],
      append: [{ log: 'user:ben', text: 'x' }],
    })
    await expect(failing).rejects.toThrow('disk full')
    map.write = write
    expect(await value('a')).toBeNull()
    expect(await put('a', 'y')).toBe(true)
    expect(await value('a')).toBe('y')
    expect(heard).toEqual([])
  })

  it('rejects what comes after it was closed, and finishes what came before', async () => {
    const map = createMemoryMap()
    const { backend, put } = setUp(map)
    map.close = async () => {
      map.snapshot = () => {
        throw new Error('not open')
      }
    }
    const before = [put('a', 'x'), put('b', 'x')]
    await backend.close()
    expect(await Promise.all(before)).toEqual([true, true])
    await expect(put('c', 'x')).rejects.toThrow('not open')
    await expect(put('c', 'x')).rejects.toThrow('not open')
  })

  it('begins a log above its old numbers when it was forgotten', async () => {
    const { backend, clock } = setUp()
    const append = () => backend.commit({ append: [{ log: 'user:ben', text: 'x' }] })
    for (let count = 0; count < 20; count++) await append()
    const { last, entries } = await backend.readLog('user:ben', 0, 100)
    expect(entries.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 10 }, (_, index) => last - 9 + index),
    )
    clock.set(clock.now() + 8 * 86_400_000)
    await backend.purge()
    await append()
    expect((await backend.readLog('user:ben', 0, 100)).last).toBeGreaterThan(last)
  })
})
