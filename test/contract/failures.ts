import { describe, expect, it } from 'vitest'
import type { GetScene } from './contract'
import type { Device } from './device'
import type { Traits } from './harness'
import { expectCode, ROOM, SECOND, to, type Scene } from './scene'

/** Every function that takes a room id, called with this one. */
const WITH_ROOM: Record<string, (device: Device, roomId: string) => Promise<unknown>> = {
  inviteUsers: (device, roomId) => device.inviteUsers({ roomId, userIdList: ['ben'] }),
  cancelInvitation: (device, roomId) => device.cancelInvitation({ roomId, userIdList: ['ben'] }),
  accept: (device, roomId) => device.accept({ roomId }),
  reject: (device, roomId) => device.reject({ roomId }),
  getInvitationList: (device, roomId) => device.getInvitationList({ roomId }),
  createRoom: (device, roomId) => device.createRoom({ roomId }),
  enterRoom: (device, roomId) => device.enterRoom({ roomId }),
}

const BAD_IDS = {
  empty: '',
  '65 bytes': 'x'.repeat(65),
  slash: 'a/b',
  backslash: 'a\\b',
  quote: "a'b",
  'double quote': 'a"b',
  asterisk: 'a*b',
  backtick: 'a`b',
  'line end': 'a\n',
  umlaut: 'ä',
  Chinese: '会议',
}

const BAD_USER_LISTS: Record<string, unknown> = {
  'no list': undefined,
  null: null,
  'a text': 'ben',
  'an empty list': [],
  'an empty id': ['ben', ''],
  'a number': [7],
  'null inside': [null],
  'an id of 65 bytes': ['x'.repeat(65)],
  'an id of 66 bytes in 22 characters': ['会'.repeat(22)],
  'a control character': ['a\u0007b'],
  'a line end': ['ben\n'],
  'an upper control character': ['a\u0085b'],
  '1,001 ids': Array.from({ length: 1_001 }, (_, index) => `id-${index}`),
}

/** Runs the same bad call for each value, with a wait whenever the budget of calls is used up. */
async function each<Value>(
  scene: Scene,
  values: Record<string, Value>,
  run: (value: Value, hint: string) => Promise<unknown>,
) {
  let calls = 0
  for (const [hint, value] of Object.entries(values)) {
    if (calls++ % 10 === 0) await scene.advance(5 * SECOND)
    await run(value, hint)
  }
}

/** Section 3: each code, at its boundaries. */
export function describeFailures(getScene: GetScene, traits: Traits) {
  describeTypes(getScene)
  describeRanges(getScene)
  describeQuota(getScene)
  describeStanding(getScene, traits)
}

function describeTypes(getScene: GetScene) {
  it('anything not foreseen, wrong types: -1; no options at all', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    for (const method of [
      'inviteUsers',
      'cancelInvitation',
      'accept',
      'reject',
      'getInvitationList',
      'createRoom',
      'enterRoom',
      'changeUserRole',
    ] as const) {
      for (const options of [undefined, null, 'weekly']) {
        await expectCode(ann.callWrongly(method, options), -1, `${method}(${options})`)
      }
    }
    expect((await ann.look()).roomInfo?.roomId).toBe(ROOM)
  })

  it('anything not foreseen, wrong types: -1; a roomId that is no text', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    for (const [method, call] of Object.entries(WITH_ROOM)) {
      for (const roomId of [undefined, null, 7, {}]) {
        await expectCode(call(ann, roomId as never), -1, `${method} of ${typeof roomId}`)
      }
    }
  })

  it('anything not foreseen, wrong types: -1; a reason or a role that is none', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const ben = await scene.join('ben')
    await ann.inviteUsers(to('ben'))
    for (const reason of [2, -1, '0', null]) {
      await expectCode(ben.callWrongly('reject', { roomId: ROOM, reason }), -1, String(reason))
    }
    for (const userRole of [3, -1, '1', null]) {
      const options = { userId: 'ann', userRole }
      await expectCode(ann.callWrongly('changeUserRole', options), -1, String(userRole))
    }
    expect(await ben.getPendingInvitations()).toHaveLength(1)
  })
}

function describeRanges(getScene: GetScene) {
  it('bad or empty userIdList: -1001, and nothing is changed', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    await scene.forget(ann)
    await each(scene, BAD_USER_LISTS, async (userIdList, hint) => {
      await expectCode(ann.callWrongly('inviteUsers', { roomId: ROOM, userIdList }), -1001, hint)
      const cancel = ann.callWrongly('cancelInvitation', { roomId: ROOM, userIdList })
      await expectCode(cancel, -1001, hint)
    })
    expect(await scene.names(ann)).toEqual([])
    expect(await scene.list(ann)).toEqual([])
  })

  it('userIdList: ids of 64 bytes, with spaces, letters of any script and marks', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const ids = [
      'x'.repeat(64),
      'ä'.repeat(32),
      ' ',
      'Bén O’Neil',
      '会议',
      '🙂',
      '__proto__',
      'a.b',
    ]
    const codes = await ann.inviteUsers(to(...ids))
    expect([...codes]).toEqual(ids.map((id) => [id, 0]))
    expect((await scene.list(ann)).map(({ invitee }) => invitee.userId)).toEqual(ids)
    await ann.cancelInvitation({ roomId: ROOM, userIdList: ids })
    expect(await scene.list(ann)).toEqual([])
  })

  it('userIdList: 1,000 ids, duplicates collapse', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const ids = Array.from({ length: 1_000 }, (_, index) => `id-${index}`)
    const codes = await ann.inviteUsers(to(...ids, ...ids))
    expect([...codes.keys()]).toEqual(ids)
    expect(new Set(codes.values())).toEqual(new Set([0]))
    await scene.settle()
    expect(await ann.takeEvents()).toHaveLength(1_000)
  })

  it('timeout: whole, 0 to 86,400; else -1001', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const bad = [-1, 86_401, 1.5, NaN, Infinity, '30', null, {}]
    await each(scene, Object.fromEntries(bad.entries()), async (timeout, hint) => {
      await expectCode(ann.callWrongly('inviteUsers', { ...to('ben'), timeout }), -1001, hint)
    })
    expect(await scene.list(ann)).toEqual([])
    await scene.advance(5 * SECOND)
    for (const [timeout, userId] of [
      [0, 'ben'],
      [1, 'cat'],
      [86_400, 'dan'],
    ] as const) {
      await ann.inviteUsers({ ...to(userId), timeout })
    }
    expect((await scene.list(ann)).map(({ expiresAt }) => expiresAt)).toEqual([
      null,
      scene.now() + SECOND,
      scene.now() + 86_400 * SECOND,
    ])
  })

  it('count: 1 to 100; else -1001', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    await ann.inviteUsers(to('ben', 'cat'))
    const bad = [0, -1, 101, 1.5, NaN, '20', null]
    await each(scene, Object.fromEntries(bad.entries()), async (count, hint) => {
      await expectCode(ann.callWrongly('getInvitationList', { roomId: ROOM, count }), -1001, hint)
    })
    await scene.advance(5 * SECOND)
    const one = await ann.getInvitationList({ roomId: ROOM, count: 1 })
    expect(one.invitationList).toHaveLength(1)
    const all = await ann.getInvitationList({ roomId: ROOM, count: 100 })
    expect(all.invitationList).toHaveLength(2)
  })

  it('cursor: that of an earlier page; else -1001', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    await ann.inviteUsers(to('ben'))
    const bad = ['nonsense', '7', '1.2', ' ', 7, null, {}]
    await each(scene, Object.fromEntries(bad.entries()), async (cursor, hint) => {
      await expectCode(ann.callWrongly('getInvitationList', { roomId: ROOM, cursor }), -1001, hint)
    })
  })

  it('extensionInfo: at most 4 KiB of UTF-8; else -1001', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const bad = ['x'.repeat(4_097), 'ä'.repeat(2_049), '🙂'.repeat(1_025), 7, null, {}]
    await each(scene, Object.fromEntries(bad.entries()), async (extensionInfo, hint) => {
      await expectCode(ann.callWrongly('inviteUsers', { ...to('ben'), extensionInfo }), -1001, hint)
    })
    expect(await scene.list(ann)).toEqual([])
    const longest = '🙂'.repeat(1_024)
    await ann.inviteUsers({ ...to('ben'), extensionInfo: longest })
    expect((await scene.row(ann, 'ben'))?.extensionInfo).toBe(longest)
  })

  it('roomId breaks the rule: -2105, in every function', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    for (const [method, call] of Object.entries(WITH_ROOM)) {
      for (const hint of ['empty', '65 bytes', 'slash', 'umlaut'] as const) {
        await expectCode(call(ann, BAD_IDS[hint]), -2105, `${method} of ${hint}`)
      }
      await scene.advance(5 * SECOND)
    }
    expect((await ann.look()).roomInfo?.roomId).toBe(ROOM)
  })

  it.each(Object.entries(BAD_IDS))('roomId breaks the rule: -2105; %s', async (_name, roomId) => {
    const ann = await getScene().join('ann')
    await expectCode(ann.createRoom({ roomId }), -2105)
  })

  it('roomId: 1 to 64 bytes of a-z A-Z 0-9, space, ! # $ % & ( ) + - : ; < = . > ? @ [ ] ^ _ { } | ~ ,', async () => {
    const ann = await getScene().join('ann')
    const ids = ['abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '0123456789']
    ids.push(' !#$%&()+-:;<=.>?@[]^_{}|~,', 'x', 'x'.repeat(64), '__proto__', '0')
    for (const roomId of ids) {
      await ann.createRoom({ roomId })
      expect(await ann.enterRoom({ roomId })).toMatchObject({ roomId })
      expect([...(await ann.inviteUsers({ roomId, userIdList: ['ben'] }))]).toEqual([['ben', 0]])
    }
  })
}

function describeQuota(getScene: GetScene) {
  /** The kinds of calls, each with one call that fails for another reason. */
  const FAILING = {
    inviteUsers: (device: Device) => device.inviteUsers({ ...to('ben'), timeout: -1 }),
    cancelInvitation: (device: Device) =>
      device.cancelInvitation({ roomId: 'nowhere', userIdList: ['ben'] }),
    'accept and reject': (device: Device, index: number) =>
      index % 2 ? device.accept({ roomId: ROOM }) : device.reject({ roomId: ROOM }),
    getInvitationList: (device: Device) => device.getInvitationList({ roomId: '' }),
  }

  it.each(Object.entries(FAILING))(
    'more than 10 in 5 s for one user: -2; failed ones count; %s',
    async (_kind, call) => {
      const scene = getScene()
      const ann = await scene.joinInside('ann')
      const other = await scene.join('ann')
      const outcomes: unknown[] = []
      for (let index = 0; index < 11; index++) {
        // one user, whichever device
        const error: unknown = await call(index % 3 ? ann : other, index).catch((e: unknown) => e)
        outcomes.push((error as { code: number }).code)
      }
      expect(outcomes.slice(0, 10)).not.toContain(-2)
      expect(outcomes[10]).toBe(-2)
      await scene.advance(4_999)
      await expectCode(call(other, 0), -2)
      await scene.advance(1)
      const later: unknown = await call(ann, 0).catch((e: unknown) => e)
      expect((later as { code: number }).code).not.toBe(-2)
    },
  )

  it('-2 changes nothing, and neither other users nor other kinds of calls suffer', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const cat = await scene.joinInside('cat')
    for (let index = 0; index < 10; index++) await ann.inviteUsers(to(`person-${index}`))
    await scene.forget(ann, cat)
    await expectCode(ann.inviteUsers(to('ben')), -2)
    expect(await scene.names(cat)).toEqual([])
    expect(await scene.list(ann)).toHaveLength(10)
    await ann.cancelInvitation({ roomId: ROOM, userIdList: ['person-0'] })
    expect((await cat.inviteUsers(to('ben'))).get('ben')).toBe(0)
    await scene.advance(5 * SECOND)
    expect((await ann.inviteUsers(to('dan'))).get('dan')).toBe(0)
  })

  it('-2: calls made at once are counted each', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const other = await scene.join('ann')
    const calls = Array.from({ length: 16 }, (_, index) =>
      (index % 2 ? ann : other).getInvitationList({ roomId: ROOM }),
    )
    const refused = (await Promise.allSettled(calls)).filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(6)
    expect(refused[0]).toMatchObject({ reason: { code: -2 } })
  })
}

function describeStanding(getScene: GetScene, { canDisconnect = false }: Traits) {
  it('not logged in, or the token is no longer good: -1002; after close', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    await ann.close()
    for (const [method, call] of Object.entries(WITH_ROOM)) {
      await expectCode(call(ann, ROOM), -1002, method)
    }
    await expectCode(ann.getPendingInvitations(), -1002)
    expect((await ann.look()).status).toBe('closed')
  })

  it('inviting or cancelling from outside that room: -2101', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const cat = await scene.join('cat')
    await ann.inviteUsers(to('ben'))
    await scene.forget(ann)
    await expectCode(cat.inviteUsers(to('dan')), -2101, 'never inside')
    await expectCode(cat.cancelInvitation({ roomId: ROOM, userIdList: ['ben'] }), -2101)
    await ann.exitRoom()
    await expectCode(ann.inviteUsers(to('dan')), -2101, 'left, though the owner')
    await expectCode(ann.cancelInvitation({ roomId: ROOM, userIdList: ['ben'] }), -2101)
    await cat.createRoom({ roomId: 'other' })
    await cat.enterRoom({ roomId: 'other' })
    await expectCode(cat.inviteUsers(to('dan')), -2101, 'inside another one')
    expect((await scene.list(ann)).map(({ invitee }) => invitee.userId)).toEqual(['ben'])
  })

  it("cancelling other people's invitation without being owner or admin: -2301, and nothing is changed", async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const cat = await scene.joinInside('cat')
    await ann.inviteUsers(to('ben'))
    await cat.inviteUsers(to('dan'))
    await scene.forget(ann, cat)
    const both = { roomId: ROOM, userIdList: ['ben', 'dan'] }
    await expectCode(cat.cancelInvitation(both), -2301)
    expect(await scene.names(cat)).toEqual([])
    expect(await scene.list(ann)).toHaveLength(2)
    await ann.changeUserRole({ userId: 'cat', userRole: 1 })
    await cat.cancelInvitation(both)
    expect(await scene.list(ann)).toEqual([])
  })

  it('nothing pending to accept or reject: -2311; never was', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const ben = await scene.join('ben')
    await ann.inviteUsers(to('cat'))
    await expectCode(ben.accept({ roomId: ROOM }), -2311)
    await expectCode(ben.reject({ roomId: ROOM }), -2311)
  })

  it.each(['accepted', 'rejected', 'cancelled', 'revoked', 'entered'] as const)(
    'nothing pending to accept or reject: -2311; gone: %s',
    async (how) => {
      const scene = getScene()
      const ann = await scene.joinInside('ann')
      const cat = await scene.joinInside('cat')
      const ben = await scene.join('ben')
      await cat.inviteUsers(to('ben'))
      const end = {
        accepted: () => ben.accept({ roomId: ROOM }),
        rejected: () => ben.reject({ roomId: ROOM }),
        cancelled: () => cat.cancelInvitation({ roomId: ROOM, userIdList: ['ben'] }),
        revoked: () => ann.cancelInvitation({ roomId: ROOM, userIdList: ['ben'] }),
        entered: () => ben.enterRoom({ roomId: ROOM }),
      }
      await end[how]()
      await scene.forget(ann, cat)
      await expectCode(ben.accept({ roomId: ROOM }), -2311)
      await expectCode(ben.reject({ roomId: ROOM }), -2311)
      expect(await scene.names(cat)).toEqual([])
    },
  )

  it('nothing pending to accept or reject: -2311; too late', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const ben = await scene.join('ben')
    await ann.inviteUsers(to('ben'))
    await scene.advance(30 * SECOND)
    await expectCode(ben.accept({ roomId: ROOM }), -2311)
    await expectCode(ben.reject({ roomId: ROOM }), -2311)
  })

  it('nothing pending to cancel: -2311', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    await expectCode(ann.cancelInvitation({ roomId: ROOM, userIdList: ['ben'] }), -2311)
    await ann.inviteUsers(to('ben'))
    await ann.cancelInvitation({ roomId: ROOM, userIdList: ['ben'] })
    await expectCode(ann.cancelInvitation({ roomId: ROOM, userIdList: ['ben'] }), -2311)
  })

  it('no such room (also when listing it): 100004', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    for (const [method, call] of Object.entries(WITH_ROOM)) {
      if (method !== 'createRoom') await expectCode(call(ann, 'nowhere'), 100_004, method)
    }
    expect((await ann.look()).roomInfo?.roomId).toBe(ROOM)
    await ann.destroyRoom()
    await expectCode(ann.getInvitationList({ roomId: ROOM }), 100_004)
  })

  describe('not allowed to invite in this room: 100006', () => {
    it.each([
      [0, 'administrator', 'owner'],
      [1, 'general user', 'administrator'],
    ] as const)('inviterRole %i: no %s, but the %s', async (inviterRole, _not, but) => {
      const scene = getScene()
      const ann = await scene.join('ann')
      await ann.createRoom({ roomId: ROOM, inviterRole })
      await ann.enterRoom({ roomId: ROOM })
      const cat = await scene.joinInside('cat')
      if (inviterRole === 0) await ann.changeUserRole({ userId: 'cat', userRole: 1 })
      await expectCode(cat.inviteUsers(to('ben')), 100_006)
      expect(await scene.list(ann)).toEqual([])
      if (but === 'administrator') await ann.changeUserRole({ userId: 'cat', userRole: 1 })
      const allowed = but === 'administrator' ? cat : ann
      expect((await allowed.inviteUsers(to('ben'))).get('ben')).toBe(0)
    })
  })

  it.skipIf(!canDisconnect)('connection lost before the answer: -3000 (ours)', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const call = ann.getInvitationList({ roomId: ROOM })
    await Promise.all([scene.disconnect!(ann), expectCode(call, -3000)])
  })
}
