// @vitest-environment node
import { describe, expect, it } from 'vitest'
import {
  deviceOf,
  inWords,
  invitation,
  NOW,
  profile,
  ROOM,
  room,
  slice,
} from '../../test/support/records'
import { decide, scopeOf, type RuledCommand } from './decide'
import { InvitationStatus } from './enums'
import { ConferenceInvitationError } from './errors'
import { ACCEPTED_LINGER_MS, EMPTY_ROOM_MS, TOMBSTONE_MS } from './limits'
import type { Slice } from './ports'
import type { InvitationRecord } from './records'

const { ACCEPTED, NONE, PENDING, REJECTED, TIMEOUT } = InvitationStatus
const INSIDE = ['ann-1', 'amy-1', 'ida-1']

const invite = (...userIdList: string[]): RuledCommand => ({
  name: 'inviteUsers',
  roomId: ROOM,
  userIdList,
  timeout: 30,
  extensionInfo: 'hello',
})
const tell = (...userIdList: string[]): RuledCommand => ({
  ...(invite(...userIdList) as Extract<RuledCommand, { name: 'inviteUsers' }>),
  silent: true,
})
const cancel = (seen: Record<string, number> = {}, ...userIdList: string[]): RuledCommand => ({
  name: 'cancelInvitation',
  roomId: ROOM,
  userIdList: userIdList.length > 0 ? userIdList : ['ben'],
  seen,
})
const accept: RuledCommand = { name: 'accept', roomId: ROOM }
const reject: RuledCommand = { name: 'reject', roomId: ROOM, reason: 1, reply: 'no' }
const enter: RuledCommand = { name: 'enterRoom', roomId: ROOM }
const exit: RuledCommand = { name: 'exitRoom', roomId: ROOM }
const destroy: RuledCommand = { name: 'destroyRoom', roomId: ROOM }
const sweep: RuledCommand = { name: 'sweep', roomId: ROOM, userIdList: ['ben'] }
const sweepAll: RuledCommand = { name: 'sweep', roomId: ROOM, userIdList: 'all' }

const timedOut = () => invitation({ status: TIMEOUT, dueAt: null })
const rejected = () => invitation({ status: REJECTED, dueAt: null, reason: 1, reply: 'no' })
const accepted = () => invitation({ status: ACCEPTED, dueAt: NOW + 1 })
const overdue = () => invitation({ expiresAt: NOW, dueAt: NOW })
const removed = () => invitation({ status: NONE, dueAt: NOW + 1 })

/** The row of Ben after a decision: `undefined` untouched, `null` deleted. */
function rowAfter(decision: ReturnType<typeof decide>): InvitationRecord | null | undefined {
  const change = decision.writes.findLast(
    (write) => write.table === 'invitations' && write.userId === 'ben',
  )
  return change?.table === 'invitations' ? change.value : undefined
}

describe('transitions', () => {
  type Row = [
    title: string,
    before: InvitationRecord | null,
    by: string,
    command: RuledCommand,
    after: Partial<InvitationRecord> | null,
    messages: string[],
  ]
  const ring = { status: PENDING, createdAt: NOW, expiresAt: NOW + 30_000, dueAt: NOW + 30_000 }
  const gone = { status: NONE, dueAt: NOW + TOMBSTONE_MS }
  const table: Row[] = [
    [
      '(none) --invite--> PENDING',
      null,
      'ida-1',
      invite('ben'),
      { ...ring, addedAt: NOW, extensionInfo: 'hello' },
      ['Added → weekly', 'ReceiveInvitation → ben'],
    ],
    [
      'removed --invite--> PENDING',
      removed(),
      'ida-1',
      invite('ben'),
      { ...ring, addedAt: NOW },
      ['Added → weekly', 'ReceiveInvitation → ben'],
    ],
    [
      'TIMEOUT --invite--> PENDING',
      timedOut(),
      'ann-1',
      invite('ben'),
      { ...ring, addedAt: NOW - 10_000, inviter: profile('ann') },
      ['StatusChanged → weekly', 'ReceiveInvitation → ben'],
    ],
    [
      'REJECTED --invite--> PENDING',
      rejected(),
      'ida-1',
      invite('ben'),
      { ...ring, addedAt: NOW - 10_000, reason: null, reply: '' },
      ['StatusChanged → weekly', 'ReceiveInvitation → ben'],
    ],
    [
      'PENDING --accept--> ACCEPTED',
      invitation(),
      'ben-1',
      accept,
      { status: ACCEPTED, dueAt: NOW + ACCEPTED_LINGER_MS },
      ['StatusChanged → weekly', 'Accepted → ida', 'HandledByOtherDevice → ben but ben-1'],
    ],
    [
      'PENDING --reject--> REJECTED',
      invitation(),
      'ben-2',
      reject,
      { status: REJECTED, reason: 1, reply: 'no', dueAt: null },
      ['StatusChanged → weekly', 'Rejected → ida', 'HandledByOtherDevice → ben but ben-2'],
    ],
    [
      'PENDING --deadline--> TIMEOUT',
      overdue(),
      '',
      sweep,
      { status: TIMEOUT, dueAt: null },
      ['StatusChanged → weekly', 'Timeout → ben', 'Timeout → ida'],
    ],
    [
      'PENDING --cancel by inviter--> gone',
      invitation(),
      'ida-1',
      cancel(),
      gone,
      ['Removed → weekly', 'Cancelled → ben'],
    ],
    [
      'PENDING --cancel by owner--> gone',
      invitation(),
      'ann-1',
      cancel(),
      gone,
      ['Removed → weekly', 'RevokedByAdmin → ben', 'RevokedByAdmin → ida'],
    ],
    [
      'PENDING --cancel by admin--> gone',
      invitation(),
      'amy-1',
      cancel(),
      gone,
      ['Removed → weekly', 'RevokedByAdmin → ben', 'RevokedByAdmin → ida'],
    ],
    [
      'PENDING --cancel by the owner who invited--> gone',
      invitation({ inviter: profile('ann') }),
      'ann-1',
      cancel(),
      gone,
      ['Removed → weekly', 'Cancelled → ben'],
    ],
    ['TIMEOUT --cancel--> gone', timedOut(), 'ida-1', cancel(), gone, ['Removed → weekly']],
    [
      'REJECTED --cancel by owner--> gone',
      rejected(),
      'ann-1',
      cancel(),
      gone,
      ['Removed → weekly'],
    ],
    [
      'PENDING --enter--> gone',
      invitation(),
      'ben-1',
      enter,
      gone,
      ['roomChanged → weekly', 'Removed → weekly', 'HandledByOtherDevice → ben but ben-1'],
    ],
    [
      'ACCEPTED --enter--> gone',
      accepted(),
      'ben-1',
      enter,
      gone,
      ['roomChanged → weekly', 'Removed → weekly'],
    ],
    [
      'TIMEOUT --enter--> gone',
      timedOut(),
      'ben-1',
      enter,
      gone,
      ['roomChanged → weekly', 'Removed → weekly'],
    ],
    [
      'REJECTED --enter--> gone',
      rejected(),
      'ben-1',
      enter,
      gone,
      ['roomChanged → weekly', 'Removed → weekly'],
    ],
    [
      'ACCEPTED --60 s--> gone',
      invitation({ status: ACCEPTED, dueAt: NOW }),
      '',
      sweep,
      gone,
      ['Removed → weekly'],
    ],
    [
      'removed --10 min--> forgotten',
      invitation({ status: NONE, dueAt: NOW }),
      '',
      sweep,
      null,
      [],
    ],
    [
      'PENDING --room destroyed--> gone',
      invitation(),
      'ann-1',
      destroy,
      null,
      ['Cancelled → ben', 'roomChanged → weekly'],
    ],
    [
      'TIMEOUT --room destroyed--> gone',
      timedOut(),
      'ann-1',
      destroy,
      null,
      ['roomChanged → weekly'],
    ],
    [
      'ACCEPTED --room destroyed--> gone',
      accepted(),
      'ann-1',
      destroy,
      null,
      ['roomChanged → weekly'],
    ],
  ]

  it.each(table)('%s', (_title, before, by, command, after, messages) => {
    const decision = decide(slice(INSIDE, before ? [before] : []), command, deviceOf(by), NOW)
    expect(decision.outcome).not.toHaveProperty('error')
    expect(decision.messages.map(inWords)).toEqual(messages)
    const row = rowAfter(decision)
    if (after === null) expect(row).toBe(null)
    else expect(row).toMatchObject(after)
    if (row && before) expect(row.revision).toBeGreaterThan(before.revision)
  })

  it.each([
    ['PENDING, not due', invitation()],
    ['ACCEPTED, not due', accepted()],
    ['TIMEOUT', timedOut()],
    ['REJECTED', rejected()],
    ['removed, not forgotten', removed()],
  ])('a sweep leaves %s alone', (_title, record) => {
    const decision = decide(slice(INSIDE, [record]), sweep, deviceOf(''), NOW)
    expect(decision.writes).toEqual([])
    expect(decision.messages).toEqual([])
  })

  it('a row whose room is gone is forgotten without a word', () => {
    const decision = decide(slice([], [overdue()], { room: null }), sweep, deviceOf(''), NOW)
    expect(rowAfter(decision)).toBe(null)
    expect(decision.messages).toEqual([])
  })

  it('time does its own first: an answer after the deadline loses, and the timeout is told', () => {
    for (const command of [accept, reject]) {
      const decision = decide(slice(INSIDE, [overdue()]), command, deviceOf('ben-1'), NOW)
      expect(decision.outcome).toMatchObject({ error: { code: -2311 } })
      expect(decision.messages.map(inWords)).toEqual([
        'StatusChanged → weekly',
        'Timeout → ben',
        'Timeout → ida',
      ])
      expect(rowAfter(decision)?.status).toBe(TIMEOUT)
    }
  })

  it('a ring that is over by its deadline may be rung again at once', () => {
    const decision = decide(slice(INSIDE, [overdue()]), invite('ben'), deviceOf('ida-1'), NOW)
    expect(decision.outcome).toEqual({ output: [['ben', 0]] })
    expect(decision.messages.map(inWords)).toEqual([
      'StatusChanged → weekly',
      'Timeout → ben',
      'Timeout → ida',
      'StatusChanged → weekly',
      'ReceiveInvitation → ben',
    ])
  })

  it('a slice is left as it was', () => {
    const before = slice(INSIDE, [invitation()])
    const copy = structuredClone(before)
    for (const command of [accept, cancel(), destroy, enter, invite('ben', 'cat')]) {
      decide(before, command, deviceOf('ann-1'), NOW)
    }
    expect(before).toEqual(copy)
  })

  it('revisions grow even where the clock was set back', () => {
    const decision = decide(
      slice(INSIDE, [invitation()]),
      accept,
      deviceOf('ben-1'),
      NOW - 3_600_000,
    )
    expect(rowAfter(decision)!.revision).toBe(invitation().revision + 1)
  })

  it('a timeout of 0 never falls due', () => {
    const command = { ...invite('ben'), timeout: 0 } as RuledCommand
    expect(rowAfter(decide(slice(INSIDE), command, deviceOf('ida-1'), NOW))).toMatchObject({
      expiresAt: null,
      dueAt: null,
    })
  })
})

describe('codes of inviting', () => {
  it.each([
    ['in the room', invite('ann'), [], 2],
    ['oneself', invite('ida'), [], 2],
    ['PENDING', invite('ben'), [invitation()], 1],
    ['ACCEPTED', invite('ben'), [accepted()], 1],
  ] as const)('%s: changes nothing', (_title, command, rows, code) => {
    const decision = decide(slice(INSIDE, [...rows]), command, deviceOf('ida-1'), NOW)
    expect(decision.outcome).toMatchObject({ output: [[expect.any(String), code]] })
    expect(decision.writes).toEqual([])
    expect(decision.messages).toEqual([])
  })

  it('one bad row never fails the others, and duplicates collapse', () => {
    const decision = decide(
      slice(INSIDE, [invitation()]),
      invite('ben', 'dan', 'ann', 'dan'),
      deviceOf('ida-1'),
      NOW,
    )
    expect(decision.outcome).toEqual({
      output: [
        ['ben', 1],
        ['dan', 0],
        ['ann', 2],
      ],
    })
    expect(decision.messages.map(inWords)).toEqual(['Added → weekly', 'ReceiveInvitation → dan'])
  })

  it('people who are known get their names, others their id', () => {
    const profiles = new Map([['dan', { ...profile('dan'), userName: 'Dan' }]])
    const decision = decide(
      slice(INSIDE, [], { profiles }),
      invite('dan', 'eve'),
      deviceOf('ida-1'),
      NOW,
    )
    const invitees = decision.messages
      .filter(({ name }) => name === 'onReceiveInvitation')
      .map(({ payload }) => (payload as { invitation: { invitee: object } }).invitation.invitee)
    expect(invitees).toMatchObject([{ userName: 'Dan' }, { userId: 'eve', userName: '' }])
  })
})

describe('failures', () => {
  type Row = [code: number, title: string, slice: Slice, by: string, command: RuledCommand]
  const table: Row[] = [
    [-2101, 'inviting from outside', slice(INSIDE), 'cat-1', invite('ben')],
    [-2101, 'inviting from outside, as the owner', slice(['ida-1']), 'ann-1', invite('ben')],
    [-2101, 'cancelling from outside', slice(['ann-1'], [invitation()]), 'ida-1', cancel()],
    [
      -2301,
      "cancelling somebody else's",
      slice([...INSIDE, 'cat-1'], [invitation()]),
      'cat-1',
      cancel(),
    ],
    [
      -2301,
      "cancelling somebody else's among one's own",
      slice(
        [...INSIDE, 'cat-1'],
        [invitation(), invitation({ invitee: profile('dan'), inviter: profile('cat') })],
      ),
      'cat-1',
      cancel({}, 'dan', 'ben'),
    ],
    [-2311, 'accepting what never was', slice(INSIDE), 'ben-1', accept],
    [-2311, 'accepting what is gone', slice(INSIDE, [removed()]), 'ben-1', accept],
    [-2311, 'accepting what was rejected', slice(INSIDE, [rejected()]), 'ben-1', accept],
    [-2311, 'accepting twice', slice(INSIDE, [accepted()]), 'ben-1', accept],
    [-2311, 'rejecting what was accepted', slice(INSIDE, [accepted()]), 'ben-1', reject],
    [-2311, 'rejecting what timed out', slice(INSIDE, [timedOut()]), 'ben-1', reject],
    [-2311, "answering somebody else's", slice(INSIDE, [invitation()]), 'dan-1', accept],
    [-2311, 'cancelling what never was', slice(INSIDE), 'ida-1', cancel()],
    [-2311, 'cancelling what is gone', slice(INSIDE, [removed()]), 'ida-1', cancel()],
    [-2311, 'cancelling what was accepted', slice(INSIDE, [accepted()]), 'ida-1', cancel()],
    [
      -2311,
      'cancelling what ended unseen',
      slice(INSIDE, [invitation({ status: REJECTED, revision: 9, dueAt: null })]),
      'ida-1',
      cancel({ ben: 8 }),
    ],
    ...[invite('ben'), cancel(), accept, reject, enter, destroy].map((command): Row => [
      100_004,
      `${command.name} where there is no room`,
      slice([], [], { room: null }),
      'ann-1',
      command,
    ]),
    [
      100_004,
      'listing where there is no room',
      slice([], [], { room: null }),
      'ann-1',
      { name: 'getInvitationList', roomId: ROOM, cursor: '', count: 1 },
    ],
    [
      100_006,
      'inviting where only admins may',
      slice(INSIDE, [], { room: room({ inviterRole: 1 }) }),
      'ida-1',
      invite('ben'),
    ],
    [
      100_006,
      'inviting where only the owner may, as an admin',
      slice(INSIDE, [], { room: room({ inviterRole: 0 }) }),
      'amy-1',
      invite('ben'),
    ],
    [-2300, 'destroying as an admin', slice(INSIDE), 'amy-1', destroy],
    [
      -2300,
      'giving roles as an admin',
      slice(INSIDE),
      'amy-1',
      { name: 'changeUserRole', roomId: ROOM, userId: 'ida', userRole: 1 },
    ],
    [
      -2300,
      'giving up being the owner',
      slice(INSIDE),
      'ann-1',
      { name: 'changeUserRole', roomId: ROOM, userId: 'ann', userRole: 2 },
    ],
    [
      100_005,
      'giving a role to somebody outside',
      slice(INSIDE),
      'ann-1',
      { name: 'changeUserRole', roomId: ROOM, userId: 'ben', userRole: 1 },
    ],
    [
      -2106,
      "creating somebody else's room",
      slice(),
      'ben-1',
      { name: 'createRoom', roomId: ROOM, roomName: '', inviterRole: 2 },
    ],
  ]

  it.each(table)('%i: %s', (code, _title, before, by, command) => {
    const decision = decide(before, command, deviceOf(by), NOW)
    expect(decision.outcome).toEqual({ error: expect.any(ConferenceInvitationError) as unknown })
    expect(decision.outcome).toMatchObject({ error: { code } })
    expect(decision.writes).toEqual([])
    expect(decision.messages).toEqual([])
  })

  it('what is no failure of the rules is thrown', () => {
    const broken = slice(INSIDE, [{ ...invitation(), inviter: null as never }])
    expect(() => decide(broken, accept, deviceOf('ben-1'), NOW)).toThrow(TypeError)
  })
})

describe('cancelling', () => {
  it('takes the open ones of those asked for; what was lost or never was is passed over', () => {
    const dan = profile('dan')
    const rows = [invitation(), invitation({ invitee: dan, status: ACCEPTED })]
    const decision = decide(
      slice(INSIDE, rows),
      cancel({}, 'ben', 'dan', 'eve'),
      deviceOf('ida-1'),
      NOW,
    )
    expect(decision.outcome).toEqual({ output: undefined })
    expect(decision.messages.map(inWords)).toEqual(['Removed → weekly', 'Cancelled → ben'])
  })

  it.each([
    ['never seen', {}],
    ['seen as it is', { ben: 9 }],
    ['seen later still', { ben: 10 }],
  ])('an ended row goes when it was %s', (_title, seen) => {
    const ended = invitation({ status: REJECTED, revision: 9, dueAt: null })
    const decision = decide(slice(INSIDE, [ended]), cancel(seen), deviceOf('ida-1'), NOW)
    expect(decision.messages.map(inWords)).toEqual(['Removed → weekly'])
  })

  it('a pending row goes, whatever was seen of it', () => {
    const decision = decide(
      slice(INSIDE, [invitation()]),
      cancel({ ben: 1 }),
      deviceOf('ida-1'),
      NOW,
    )
    expect(decision.messages.map(inWords)).toEqual(['Removed → weekly', 'Cancelled → ben'])
  })

  it('shows the last status and a newer revision', () => {
    const decision = decide(slice(INSIDE, [invitation()]), cancel(), deviceOf('ann-1'), NOW)
    for (const { payload } of decision.messages) {
      expect(payload).toMatchObject({ invitation: { status: PENDING, revision: NOW } })
    }
    expect(decision.messages[1]!.payload).toMatchObject({
      operateUser: { userId: 'ann', userRole: 0 },
    })
  })
})

describe('rooms', () => {
  it('a room is created with nobody inside, and ends a day later', () => {
    const command = {
      name: 'createRoom',
      roomId: ROOM,
      roomName: 'Weekly',
      inviterRole: 1,
    } as const
    const { writes } = decide(slice([], [], { room: null }), command, deviceOf('ann-1'), NOW)
    expect(writes).toMatchObject([
      { table: 'rooms', value: { memberCount: 0, inviterRole: 1, dueAt: NOW + EMPTY_ROOM_MS } },
    ])
  })

  it("creating one's own room again leaves it as it is", () => {
    const command = { name: 'createRoom', roomId: ROOM, roomName: 'x', inviterRole: 0 } as const
    expect(decide(slice(INSIDE), command, deviceOf('ann-1'), NOW).writes).toEqual([])
  })

  it('entering keeps the room; leaving it last lets it end', () => {
    const empty = slice([], [], { room: room({ dueAt: NOW + 5 }) })
    expect(decide(empty, enter, deviceOf('cat-1'), NOW).writes).toMatchObject([
      { table: 'members', value: { deviceIds: ['cat-1'] } },
      { table: 'rooms', value: { memberCount: 1, dueAt: null, revision: 8 } },
    ])
    expect(decide(slice(['cat-1']), exit, deviceOf('cat-1'), NOW).writes).toMatchObject([
      { table: 'members', value: null },
      { table: 'rooms', value: { memberCount: 0, dueAt: NOW + EMPTY_ROOM_MS } },
    ])
  })

  it('a second device makes no second member', () => {
    const second = decide(slice(['cat-1']), enter, deviceOf('cat-2'), NOW)
    expect(second.writes).toMatchObject([{ value: { deviceIds: ['cat-1', 'cat-2'] } }])
    expect(second.messages).toEqual([])
    const first = decide(slice(['cat-1', 'cat-2']), exit, deviceOf('cat-1'), NOW)
    expect(first.writes).toMatchObject([{ value: { deviceIds: ['cat-2'] } }])
    expect(first.messages).toEqual([])
  })

  it.each([
    ['entering twice', enter, 'ann-1'],
    ['leaving from outside', exit, 'cat-1'],
    ['leaving with a device that is not inside', exit, 'ann-2'],
    [
      'giving the role that one has',
      { name: 'changeUserRole', roomId: ROOM, userId: 'amy', userRole: 1 },
      'ann-1',
    ],
  ] as Array<[string, RuledCommand, string]>)('%s changes nothing', (_title, command, by) => {
    const decision = decide(slice(INSIDE), command, deviceOf(by), NOW)
    expect(decision.outcome).toEqual({ output: undefined })
    expect(decision.writes).toEqual([])
  })

  it('leaving a room that is gone changes nothing', () => {
    expect(decide(slice([], [], { room: null }), exit, deviceOf('ann-1'), NOW).writes).toEqual([])
  })

  it('an empty room ends when its day is over, with what rings in it', () => {
    const empty = slice([], [invitation({ expiresAt: null, dueAt: null })], {
      room: room({ dueAt: NOW }),
    })
    const decision = decide(empty, sweepAll, deviceOf(''), NOW)
    expect(decision.messages.map(inWords)).toEqual(['Cancelled → ben', 'roomChanged → weekly'])
    expect(decision.messages[1]!.payload).toMatchObject({ roomInfo: null })
    const early = decide(empty, sweepAll, deviceOf(''), NOW - 1)
    expect(early.writes).toEqual([])
  })

  it('destroying tells who is out', () => {
    const { messages } = decide(slice(INSIDE), destroy, deviceOf('ann-1'), NOW)
    expect(messages[0]!.payload).toEqual({
      roomId: ROOM,
      revision: 8,
      roomInfo: null,
      entered: [],
      left: ['amy', 'ann', 'ida'],
    })
  })

  it('handing the room over changes two roles at once', () => {
    const command = { name: 'changeUserRole', roomId: ROOM, userId: 'amy', userRole: 0 } as const
    const { messages } = decide(slice(INSIDE), command, deviceOf('ann-1'), NOW)
    expect(messages[0]!.payload).toMatchObject({
      roomInfo: { ownerId: 'amy' },
      entered: [
        { userId: 'amy', userRole: 0 },
        { userId: 'ann', userRole: 2 },
      ],
    })
  })
})

describe('scopes', () => {
  const actor = deviceOf('ida-1')
  it.each([
    [invite('ben', 'dan'), ['ida', 'ben', 'dan'], ['ben', 'dan']],
    [cancel(), ['ida'], ['ben']],
    [accept, [], ['ida']],
    [reject, [], ['ida']],
    [enter, ['ida'], ['ida']],
    [exit, ['ida'], []],
    [destroy, 'all', 'all'],
    [sweep, [], ['ben']],
    [sweepAll, 'all', 'all'],
    [{ name: 'getInvitationList', roomId: ROOM, cursor: '', count: 1 }, [], []],
    [{ name: 'createRoom', roomId: ROOM, roomName: '', inviterRole: 2 }, [], []],
    [{ name: 'changeUserRole', roomId: ROOM, userId: 'ben', userRole: 1 }, ['ida', 'ben'], []],
  ] as Array<[RuledCommand, unknown, unknown]>)(
    '%o looks at no more than it needs',
    (command, members, invitations) => {
      expect(scopeOf(command, actor, 'kind:ida')).toMatchObject({
        roomId: ROOM,
        members,
        invitations,
        quota: 'kind:ida',
      })
    },
  )
})

describe('silent invitations', () => {
  it('say so in the record and in every payload', () => {
    const { writes, messages } = decide(slice(INSIDE), tell('ben'), deviceOf('ida-1'), NOW)
    expect(writes).toMatchObject([{ value: { silent: true } }])
    expect(messages).toMatchObject([
      { name: 'onInvitationAdded', payload: { invitation: { silent: true } } },
      { name: 'onReceiveInvitation', payload: { invitation: { silent: true } } },
    ])
  })

  it('are forgotten by the next call, which rings', () => {
    const before = slice(INSIDE, [{ ...timedOut(), silent: true }])
    const { writes, messages } = decide(before, invite('ben'), deviceOf('ida-1'), NOW)
    expect(writes[0]?.table === 'invitations' && 'silent' in writes[0].value!).toBe(false)
    for (const message of messages) {
      expect('silent' in (message.payload as { invitation: object }).invitation).toBe(false)
    }
  })
})
