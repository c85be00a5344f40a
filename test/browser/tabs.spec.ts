import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { InvitationStatus } from 'vue-conference-invitations/manager'
import { createScene, ROOM, SECOND, to, type Scene } from '../contract/scene'
import {
  createEmbeddedHarness,
  openTabs,
  untilLocksAre,
  type EmbeddedHarness,
  type TabPool,
} from './embedded-harness'

let pool: TabPool
let harness: EmbeddedHarness
let scene: Scene

beforeAll(async () => {
  pool = await openTabs()
})
afterAll(() => pool.close())
beforeEach(async () => {
  harness = await createEmbeddedHarness(pool)
  scene = createScene(harness)
})
afterEach(() => harness.close())

describe('a tab that goes away', () => {
  it('reloads while it rings: rings again with the seconds that are left', async () => {
    const ben = await scene.join('ben')
    const ann = await scene.joinInside('ann')
    await ann.inviteUsers(to('ben'))
    await scene.forget(ben)
    await scene.advance(12 * SECOND)
    const tab = harness.tabOf(ben)
    harness.forgetTab(tab)
    await tab.reload()
    // devices are dealt out in turn: the next two are only to get back to the first tab
    for (const filler of ['dan', 'eve']) await scene.join(filler)
    const again = await scene.join('ben')
    expect(harness.tabOf(again)).toBe(tab)
    const [received] = await scene.take(again)
    expect(received).toMatchObject({
      name: 'onReceiveInvitation',
      payload: { invitation: { expiresAt: scene.now() + 18 * SECOND } },
    })
    await scene.advance(18 * SECOND)
    expect(await scene.names(again)).toEqual(['onInvitationTimeout'])
  })

  it('was the inviter: the others run the deadline', async () => {
    const ann = await scene.joinInside('ann')
    const ben = await scene.join('ben')
    await ann.inviteUsers(to('ben'))
    await scene.forget(ben)
    await scene.kill!(ann)
    await scene.advance(30 * SECOND)
    expect(await scene.names(ben)).toEqual(['onInvitationTimeout'])
    expect((await scene.row(ben, 'ben'))?.status).toBe(InvitationStatus.TIMEOUT)
  })

  it('was the only one: the next that comes runs the deadline and clears the room', async () => {
    const ann = await scene.joinInside('ann')
    await ann.inviteUsers(to('ben'))
    await scene.kill!(ann)
    await scene.advance(45 * SECOND)
    const cat = await scene.join('cat')
    await untilLocksAre(harness.namespace, 1)
    await scene.settle()
    expect((await scene.row(cat, 'ben'))?.status).toBe(InvitationStatus.TIMEOUT)
    expect(await cat.enterRoom({ roomId: ROOM })).toMatchObject({ roomMemberCount: 1 })
  })

  it.each([0, 1, 2, 5, 10])(
    'dies %i turns into a call: all of it is done, or nothing',
    async (turns) => {
      const ann = await scene.joinInside('ann')
      const cat = await scene.joinInside('cat')
      await scene.forget(cat)
      const ids = Array.from({ length: 200 }, (_, index) => `person-${index}`)
      ann.inviteUsers(to(...ids)).catch(() => {})
      // Cat's tab answers from another thread, while Ann's is busy
      for (let turn = 0; turn < turns; turn++) await cat.look()
      await scene.kill!(ann)
      await scene.settle()
      const rows = await scene.list(cat)
      expect([0, 200]).toContain(rows.length)
      const added = (await scene.names(cat)).filter((name) => name === 'onInvitationAdded')
      expect(added).toHaveLength(rows.length)
      expect((await cat.look()).members.map(({ userId }) => userId)).toEqual(['cat'])
    },
  )

  it('dies in the middle of many calls: the others go on', async () => {
    const ann = await scene.joinInside('ann')
    const cat = await scene.joinInside('cat')
    for (let index = 0; index < 8; index++) {
      ann.inviteUsers(to(`a-${index}`)).catch(() => {})
    }
    const codes = await Promise.all([
      ...Array.from({ length: 8 }, (_, index) => cat.inviteUsers(to(`c-${index}`))),
      scene.kill!(ann),
    ])
    expect(codes.slice(0, 8).every((map) => map && [...map.values()][0] === 0)).toBe(true)
    await scene.settle()
    const rows = await scene.list(cat)
    expect(rows.filter(({ inviter }) => inviter.userId === 'cat')).toHaveLength(8)
  })
})

describe('many tabs at once', () => {
  it('commits of all tabs reach all tabs in one and the same order', async () => {
    const ann = await scene.joinInside('ann')
    const others = [
      await scene.joinInside('ben'),
      await scene.joinInside('cat'),
      await scene.joinInside('dan'),
    ]
    const everybody = [ann, ...others]
    await scene.forget(...everybody)
    await Promise.all(
      everybody.flatMap((device) =>
        Array.from({ length: 8 }, (_, index) =>
          device.inviteUsers(to(`${device.userId}-${index}`)),
        ),
      ),
    )
    const [first, ...rest] = await Promise.all(everybody.map((device) => scene.take(device)))
    expect(first).toHaveLength(32)
    for (const heard of rest) expect(heard).toEqual(first)
  })

  it('a storm of answers ends each ring once', async () => {
    const ann = await scene.joinInside('ann')
    const bens = [await scene.join('ben'), await scene.join('ben'), await scene.join('ben')]
    await ann.inviteUsers(to('ben'))
    await scene.forget(ann, ...bens)
    const calls = bens.flatMap((ben) => [
      ben.accept({ roomId: ROOM }),
      ben.reject({ roomId: ROOM }),
      ben.accept({ roomId: ROOM }),
    ])
    const won = (await Promise.allSettled(calls)).filter(({ status }) => status === 'fulfilled')
    expect(won).toHaveLength(1)
    expect(await scene.names(ann)).toHaveLength(2)
    const heard = await Promise.all(bens.map((ben) => scene.names(ben)))
    expect(heard.flat()).toEqual([
      'onInvitationHandledByOtherDevice',
      'onInvitationHandledByOtherDevice',
    ])
  })
})
