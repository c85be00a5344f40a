// @vitest-environment node
import { EventEmitter } from 'node:events'
import type { Redis } from 'ioredis'
import { afterEach, describe, expect, it } from 'vitest'
import type { RawEntry } from './commit-backend'
import { followBus, type BusPosition } from './redis-bus'

type Answer = [id: number, text: string][] | null | Error

/** A line whose answers come when a test says so. */
class FakeLine extends EventEmitter {
  asked: string[] = []
  #answer: ((answer: Answer) => void) | null = null

  xread(...args: unknown[]) {
    this.asked.push(String(args.at(-1)))
    return new Promise((resolve, reject) => {
      this.#answer = (answer) => {
        if (answer instanceof Error) reject(answer)
        else resolve(answer && [['bus', answer.map(toReply)]])
      }
    })
  }

  /** Answers the next reading, as soon as it is asked for. */
  async answer(answer: Answer) {
    await expect.poll(() => this.#answer).not.toBeNull()
    this.#answer!(answer)
    this.#answer = null
  }
}

const toReply = ([id, text]: [number, string]) => [
  `${id}-0`,
  ['mark', 'm', 'entry', 'user:ben', 'entry', String(id * 10), 'entry', text],
]

describe('followBus', () => {
  const stops: Array<() => void> = []
  afterEach(() => {
    for (const stop of stops.splice(0)) stop()
  })

  async function follow(position: BusPosition) {
    const line = new FakeLine()
    const heard: Array<RawEntry | 'gap'> = []
    const engine = { ...position }
    const listener = {
      onEntries: (entries: readonly RawEntry[]) => void heard.push(...entries),
      onGap: () => void heard.push('gap'),
    }
    const findPosition = async () => ({ ...engine })
    stops.push(await followBus(line as unknown as Redis, 'bus', findPosition, listener))
    return { engine, heard, line }
  }

  const entry = (id: number, text: string) => ({ log: 'user:ben', seq: id * 10, text, mark: 'm' })

  it('reads on from where it is', async () => {
    const { heard, line } = await follow({ run: 'a', last: 4 })
    await line.answer([
      [5, 'five'],
      [6, 'six'],
    ])
    await line.answer(null)
    await line.answer([[7, 'seven']])
    await expect.poll(() => line.asked).toEqual(['4-0', '6-0', '6-0', '7-0'])
    expect(heard).toEqual([entry(5, 'five'), entry(6, 'six'), entry(7, 'seven')])
  })

  it('tells of a gap where the bus was cut behind it, and goes on', async () => {
    const { heard, line } = await follow({ run: 'a', last: 4 })
    await line.answer([[9, 'nine']])
    await expect.poll(() => heard).toEqual(['gap', entry(9, 'nine')])
    await line.answer([[10, 'ten']])
    await expect.poll(() => heard.at(-1)).toEqual(entry(10, 'ten'))
    expect(heard).toHaveLength(3)
  })

  it('takes the same place up again on a new line', async () => {
    const { engine, heard, line } = await follow({ run: 'a', last: 4 })
    engine.last = 8
    line.emit('ready')
    await line.answer(new Error('Connection is closed.'))
    await line.answer([[5, 'five']])
    await expect.poll(() => heard).toEqual([entry(5, 'five')])
    expect(line.asked.slice(0, 2)).toEqual(['4-0', '4-0'])
  })

  it('tells of a gap when the engine was started anew, and goes on from its end', async () => {
    const { engine, heard, line } = await follow({ run: 'a', last: 4 })
    Object.assign(engine, { run: 'b', last: 100 })
    line.emit('ready')
    await line.answer(new Error('Connection is closed.'))
    await line.answer([[101, 'new']])
    await expect.poll(() => heard).toEqual(['gap', entry(101, 'new')])
    expect(line.asked.slice(0, 2)).toEqual(['4-0', '100-0'])
  })

  it('stops', async () => {
    const { heard, line } = await follow({ run: 'a', last: 4 })
    await expect.poll(() => line.asked).toHaveLength(1)
    for (const stop of stops.splice(0)) stop()
    await line.answer([[5, 'five']])
    await Promise.resolve()
    expect(heard).toEqual([])
    expect(line.listenerCount('ready')).toBe(0)
  })
})
