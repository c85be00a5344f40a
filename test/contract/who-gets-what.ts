import { expect, it } from 'vitest'
import { InvitationStatus } from 'vue-conference-invitations/manager'
import type { GetScene } from './contract'
import type { Device } from './device'
import type { HeardEvent } from './device-host'
import { ROOM, SECOND, to, type Scene } from './scene'

/**
 * Everybody with two devices: Ann owns the room, Amy is its administrator, Ida invites, Ben is
 * called, Mia is a member, Oli is somebody else. Ben's second device is in another room.
 */
const CAST = ['ann', 'amy', 'ida', 'ben', 'mia', 'oli'] as const
type Person = (typeof CAST)[number]

interface Cast extends Scene {
  /** The first and the second device of each. */
  devices: Record<Person, [Device, Device]>
}

async function assemble(getScene: GetScene): Promise<Cast> {
  const scene = getScene()
  const devices = {} as Cast['devices']
  await Promise.all(
    CAST.map(async (userId) => {
      devices[userId] = await Promise.all([scene.join(userId), scene.join(userId)])
    }),
  )
  const { ann, amy, ida, mia, ben, oli } = devices
  await ann[0].createRoom({ roomId: ROOM })
  await Promise.all([ann, amy, ida, mia].flat().map((device) => device.enterRoom({ roomId: ROOM })))
  await ann[0].changeUserRole({ userId: 'amy', userRole: 1 })
  await oli[0].createRoom({ roomId: 'other' })
  await ben[1].enterRoom({ roomId: 'other' })
  await scene.forget(...Object.values(devices).flat())
  return { ...scene, devices }
}

/** What each device heard: `ben` for both devices where they heard the same, else `ben 1`, `ben 2`. */
async function hearing({ devices, settle }: Cast) {
  await settle()
  const events: Record<string, HeardEvent[]> = {}
  const names: Record<string, string> = {}
  for (const [userId, pair] of Object.entries(devices)) {
    const heard = await Promise.all(pair.map((device) => device.takeEvents()))
    const [first, second] = heard.map((list) => list.map(({ name }) => name).join(', '))
    if (first !== second) {
      Object.assign(names, { [`${userId} 1`]: first, [`${userId} 2`]: second })
    } else if (first !== '') {
      names[userId] = first!
    }
    events[`${userId} 1`] = heard[0]!
    events[`${userId} 2`] = heard[1]!
  }
  return { names, events }
}

const everybodyInside = (event: string) => ({ ann: event, amy: event, ida: event, mia: event })

/** Section 1, the ten events: payload and receivers, each person with two devices. */
export function describeWhoGetsWhat(getScene: GetScene) {
  it('onReceiveInvitation: { roomInfo, invitation, extensionInfo } to every device of the invitee, in a room or not; onInvitationAdded: { roomId, roomInfo, invitation } to everybody in the room', async () => {
    const cast = await assemble(getScene)
    const { ida } = cast.devices
    await ida[0].inviteUsers({ ...to('ben'), extensionInfo: 'come!' })
    const { names, events } = await hearing(cast)
    expect(names).toEqual({
      ...everybodyInside('onInvitationAdded'),
      ben: 'onReceiveInvitation',
    })
    const roomInfo = {
      roomId: ROOM,
      roomName: ROOM,
      ownerId: 'ann',
      ownerName: 'Ann',
      ownerAvatarUrl: '',
      createTime: cast.now(),
      roomMemberCount: 4,
      password: '',
      inviterRole: 2,
    }
    const row = await cast.row(ida[0], 'ben')
    expect(row).toMatchObject({ inviter: { userId: 'ida' }, status: InvitationStatus.PENDING })
    expect(events['ben 1']![0]!.payload).toEqual({
      roomInfo,
      invitation: row,
      extensionInfo: 'come!',
    })
    expect(events['mia 2']![0]!.payload).toEqual({ roomId: ROOM, roomInfo, invitation: row })
  })

  it("onInvitationAccepted: { roomInfo, invitation } to the inviter's devices; onInvitationHandledByOtherDevice: { roomInfo, accepted } to the invitee's other devices; onInvitationStatusChanged to everybody in the room", async () => {
    const cast = await assemble(getScene)
    const { ida, ben } = cast.devices
    await ida[0].inviteUsers(to('ben'))
    await hearing(cast)
    await ben[0].accept({ roomId: ROOM })
    const { names, events } = await hearing(cast)
    expect(names).toEqual({
      ...everybodyInside('onInvitationStatusChanged'),
      ida: 'onInvitationStatusChanged, onInvitationAccepted',
      'ben 1': '',
      'ben 2': 'onInvitationHandledByOtherDevice',
    })
    const row = await cast.row(ida[0], 'ben')
    expect(row?.status).toBe(InvitationStatus.ACCEPTED)
    const { roomInfo } = events['ida 1']![0]!.payload
    expect(events['ida 2']!.map(({ payload }) => payload)).toEqual([
      { roomId: ROOM, roomInfo, invitation: row },
      { roomInfo, invitation: row },
    ])
    expect(events['ben 2']![0]!.payload).toEqual({ roomInfo, accepted: true })
  })

  it("onInvitationRejected: { roomInfo, invitation, reason } to the inviter's devices; onInvitationHandledByOtherDevice with accepted false", async () => {
    const cast = await assemble(getScene)
    const { ida, ben } = cast.devices
    await ida[0].inviteUsers(to('ben'))
    await hearing(cast)
    await ben[1].reject({ roomId: ROOM, reason: 1 })
    const { names, events } = await hearing(cast)
    expect(names).toEqual({
      ...everybodyInside('onInvitationStatusChanged'),
      ida: 'onInvitationStatusChanged, onInvitationRejected',
      'ben 1': 'onInvitationHandledByOtherDevice',
      'ben 2': '',
    })
    const row = await cast.row(ida[0], 'ben')
    expect(row?.status).toBe(InvitationStatus.REJECTED)
    const { roomInfo } = events['ida 1']![0]!.payload
    expect(events['ida 1']![1]!.payload).toEqual({ roomInfo, invitation: row, reason: 1 })
    expect(events['ben 1']![0]!.payload).toEqual({ roomInfo, accepted: false })
  })

  it("onInvitationTimeout: { roomInfo, invitation } to the invitee's and the inviter's devices", async () => {
    const cast = await assemble(getScene)
    await cast.devices.ida[0].inviteUsers(to('ben'))
    await hearing(cast)
    await cast.advance(30 * SECOND)
    const { names, events } = await hearing(cast)
    expect(names).toEqual({
      ...everybodyInside('onInvitationStatusChanged'),
      ida: 'onInvitationStatusChanged, onInvitationTimeout',
      ben: 'onInvitationTimeout',
    })
    const row = await cast.row(cast.devices.ida[0], 'ben')
    expect(row?.status).toBe(InvitationStatus.TIMEOUT)
    const { roomInfo } = events['ida 1']![0]!.payload
    expect(events['ben 2']![0]!.payload).toEqual({ roomInfo, invitation: row })
  })

  it("onInvitationCancelled: { roomInfo, invitation } to the invitee's devices; onInvitationRemoved: { roomId, roomInfo, invitation } to everybody in the room", async () => {
    const cast = await assemble(getScene)
    const { ida } = cast.devices
    await ida[0].inviteUsers(to('ben'))
    const rung = (await hearing(cast)).events['ben 1']![0]!.payload
    await ida[1].cancelInvitation({ roomId: ROOM, userIdList: ['ben'] })
    const { names, events } = await hearing(cast)
    expect(names).toEqual({
      ...everybodyInside('onInvitationRemoved'),
      ben: 'onInvitationCancelled',
    })
    const { roomInfo, invitation } = events['mia 1']![0]!.payload as never as typeof rung & {
      invitation: { status: number; revision: number }
    }
    expect(events['mia 1']![0]!.payload).toEqual({ roomId: ROOM, roomInfo, invitation })
    expect(events['ben 1']![0]!.payload).toEqual({ roomInfo, invitation })
    // there is no CANCELLED: the status stays as it was, and the revision tells
    expect(invitation.status).toBe(InvitationStatus.PENDING)
    expect(invitation.revision).toBeGreaterThan(
      (rung as { invitation: { revision: number } }).invitation.revision,
    )
  })

  it.each([
    ['the owner', 'ann', 0],
    ['an administrator', 'amy', 1],
  ] as const)(
    "onInvitationRevokedByAdmin: { roomInfo, invitation, operateUser } to the invitee's devices and the inviter's, when %s who is not the inviter cancels",
    async (_who, operator, userRole) => {
      const cast = await assemble(getScene)
      await cast.devices.ida[0].inviteUsers(to('ben'))
      await hearing(cast)
      await cast.devices[operator][0].cancelInvitation({ roomId: ROOM, userIdList: ['ben'] })
      const { names, events } = await hearing(cast)
      expect(names).toEqual({
        ...everybodyInside('onInvitationRemoved'),
        ida: 'onInvitationRemoved, onInvitationRevokedByAdmin',
        ben: 'onInvitationRevokedByAdmin',
      })
      const { roomInfo, invitation } = events['ida 1']![0]!.payload as never as Record<
        string,
        unknown
      >
      const payload = { roomInfo, invitation, operateUser: { userId: operator, userRole } }
      expect(events['ida 2']![1]!.payload).toMatchObject(payload)
      expect(events['ben 1']![0]!.payload).toMatchObject(payload)
      expect(invitation).toMatchObject({ status: InvitationStatus.PENDING })
    },
  )

  it('onInvitationCancelled, not Revoked, when the owner cancels an own invitation', async () => {
    const cast = await assemble(getScene)
    await cast.devices.ann[0].inviteUsers(to('ben'))
    await hearing(cast)
    await cast.devices.ann[0].cancelInvitation({ roomId: ROOM, userIdList: ['ben'] })
    expect((await hearing(cast)).names).toEqual({
      ...everybodyInside('onInvitationRemoved'),
      ben: 'onInvitationCancelled',
    })
  })

  it('onInvitationStatusChanged and onReceiveInvitation when people are rung again', async () => {
    const cast = await assemble(getScene)
    const { ida, ben, mia } = cast.devices
    await ida[0].inviteUsers(to('ben'))
    await ben[0].reject({ roomId: ROOM })
    await hearing(cast)
    await mia[0].inviteUsers(to('ben'))
    expect((await hearing(cast)).names).toEqual({
      ...everybodyInside('onInvitationStatusChanged'),
      ben: 'onReceiveInvitation',
    })
  })

  it('onInvitationRemoved to everybody in the room, and HandledByOtherDevice(true) to the other devices, when the invitee enters', async () => {
    const cast = await assemble(getScene)
    const { ida, ben } = cast.devices
    await ida[0].inviteUsers(to('ben'))
    await hearing(cast)
    await ben[0].enterRoom({ roomId: ROOM })
    const { names, events } = await hearing(cast)
    expect(names).toEqual({
      ...everybodyInside('onInvitationRemoved'),
      'ben 1': 'onInvitationRemoved',
      'ben 2': 'onInvitationHandledByOtherDevice',
    })
    expect(events['ben 2']![0]!.payload).toMatchObject({ accepted: true })
  })

  it("onInvitationCancelled to every invitee's devices when the room is destroyed", async () => {
    const cast = await assemble(getScene)
    await cast.devices.ida[0].inviteUsers(to('ben', 'oli'))
    await hearing(cast)
    await cast.devices.ann[0].destroyRoom()
    expect((await hearing(cast)).names).toEqual({
      ben: 'onInvitationCancelled',
      oli: 'onInvitationCancelled',
    })
  })

  it('nothing to the people of another room, and nothing of the room to those who left it', async () => {
    const cast = await assemble(getScene)
    const { ann, ida, mia, oli } = cast.devices
    await oli[0].enterRoom({ roomId: 'other' })
    for (const device of mia) await device.exitRoom()
    await ida[0].inviteUsers(to('ben'))
    await ann[0].cancelInvitation({ roomId: ROOM, userIdList: ['ben'] })
    const { names } = await hearing(cast)
    expect(names).not.toHaveProperty('oli')
    expect(names).not.toHaveProperty('mia')
  })

  it("the inviter's devices outside the room get the personal events and no list events", async () => {
    const cast = await assemble(getScene)
    const { ida, ben } = cast.devices
    await ida[0].inviteUsers(to('ben'))
    for (const device of ida) await device.exitRoom()
    await hearing(cast)
    await ben[0].accept({ roomId: ROOM })
    expect((await hearing(cast)).names).toMatchObject({ ida: 'onInvitationAccepted' })
  })
}
