// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { profile, room } from '../../test/support/records'
import type { RoomState } from './commands'
import { ConferenceInvitationError } from './errors'
import type { RoomChangeMessage } from './ports'
import { toRoomInfo, toUserInfo } from './records'
import { createRoomMirror } from './room-mirror'
import type { RoomSnapshot } from './types'

const user = (userId: string) => toUserInfo(room(), profile(userId))
const info = toRoomInfo(room())

const state = (revision: number, ...ids: string[]): RoomState => ({
  roomInfo: { ...info, roomMemberCount: ids.length },
  members: ids.map(user),
  revision,
})

const change = (
  revision: number,
  parts: Partial<RoomChangeMessage['payload']> = {},
): RoomChangeMessage['payload'] => ({
  roomId: 'weekly',
  revision,
  roomInfo: info,
  entered: [],
  left: [],
  ...parts,
})

function setUp(...answers: Array<RoomState | Error>) {
  const readRoom = vi.fn(async () => {
    const answer = answers.length > 1 ? answers.shift()! : answers[0]!
    if (answer instanceof Error) throw answer
    return answer
  })
  const shown: Array<string[] | null> = []
  const onChange = (snapshot: RoomSnapshot | null) =>
    void shown.push(snapshot && snapshot.members.map(({ userId }) => userId))
  return { mirror: createRoomMirror(readRoom, onChange), readRoom, shown }
}

async function inside(...answers: Array<RoomState | Error>) {
  const all = setUp(...answers)
  all.mirror.open('weekly')
  await all.mirror.refresh()
  return all
}

describe('createRoomMirror', () => {
  it('shows nothing before the first look, though its messages count already', async () => {
    const { mirror, shown } = setUp(state(7, 'ann'))
    mirror.open('weekly')
    expect([mirror.roomId, mirror.snapshot]).toEqual(['weekly', null])
    expect(await mirror.refresh()).toMatchObject({ roomId: 'weekly' })
    expect(shown).toEqual([['ann']])
  })

  it('applies changes in turn: people who come, who go, who have another role', async () => {
    const { mirror, readRoom, shown } = await inside(state(7, 'ann', 'ben'))
    mirror.apply(change(8, { entered: [user('cat')] }))
    mirror.apply(change(9, { left: ['ben'] }))
    mirror.apply(change(10, { entered: [{ ...user('cat'), userRole: 1 }] }))
    expect(shown.slice(1)).toEqual([
      ['ann', 'ben', 'cat'],
      ['ann', 'cat'],
      ['ann', 'cat'],
    ])
    expect(mirror.snapshot!.members[1]).toMatchObject({ userId: 'cat', userRole: 1 })
    expect(readRoom).toHaveBeenCalledTimes(1)
  })

  it('replaces its snapshots', async () => {
    const { mirror } = await inside(state(7, 'ann'))
    const before = mirror.snapshot
    mirror.apply(change(8, { entered: [user('ben')] }))
    expect(mirror.snapshot).not.toBe(before)
    expect(before!.members).toHaveLength(1)
  })

  it('drops what it has seen already', async () => {
    const { mirror, shown } = await inside(state(7, 'ann'))
    mirror.apply(change(7, { left: ['ann'] }))
    mirror.apply(change(3, { roomInfo: null }))
    expect(shown).toEqual([['ann']])
  })

  it('looks anew when a change is missing', async () => {
    const { mirror, readRoom, shown } = await inside(state(7, 'ann'), state(9, 'ann', 'cat'))
    mirror.apply(change(9, { entered: [user('cat')] }))
    await vi.waitFor(() => expect(shown.at(-1)).toEqual(['ann', 'cat']))
    expect(readRoom).toHaveBeenCalledTimes(2)
  })

  it('looks once more when a change overtook the answer', async () => {
    const { mirror, readRoom, shown } = setUp(state(7, 'ann'), state(8, 'ann', 'ben'))
    mirror.open('weekly')
    const looking = mirror.refresh()
    mirror.apply(change(8, { entered: [user('ben')] }))
    await looking
    expect(readRoom).toHaveBeenCalledTimes(2)
    expect(shown).toEqual([['ann', 'ben']])
  })

  it('keeps what it has when an answer is older', async () => {
    const { mirror, shown } = await inside(state(7, 'ann'))
    const looking = mirror.refresh()
    mirror.apply(change(8, { left: ['ann'] }))
    await Promise.race([looking, Promise.resolve()])
    expect(shown).toEqual([['ann'], []])
    mirror.close()
    await looking
  })

  it('ends with the room', async () => {
    const { mirror, shown } = await inside(state(7, 'ann'))
    mirror.apply(change(8, { roomInfo: null, left: ['ann'] }))
    expect([mirror.roomId, mirror.snapshot]).toEqual([null, null])
    expect(shown).toEqual([['ann'], null])
  })

  it('ends when a look finds no room', async () => {
    const gone = new ConferenceInvitationError(100_004, 'gone')
    const { mirror, shown } = await inside(state(7, 'ann'), gone)
    await expect(mirror.refresh()).rejects.toBe(gone)
    expect(shown).toEqual([['ann'], null])
  })

  it('stays as it is when a look fails for another reason', async () => {
    const { mirror, shown } = await inside(state(7, 'ann'), new Error('away'))
    await expect(mirror.refresh()).rejects.toThrow('away')
    expect(shown).toEqual([['ann']])
  })

  it('is silent about an answer for a room that it has turned away from', async () => {
    const { mirror, shown } = setUp(state(7, 'ann'))
    mirror.open('weekly')
    const looking = mirror.refresh()
    mirror.close()
    mirror.open('other')
    await looking
    expect(shown).toEqual([])
    expect(mirror.roomId).toBe('other')
  })

  it('has nothing to look at outside: -2101', async () => {
    const { mirror } = setUp(state(7, 'ann'))
    await expect(mirror.refresh()).rejects.toMatchObject({ code: -2101 })
  })

  it('takes a room that came back with smaller numbers', async () => {
    const { mirror, shown } = setUp(state(3, 'ann'))
    mirror.open('weekly')
    mirror.apply(change(9, { roomInfo: null }))
    await mirror.refresh()
    expect(shown).toEqual([['ann']])
  })

  it('tells nothing when it turns away from what it never showed, or turns to the same', () => {
    const { mirror, shown } = setUp(state(7, 'ann'))
    mirror.open('weekly')
    mirror.open('weekly')
    mirror.close()
    mirror.close()
    expect(shown).toEqual([])
  })
})
