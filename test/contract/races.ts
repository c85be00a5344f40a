import { expect, it } from 'vitest'
import { InvitationStatus } from 'vue-conference-invitations/manager'
import type { GetScene } from './contract'
import type { Device } from './device'
import { outcomesOf, ROOM, SECOND, to, type Scene } from './scene'

const { ACCEPTED, PENDING, REJECTED, TIMEOUT } = InvitationStatus

interface Racers {
  scene: Scene
  owner: Device
  inviter: Device
  ben: Device
  ben2: Device
}

/** The moves that may meet, and the row and events each leaves when it wins. */
const MOVES = {
  accept: {
    run: ({ ben }: Racers) => ben.accept({ roomId: ROOM }),
    leaves: ACCEPTED,
    tells: 'onInvitationAccepted',
  },
  'accept on the other device': {
    run: ({ ben2 }: Racers) => ben2.accept({ roomId: ROOM }),
    leaves: ACCEPTED,
    tells: 'onInvitationAccepted',
  },
  reject: {
    run: ({ ben }: Racers) => ben.reject({ roomId: ROOM }),
    leaves: REJECTED,
    tells: 'onInvitationRejected',
  },
  'reject on the other device': {
    run: ({ ben2 }: Racers) => ben2.reject({ roomId: ROOM }),
    leaves: REJECTED,
    tells: 'onInvitationRejected',
  },
  cancel: {
    run: ({ inviter }: Racers) => inviter.cancelInvitation({ roomId: ROOM, userIdList: ['ben'] }),
    leaves: undefined,
    tells: undefined,
  },
  'cancel by the owner': {
    run: ({ owner }: Racers) => owner.cancelInvitation({ roomId: ROOM, userIdList: ['ben'] }),
    leaves: undefined,
    tells: 'onInvitationRevokedByAdmin',
  },
} as const
type Move = keyof typeof MOVES

const PAIRS: Array<[Move, Move]> = [
  ['accept', 'accept on the other device'],
  ['accept', 'reject on the other device'],
  ['reject', 'reject on the other device'],
  ['accept', 'cancel'],
  ['reject', 'cancel'],
  ['accept', 'cancel by the owner'],
  ['cancel', 'cancel by the owner'],
]

async function line(scene: Scene): Promise<Racers> {
  const owner = await scene.joinInside('ann')
  const inviter = await scene.joinInside('ida')
  const ben = await scene.join('ben')
  const ben2 = await scene.join('ben')
  await inviter.inviteUsers(to('ben'))
  await scene.forget(owner, inviter, ben, ben2)
  return { scene, owner, inviter, ben, ben2 }
}

/** Section 2: accept, reject, cancel and the deadline race; exactly one wins, everywhere. */
export function describeRaces(getScene: GetScene) {
  it.each(
    PAIRS.flatMap(
      ([a, b]) =>
        [
          [a, b],
          [b, a],
        ] as Array<[Move, Move]>,
    ),
  )('exactly one wins, the loser gets -2311: %s against %s', async (first, second) => {
    const racers = await line(getScene())
    const moves = [MOVES[first], MOVES[second]]
    const outcomes = await outcomesOf(moves.map(({ run }) => run(racers)))
    expect([...outcomes].sort()).toEqual([-2311, 'won'])
    await expectEnding(racers, moves[outcomes.indexOf('won')]!)
  })

  it.each(['accept', 'reject', 'cancel'] as const)(
    'exactly one wins: %s against the deadline',
    async (move) => {
      const racers = await line(getScene())
      const [, outcome] = await Promise.all([
        racers.scene.advance(30 * SECOND),
        outcomesOf([MOVES[move].run(racers)]).then(([first]) => first),
      ])
      expect(['won', -2311]).toContain(outcome)
      const timeout = { leaves: TIMEOUT, tells: 'onInvitationTimeout' }
      await expectEnding(racers, outcome === 'won' ? MOVES[move] : timeout)
    },
  )

  it.each(['accept', 'reject', 'cancel'] as const)(
    'one millisecond before the deadline %s wins, and the deadline is none any more',
    async (move) => {
      const racers = await line(getScene())
      await racers.scene.advance(29_999)
      expect(await outcomesOf([MOVES[move].run(racers)])).toEqual(['won'])
      await racers.scene.advance(1)
      await expectEnding(racers, MOVES[move])
    },
  )

  it('two people invite the same one at once: one rings, the other gets code 1', async () => {
    const { owner, inviter, ben, scene } = await line(getScene())
    const cat = await scene.join('cat')
    const codes = await Promise.all(
      [owner, inviter].map(async (device) => (await device.inviteUsers(to('cat'))).get('cat')),
    )
    expect(codes.sort()).toEqual([0, 1])
    expect(await scene.names(cat)).toEqual(['onReceiveInvitation'])
    expect(await scene.names(ben)).toEqual([])
    expect((await scene.row(owner, 'cat'))?.status).toBe(PENDING)
  })

  it('an invitee who enters while being called is in the room, and no row is left', async () => {
    const { owner, inviter, scene } = await line(getScene())
    const cat = await scene.join('cat')
    await Promise.all([inviter.inviteUsers(to('cat')), cat.enterRoom({ roomId: ROOM })])
    await scene.settle()
    expect(await scene.row(owner, 'cat')).toBe(undefined)
    expect(await cat.getPendingInvitations()).toEqual([])
    expect((await owner.look()).members.map(({ userId }) => userId).sort()).toEqual([
      'ann',
      'cat',
      'ida',
    ])
  })
}

async function expectEnding(
  { scene, owner, inviter, ben, ben2 }: Racers,
  { leaves, tells }: { leaves: number | undefined; tells: string | undefined },
) {
  expect((await scene.row(owner, 'ben'))?.status).toBe(leaves)
  const list = leaves === undefined ? 'onInvitationRemoved' : 'onInvitationStatusChanged'
  expect(await scene.names(owner)).toEqual([list])
  expect(await scene.names(inviter)).toEqual(tells === undefined ? [list] : [list, tells])
  // each ring ends once on each device; the one that answered needs no telling
  const endings = [await scene.names(ben), await scene.names(ben2)].map((names) => names.length)
  const answered = leaves === ACCEPTED || leaves === REJECTED
  expect(endings.sort()).toEqual(answered ? [0, 1] : [1, 1])
  expect(await ben.getPendingInvitations()).toEqual([])
}
