import { expect, it } from 'vitest'
import type { GetScene } from './contract'
import type { Traits } from './harness'
import { expectCode, ROOM, SECOND, to } from './scene'

/** Section 4: rooms, as far as invitations need them. */
export function describeRooms(getScene: GetScene, { canKill = false }: Traits) {
  it('createRoom: names it, does not enter it, and is harmless to repeat', async () => {
    const ann = await getScene().join('ann')
    await ann.createRoom({ roomId: ROOM, roomName: 'Weekly' })
    await ann.createRoom({ roomId: ROOM, roomName: 'Another name' })
    expect((await ann.look()).roomInfo).toBe(null)
    expect(await ann.enterRoom({ roomId: ROOM })).toMatchObject({
      roomId: ROOM,
      roomName: 'Weekly',
      ownerId: 'ann',
      ownerName: 'Ann',
      roomMemberCount: 1,
    })
    await ann.createRoom({ roomId: ROOM })
    expect((await ann.look()).roomInfo?.roomMemberCount).toBe(1)
  })

  it("createRoom: somebody else's room id is taken, -2106", async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const ben = await scene.join('ben')
    await expectCode(ben.createRoom({ roomId: ROOM }), -2106)
    expect((await ann.look()).roomInfo?.ownerId).toBe('ann')
  })

  it('enterRoom: everybody inside sees who is there, with roles', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const cat = await scene.joinInside('cat')
    await scene.settle()
    const members = [
      { userId: 'ann', userRole: 0 },
      { userId: 'cat', userRole: 2 },
    ]
    for (const device of [ann, cat]) {
      const view = await device.look()
      expect(view.members).toMatchObject(members)
      expect(view.roomInfo?.roomMemberCount).toBe(2)
    }
    expect((await ann.look()).user.userRole).toBe(0)
  })

  it('enterRoom: leaves the one before, unless the new one cannot be entered', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const cat = await scene.joinInside('cat')
    await cat.createRoom({ roomId: 'other' })
    await expectCode(cat.enterRoom({ roomId: 'nowhere' }), 100_004)
    expect((await cat.look()).roomInfo?.roomId).toBe(ROOM)
    await cat.enterRoom({ roomId: 'other' })
    await scene.settle()
    expect((await cat.look()).roomInfo?.roomId).toBe('other')
    expect((await ann.look()).members.map(({ userId }) => userId)).toEqual(['ann'])
  })

  it('enterRoom and exitRoom: harmless to repeat', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    await ann.enterRoom({ roomId: ROOM })
    expect((await ann.look()).roomInfo?.roomMemberCount).toBe(1)
    await ann.exitRoom()
    await ann.exitRoom()
    expect(await ann.look()).toMatchObject({ roomInfo: null, members: [] })
  })

  it('exitRoom: somebody with two devices inside has left with the second', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const cats = [await scene.joinInside('cat'), await scene.joinInside('cat')]
    const inside = async () => (await ann.look()).members.map(({ userId }) => userId)
    for (const [index, members] of [['ann', 'cat'], ['ann']].entries()) {
      await cats[index]!.exitRoom()
      await scene.settle()
      expect(await inside()).toEqual(members)
    }
    expect((await ann.look()).roomInfo?.roomMemberCount).toBe(1)
  })

  it('close: leaves the room, and is harmless to repeat', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const cat = await scene.joinInside('cat')
    await cat.close()
    await cat.close()
    await scene.settle()
    expect((await ann.look()).members.map(({ userId }) => userId)).toEqual(['ann'])
    expect(await cat.look()).toMatchObject({ status: 'closed', roomInfo: null })
  })

  it.skipIf(!canKill)('a device that dies is out of the room soon', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const cat = await scene.joinInside('cat')
    await scene.kill!(cat)
    await scene.settle()
    expect((await ann.look()).members.map(({ userId }) => userId)).toEqual(['ann'])
  })

  it('destroyRoom: only its owner may, -2300; everybody is outside then', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const cat = await scene.joinInside('cat')
    await expectCode(cat.destroyRoom(), -2300)
    await ann.destroyRoom()
    expect((await ann.look()).roomInfo).toBe(null)
    await scene.settle()
    expect(await cat.look()).toMatchObject({ roomInfo: null, members: [] })
    expect((await cat.look()).rooms.at(-1)).toBe(null)
    await expectCode(ann.destroyRoom(), -2101)
  })

  it('changeUserRole: everybody inside sees it; only the owner may, -2300; of people inside, 100005', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const cat = await scene.joinInside('cat')
    await ann.changeUserRole({ userId: 'cat', userRole: 1 })
    await scene.settle()
    expect((await ann.look()).members).toMatchObject([{}, { userId: 'cat', userRole: 1 }])
    expect((await cat.look()).user.userRole).toBe(1)
    await expectCode(cat.changeUserRole({ userId: 'cat', userRole: 2 }), -2300)
    await expectCode(ann.changeUserRole({ userId: 'ben', userRole: 1 }), 100_005)
  })

  it('changeUserRole: 0 hands the room over', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const cat = await scene.joinInside('cat')
    await ann.changeUserRole({ userId: 'cat', userRole: 0 })
    await scene.settle()
    expect((await ann.look()).members).toMatchObject([{ userRole: 2 }, { userRole: 0 }])
    expect((await ann.look()).roomInfo?.ownerId).toBe('cat')
    await expectCode(ann.destroyRoom(), -2300)
    await cat.destroyRoom()
  })

  it('a room with nobody inside ends after a day, and with it what rings', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    const ben = await scene.join('ben')
    await ann.inviteUsers({ roomId: ROOM, userIdList: ['ben'] })
    await ann.exitRoom()
    await scene.advance(86_399 * SECOND)
    await scene.forget(ben)
    await scene.advance(SECOND)
    expect(await scene.names(ben)).toEqual(['onInvitationCancelled'])
    await expectCode(ben.enterRoom({ roomId: ROOM }), 100_004)
  })

  it('a user id that is none cannot connect: -1001', async () => {
    const scene = getScene()
    for (const userId of ['', 'x'.repeat(65), 'a\u0000b']) {
      await expectCode(scene.connect({ userId }), -1001)
    }
    await expectCode(scene.connect({} as never), -1001)
    await expectCode(scene.connect(null as never), -1001)
  })

  it('a profile of anything but texts cannot connect: -1001', async () => {
    const scene = getScene()
    for (const wrong of [{ userName: 5 }, { nameCard: {} }, { avatarUrl: ['a.png'] }]) {
      await expectCode(scene.connect({ userId: 'ben', ...wrong } as never), -1001)
    }
    const ann = await scene.joinInside('ann')
    // where types are not checked, this is how nothing is said
    await scene.connect({ userId: 'ben', userName: null, avatarUrl: null } as never)
    await ann.inviteUsers(to('ben'))
    expect((await scene.row(ann, 'ben'))?.invitee).toMatchObject({ userName: '', avatarUrl: '' })
  })

  it('the names of people are those they connected with last', async () => {
    const scene = getScene()
    const ann = await scene.joinInside('ann')
    await scene.connect({ userId: 'ben', userName: 'Benjamin', avatarUrl: 'ben.png' })
    await ann.inviteUsers(to('ben'))
    expect((await scene.row(ann, 'ben'))?.invitee).toMatchObject({
      userName: 'Benjamin',
      avatarUrl: 'ben.png',
    })
  })
}
