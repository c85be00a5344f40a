// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Message, Slice, Step, Store } from '../../src/manager/ports'
import { toProfileRecord } from '../../src/manager/records'
import { createManualClock } from '../../src/testing/manual-clock'
import { room, ROOM } from '../../test/support/records'
import type { CommitBackend } from './commit-backend'
import { createServiceStore } from './create-service-store'
import { createOrderedBackend } from './ordered-backend'
import { createMemoryMap } from './ordered-map'

const scope = { roomId: ROOM, members: [], invitations: [], profiles: [], quota: null }

/** Opens a room, or renames it. */
function step(roomName: string): Step<string> {
  return {
    writes: [{ table: 'rooms', roomId: ROOM, value: room({ roomName }) }],
    messages: [],
    result: roomName,
  }
}

/** A store whose commits go through `interfere`, and another gateway's on the same engine. */
function setUp(
  interfere: (commit: CommitBackend['commit'], other: Store) => CommitBackend['commit'],
  onRead = () => {},
) {
  const clock = createManualClock()
  const backend = createOrderedBackend(createMemoryMap(), { clock, logLength: 10 })
  const other = createServiceStore(backend)
  const store = createServiceStore({
    ...backend,
    read(reading) {
      onRead()
      return backend.read(reading)
    },
    commit: interfere((changes) => backend.commit(changes), other),
  })
  return { other, store }
}

describe('transact', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('shows the step anew what another gateway was faster to change', async () => {
    let isFirst = true
    const { store } = setUp((commit, other) => async (changes) => {
      if (isFirst) await other.transact(scope, () => step('theirs'))
      isFirst = false
      return commit(changes)
    })
    const seen: Array<string | undefined> = []
    const transacting = store.transact(scope, (slice) => {
      seen.push(slice.room?.roomName)
      return step('ours')
    })
    await vi.runAllTimersAsync()
    expect(await transacting).toBe('ours')
    expect(seen).toEqual([undefined, 'theirs'])
    expect((await store.getRoom(ROOM))?.roomName).toBe('ours')
  })

  it('knows its own commit again when only the answer was lost', async () => {
    const { store } = setUp((commit) => async (changes) => {
      await commit(changes)
      // the line broke, the commit was sent again, and now the room is not as expected
      return commit(changes)
    })
    const steps = vi.fn(() => step('ours'))
    const transacting = store.transact(scope, steps)
    await vi.runAllTimersAsync()
    expect(await transacting).toBe('ours')
    expect(steps).toHaveBeenCalledTimes(1)
  })

  it('gives up when others are faster again and again', async () => {
    const { store } = setUp(() => async () => false)
    const transacting = store.transact(scope, () => step('ours'))
    const outcome = expect(transacting).rejects.toThrow('others were faster')
    await vi.runAllTimersAsync()
    await outcome
  })

  it('writes nothing for a step that wants nothing', async () => {
    const commit = vi.fn(async () => true)
    const { store } = setUp(() => commit)
    const nothing = { writes: [], messages: [], result: 'seen' }
    expect(await store.transact(scope, () => nothing)).toBe('seen')
    expect(commit).not.toHaveBeenCalled()
  })

  it('does not take a room that was made again for the old one', async () => {
    let isFirst = true
    const { store, other } = setUp((commit, gateway) => async (changes) => {
      if (isFirst) {
        const ended = { table: 'rooms', roomId: ROOM, value: null } as const
        await gateway.transact(scope, () => ({ writes: [ended], messages: [], result: null }))
        await gateway.transact(scope, () => step('first'))
      }
      isFirst = false
      return commit(changes)
    })
    await other.transact(scope, () => step('first'))
    const steps = vi.fn(() => step('ours'))
    const transacting = store.transact(scope, steps)
    await vi.runAllTimersAsync()
    await transacting
    expect(steps).toHaveBeenCalledTimes(2)
  })

  describe('on what is known already', () => {
    /** A gateway that knows the room, and another one. */
    async function setUpKnown() {
      const read = vi.fn()
      const { store, other } = setUp((commit) => commit, read)
      await store.transact(scope, () => step('first'))
      read.mockClear()
      return { store, other, read }
    }

    it('commits without a reading', async () => {
      const { store, read } = await setUpKnown()
      const seen: Array<string | undefined> = []
      await store.transact(scope, (slice) => {
        seen.push(slice.room?.roomName)
        return step('ours')
      })
      expect(seen).toEqual(['first'])
      expect(read).not.toHaveBeenCalled()
      expect((await store.getRoom(ROOM))?.roomName).toBe('ours')
    })

    it('shows the step anew what another gateway has changed since', async () => {
      const { store, other, read } = await setUpKnown()
      await other.transact(scope, () => step('theirs'))
      const seen: Array<string | undefined> = []
      const wanted = await store.transact(scope, (slice) => {
        seen.push(slice.room?.roomName)
        return step('ours')
      })
      expect(wanted).toBe('ours')
      expect(seen).toEqual(['first', 'theirs'])
      expect(read).toHaveBeenCalledTimes(1)
    })

    it('tells nothing that is out of date', async () => {
      const { store, other } = await setUpKnown()
      await other.transact(scope, () => step('theirs'))
      const name = await store.transact(scope, ({ room: now }) => ({
        writes: [],
        messages: [],
        result: now?.roomName,
      }))
      expect(name).toBe('theirs')
    })

    it('takes a name from nobody who has changed it since', async () => {
      const { store, other } = await setUpKnown()
      const withProfile = { ...scope, profiles: ['ben'] }
      const rename = ({ profiles }: Slice) => step(profiles.get('ben')?.userName ?? 'nobody')
      expect(await store.transact(withProfile, rename)).toBe('nobody')
      await other.putProfile(toProfileRecord({ userId: 'ben', userName: 'Ben' }))
      expect(await store.transact(withProfile, rename)).toBe('Ben')
    })

    it('reads the room again once another gateway was heard to change it', async () => {
      const { store, other, read } = await setUpKnown()
      const message: Message = {
        to: { kind: 'room', roomId: ROOM },
        name: 'roomChanged',
        payload: { roomId: ROOM, revision: 2, roomInfo: null, entered: [], left: [] },
      }
      await other.transact(scope, () => ({ ...step('theirs'), messages: [message] }))
      const steps = vi.fn(() => step('ours'))
      await store.transact(scope, steps)
      expect(steps).toHaveBeenCalledTimes(1)
      expect(read).toHaveBeenCalledTimes(1)
    })
  })
})
