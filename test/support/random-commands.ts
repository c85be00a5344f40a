import fc from 'fast-check'
import type { Actor, CommandInput, CommandName } from '../../src/manager/commands'
import { createExecutor } from '../../src/manager/executor'
import type { Clock, Message, Store } from '../../src/manager/ports'
import type { UserRole } from '../../src/manager/enums'
import { toProfileRecord } from '../../src/manager/records'
import type { Invitation } from '../../src/manager/types'
import { createManualClock, type ManualClock } from '../../src/testing'

export const ROOMS = ['one', 'two']
export const PEOPLE = ['ann', 'ben', 'cat', 'dan']

/** One step of somebody, after a wait. */
export interface RandomStep {
  waitMs: number
  actor: Actor
  name: CommandName | 'sweep'
  input: object
}

const room = fc.constantFrom(...ROOMS)
const person = fc.constantFrom(...PEOPLE)
const people = fc.uniqueArray(person, { minLength: 1 })
const role = fc.constantFrom<UserRole[]>(0, 1, 2)

const actor = fc.tuple(person, fc.constantFrom('1', '2')).map(([userId, device]): Actor => ({
  user: toProfileRecord({ userId, userName: userId.toUpperCase() }),
  deviceId: `${userId}-${device}`,
}))

function inputs<Name extends CommandName>(
  name: Name,
  weight: number,
  input: fc.Arbitrary<CommandInput<Name>>,
) {
  return { weight, arbitrary: input.map((value) => ({ name, input: value })) }
}

const call = fc.oneof(
  inputs(
    'inviteUsers',
    8,
    fc.record({
      roomId: room,
      userIdList: people,
      timeout: fc.constantFrom(0, 1, 30),
      extensionInfo: fc.constantFrom('', 'hello'),
    }),
  ),
  inputs('accept', 4, fc.record({ roomId: room })),
  inputs(
    'reject',
    4,
    fc.record({
      roomId: room,
      reason: fc.constantFrom(0 as const, 1 as const),
      reply: fc.constantFrom('', 'no'),
    }),
  ),
  inputs(
    'cancelInvitation',
    4,
    fc.record({ roomId: room, userIdList: people, seen: fc.constant({}) }),
  ),
  inputs('enterRoom', 5, fc.record({ roomId: room })),
  inputs('exitRoom', 3, fc.record({ roomId: room })),
  inputs(
    'createRoom',
    3,
    fc.record({ roomId: room, roomName: fc.constant<string>('Room'), inviterRole: role }),
  ),
  inputs('destroyRoom', 1, fc.record({ roomId: room })),
  inputs('changeUserRole', 2, fc.record({ roomId: room, userId: person, userRole: role })),
  {
    weight: 3,
    arbitrary: fc.constant({ name: 'sweep' as const, input: {} }),
  },
)

/** Any doings of four people with two devices each in two rooms. */
export const randomSteps: fc.Arbitrary<RandomStep[]> = fc
  .array(
    fc.record({
      waitMs: fc.oneof(
        { weight: 4, arbitrary: fc.constant(1) },
        { weight: 2, arbitrary: fc.constantFrom(999, 1_000, 5_000) },
        { weight: 1, arbitrary: fc.constantFrom(29_999, 30_000, 60_000, 700_000) },
      ),
      actor,
      call,
    }),
    { maxLength: 60 },
  )
  .map((steps) => [
    ...opening(),
    ...steps.map(({ call: { name, input }, ...rest }) => ({ ...rest, name, input })),
  ])

/** Something to begin with, or most calls would fail: Ann is in the first room, Ben in the second. */
function opening(): RandomStep[] {
  return ROOMS.flatMap((roomId, index) => {
    const userId = PEOPLE[index]!
    const owner = { user: toProfileRecord({ userId }), deviceId: `${userId}-1` }
    const first = { waitMs: 1, actor: owner }
    return [
      {
        ...first,
        name: 'createRoom' as const,
        input: { roomId, roomName: 'Room', inviterRole: 2 },
      },
      { ...first, name: 'enterRoom' as const, input: { roomId } },
    ]
  })
}

/** A backend to run steps on. */
export interface Bench {
  clock: ManualClock
  run(step: RandomStep): Promise<unknown>
}

/** Runs steps on a store; what comes of each is its output, or the code of its error. */
export function createBench(createStore: (clock: Clock) => Store): Bench & { store: Store } {
  const clock = createManualClock()
  const store = createStore(clock)
  const executor = createExecutor({ store, clock })
  return {
    clock,
    store,
    async run({ waitMs, actor: who, name, input }) {
      clock.set(clock.now() + waitMs)
      if (name === 'sweep') return void (await executor.sweep())
      try {
        return (await executor.execute(who, name, input)) ?? null
      } catch (error) {
        return (error as { code: number }).code
      }
    },
  }
}

type ListMessage = Extract<
  Message,
  { name: 'onInvitationAdded' | 'onInvitationRemoved' | 'onInvitationStatusChanged' }
>

/** The list of a room as somebody has it who only follows the messages: in any order, also twice. */
export function mirrorOf(messages: readonly Message[], roomId: string): Map<string, Invitation> {
  const rows = new Map<string, { revision: number; invitation: Invitation | null }>()
  for (const message of messages) {
    if (!isListMessage(message) || message.payload.roomId !== roomId) continue
    const { invitation } = message.payload
    const { userId } = invitation.invitee
    const revision = invitation.revision!
    if (revision <= (rows.get(userId)?.revision ?? 0)) continue
    const isGone = message.name === 'onInvitationRemoved'
    rows.set(userId, { revision, invitation: isGone ? null : invitation })
  }
  return new Map(
    [...rows].flatMap(([userId, { invitation }]) => (invitation ? [[userId, invitation]] : [])),
  )
}

export function isListMessage(message: Message): message is ListMessage {
  return (
    message.name === 'onInvitationAdded' ||
    message.name === 'onInvitationRemoved' ||
    message.name === 'onInvitationStatusChanged'
  )
}
