import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDatabase, type Database } from '../../src/engines/embedded/database'
import { createFeed, type Feed } from '../../src/engines/embedded/feed'
import { createIdbStore, type Hint } from '../../src/engines/embedded/idb-store'
import { createExecutor } from '../../src/manager/executor'
import { createMemoryStore } from '../../src/manager/memory-store'
import type { Message, Store } from '../../src/manager/ports'
import { toProfileRecord } from '../../src/manager/records'
import { createBench, PEOPLE, randomSteps, ROOMS } from '../support/random-commands'

let opened: Opened[] = []

interface Opened {
  database: Database
  feed: Feed
  store: Store
  messages: Message[]
  gaps: number
}

async function open(name: string = crypto.randomUUID()): Promise<Opened> {
  const database = createDatabase(name, {
    prepare: (transaction) => feed.begin(transaction),
    onOpen() {},
    onLost() {},
    onRefused() {},
  })
  const result: Opened = { messages: [], gaps: 0 } as never
  const feed = createFeed(database, {
    deliver: (messages) => result.messages.push(...messages),
    onGap: () => result.gaps++,
  })
  await database.open()
  Object.assign(result, { database, feed, store: createIdbStore(database, feed.wake) })
  opened.push(result)
  return result
}

beforeEach(() => {
  opened = []
})
afterEach(async () => {
  for (const { database, feed } of opened) {
    feed.stop()
    await database.close()
  }
})

/** Waits until all that was asked of the database before has been answered. */
const answered = ({ database }: Opened) =>
  database.write(async (transaction) => void (await transaction.objectStore('log').count()))

/** Messages by the row or room that they are about: between those there is no order to keep. */
function byRow(messages: readonly Message[]): Record<string, unknown[]> {
  const rows: Record<string, unknown[]> = {}
  for (const message of messages) {
    const { payload } = message
    const roomId = 'roomId' in payload ? payload.roomId : payload.roomInfo.roomId
    const userId = 'invitation' in payload ? payload.invitation.invitee.userId : ''
    const key = `${roomId} ${userId}`
    ;(rows[key] ??= []).push(message)
  }
  return rows
}

async function contentsOf(store: Store) {
  const rooms = ROOMS.map(async (roomId) => ({
    room: await store.getRoom(roomId),
    members: (await store.listMembers(roomId)).sort((a, b) =>
      a.user.userId < b.user.userId ? -1 : 1,
    ),
    invitations: await store.listInvitations(roomId, null, 100),
  }))
  const pending = PEOPLE.map(async (userId) =>
    (await store.listPending(userId)).map(({ record }) => record.roomId).sort(),
  )
  return {
    rooms: await Promise.all(rooms),
    pending: await Promise.all(pending),
    nextDue: await store.nextDue(),
  }
}

describe('the store of the embedded engine', () => {
  it('does what the store in memory does, whatever people do', async () => {
    await fc.assert(
      fc.asyncProperty(randomSteps, async (steps) => {
        const shared = await open()
        const messages: Message[] = []
        const memory = createBench(() => createMemoryStore((sent) => void messages.push(...sent)))
        const embedded = createBench(() => shared.store)
        for (const step of steps) {
          expect(await embedded.run(step)).toEqual(await memory.run(step))
        }
        await answered(shared)
        await answered(shared)
        expect(byRow(shared.messages)).toEqual(byRow(messages))
        expect(await contentsOf(shared.store)).toEqual(await contentsOf(memory.store))
        await shared.database.close()
      }),
      { numRuns: 12 },
    )
  })

  it('tells the others of messages, of moves, and of times only where they change', async () => {
    const { database } = await open()
    const hints: Hint[] = []
    const store = createIdbStore(database, (hint) => hints.push(hint))
    const executor = createExecutor({
      store,
      clock: { now: () => 1_000, setTimer: () => () => {} },
    })
    const by = (userId: string) => ({ user: toProfileRecord({ userId }), deviceId: userId })
    await executor.execute(by('ann'), 'createRoom', {
      ...{ roomId: 'weekly', roomName: 'Weekly', inviterRole: 2 },
    })
    await executor.execute(by('ann'), 'enterRoom', { roomId: 'weekly' })
    hints.length = 0
    await executor.execute(by('ben'), 'enterRoom', { roomId: 'weekly' })
    expect(hints.splice(0)).toEqual([{ hasMessages: true, hasMoves: true, hasDeadlines: false }])
    const call = { roomId: 'weekly', userIdList: ['cat'], timeout: 30, extensionInfo: '' }
    await executor.execute(by('ann'), 'inviteUsers', call)
    expect(hints.splice(0)).toEqual([{ hasMessages: true, hasMoves: false, hasDeadlines: true }])
    // it only counts against the caller's quota
    await executor.execute(by('ann'), 'inviteUsers', call)
    expect(hints).toEqual([])
  })

  it('pages over rows that are only remembered', async () => {
    const { store } = await open()
    const bench = createBench(() => store)
    const owner = {
      user: { userId: 'ann', userName: '', nameCard: '', avatarUrl: '' },
      deviceId: 'a',
    }
    const run = (name: never, input: object) =>
      bench.run({ waitMs: 1_000, actor: owner, name, input })
    const ids = Array.from({ length: 30 }, (_, index) => `p-${String(index).padStart(2, '0')}`)
    await run('createRoom' as never, { roomId: 'one', roomName: '', inviterRole: 2 })
    await run('enterRoom' as never, { roomId: 'one' })
    await run('inviteUsers' as never, {
      roomId: 'one',
      userIdList: ids,
      timeout: 0,
      extensionInfo: '',
    })
    const gone = ids.filter((_, index) => index % 10 !== 0)
    await run('cancelInvitation' as never, { roomId: 'one', userIdList: gone, seen: {} })
    const first = await store.listInvitations('one', null, 2)
    expect(first.map(({ invitee }) => invitee.userId)).toEqual(['p-00', 'p-10'])
    const { addedAt, place, invitee } = first[1]!
    const rest = await store.listInvitations('one', [addedAt, place, invitee.userId], 2)
    expect(rest.map((record) => record.invitee.userId)).toEqual(['p-20'])
  })
})

describe('the log', () => {
  const add = ({ database }: Opened, count: number) =>
    database.write(async (transaction) => {
      const log = transaction.objectStore('log')
      await Promise.all(Array.from({ length: count }, () => log.add([{ mark: count } as never])))
    })

  it('is read in order, in as many bites as it takes', async () => {
    const reader = await open()
    await add(reader, 250)
    reader.feed.wake()
    await expect.poll(() => reader.messages.length).toBe(250)
    expect(reader.gaps).toBe(0)
  })

  it('keeps the last 1,000 commits or a few more', async () => {
    const reader = await open()
    await add(reader, 990)
    reader.feed.wake()
    await expect.poll(() => reader.messages.length).toBe(990)
    await add(reader, 300)
    reader.feed.wake()
    await expect.poll(() => reader.messages.length).toBe(1_290)
    const count = () =>
      reader.database.read(['log'], (transaction) => transaction.objectStore('log').count())
    await expect.poll(count).toBe(1_000)
  })

  it('tells a reader that has missed too much so, and goes on from there', async () => {
    const name = crypto.randomUUID()
    const [writer, reader] = [await open(name), await open(name)]
    await add(writer, 1_200)
    writer.feed.wake()
    await expect.poll(() => writer.messages.length).toBe(1_200)
    await answered(writer)
    reader.feed.wake()
    await expect.poll(() => reader.gaps).toBe(1)
    expect(reader.messages).toEqual([])
    await add(writer, 2)
    reader.feed.wake()
    await expect.poll(() => reader.messages.length).toBe(2)
    expect(reader.gaps).toBe(1)
  })

  it('has no number for a commit that failed', async () => {
    const reader = await open()
    await add(reader, 1)
    await reader.database
      .write(async (transaction) => {
        await transaction.objectStore('log').add([])
        throw new Error('given up')
      })
      .catch(() => {})
    await add(reader, 1)
    reader.feed.wake()
    await expect.poll(() => reader.messages.length).toBe(2)
    expect(reader.gaps).toBe(0)
  })
})
