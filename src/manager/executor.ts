import type { Actor, CommandInput, CommandName, CommandOutput, RoomState } from './commands'
import { formatCursor, parseCursor, positionOf } from './cursor'
import { decide, scopeOf, type Decision, type RuledCommand } from './decide'
import { ConferenceInvitationError, InvitationErrorCode } from './errors'
import type { Clock, DueRecords, Scope, Store } from './ports'
import { quotaKey, takeFromQuota } from './quota'
import { toInvitation, toProfileRecord, toRoomInfo, toUserInfo } from './records'
import type { InvitationListPage, ReceivedInvitation } from './types'
import { findInvalidInput } from './validate-command'

const SWEEP_BATCH = 100

/** Runs commands under the rules over any store: the trusted side of every backend of ours. */
export interface Executor {
  /** Carries out one command; rejects with a `ConferenceInvitationError`. */
  execute<Name extends CommandName>(
    actor: Actor,
    name: Name,
    input: CommandInput<Name>,
  ): Promise<CommandOutput<Name>>
  /**
   * Lets time do what it does. Harmless to repeat and to run in several places at once.
   *
   * @returns when to sweep again: milliseconds since the epoch, `null` for not before a change
   */
  sweep(): Promise<number | null>
}

/** Whom the passing of time acts for: nobody. */
const NOBODY: Actor = { user: toProfileRecord({ userId: '' }), deviceId: '' }

/** Creates an {@link Executor}. */
export function createExecutor({ store, clock }: { store: Store; clock: Clock }): Executor {
  async function execute<Name extends CommandName>(
    actor: Actor,
    name: Name,
    input: CommandInput<Name>,
  ): Promise<CommandOutput<Name>> {
    try {
      return await run(actor, name, input)
    } catch (error) {
      throw error instanceof ConferenceInvitationError ? error : unforeseen(error)
    }
  }

  async function run<Name extends CommandName>(
    actor: Actor,
    name: Name,
    input: CommandInput<Name>,
  ): Promise<CommandOutput<Name>> {
    const invalid = findInvalidInput(name, input)
    const quota = quotaKey(name, actor.user.userId)
    if (invalid && quota === null) throw invalid
    if (name === 'getPendingInvitations') return await listPending(actor)
    if (name === 'getRoom') {
      return await readRoom((input as CommandInput<'getRoom'>).roomId)
    }

    const command = { ...input, name } as RuledCommand
    const scope = invalid ? emptyScope(quota) : scopeOf(command, actor, quota)
    const outcome = await store.transact(scope, (slice) => {
      const now = clock.now()
      const budget = takeFromQuota(slice.quota, now)
      // too many calls is told first, even of calls that are wrong besides
      const refusal = quota !== null && !budget.allowed ? tooManyCalls() : invalid
      const decision = refusal ? failWith(refusal) : decide(slice, command, actor, now)
      const { messages, outcome: result } = decision
      const writes = [...decision.writes]
      if (quota !== null) writes.push({ table: 'quotas', key: quota, value: budget.times })
      return { writes, messages, result }
    })
    if ('error' in outcome) throw outcome.error
    if (name === 'getInvitationList') {
      return await readPage(input as CommandInput<'getInvitationList'>)
    }
    return outcome.output as CommandOutput<Name>
  }

  async function readPage(input: CommandInput<'getInvitationList'>): Promise<InvitationListPage> {
    const { roomId, cursor, count } = input
    const after = parseCursor(cursor) ?? null
    // one more than asked for tells whether a further page exists
    const records = await store.listInvitations(roomId, after, count + 1)
    const room = await store.getRoom(roomId)
    if (!room) throw noSuchRoom()
    const page = records.slice(0, count)
    const last = page.at(-1)
    return {
      invitationList: page.map((record) => toInvitation(room, record)),
      cursor: last && records.length > count ? formatCursor(positionOf(last)) : '',
    }
  }

  async function listPending({ user }: Actor): Promise<ReceivedInvitation[]> {
    const now = clock.now()
    const pending = await store.listPending(user.userId)
    return pending
      .filter(({ record: { expiresAt } }) => expiresAt === null || expiresAt > now)
      .map(({ room, record }) => ({
        roomInfo: toRoomInfo(room),
        invitation: toInvitation(room, record),
        extensionInfo: record.extensionInfo,
      }))
  }

  async function readRoom(roomId: string): Promise<RoomState> {
    const [room, members] = await Promise.all([store.getRoom(roomId), store.listMembers(roomId)])
    if (!room) throw noSuchRoom()
    return {
      roomInfo: toRoomInfo(room),
      members: members.map(({ user }) => toUserInfo(room, user)),
      revision: room.revision,
    }
  }

  async function sweep(): Promise<number | null> {
    for (;;) {
      const due = await store.listDue(clock.now(), SWEEP_BATCH)
      if (due.invitations.length === 0 && due.roomIds.length === 0) return await store.nextDue()
      for (const command of sweepsOf(due)) {
        await store.transact(scopeOf(command, NOBODY, null), (slice) => {
          const { writes, messages } = decide(slice, command, NOBODY, clock.now())
          return { writes, messages, result: undefined }
        })
      }
    }
  }

  return { execute, sweep }
}

function sweepsOf({ invitations, roomIds }: DueRecords): RuledCommand[] {
  const byRoom = new Map<string, string[]>()
  for (const { roomId, userId } of invitations) {
    byRoom.set(roomId, [...(byRoom.get(roomId) ?? []), userId])
  }
  return [
    ...[...byRoom].map(([roomId, userIdList]) => ({ name: 'sweep', roomId, userIdList }) as const),
    ...roomIds.map((roomId) => ({ name: 'sweep', roomId, userIdList: 'all' }) as const),
  ]
}

function emptyScope(quota: string | null): Scope {
  return { roomId: '', members: [], invitations: [], profiles: [], quota }
}

function failWith(error: ConferenceInvitationError): Decision {
  return { writes: [], messages: [], outcome: { error } }
}

function tooManyCalls() {
  return new ConferenceInvitationError(
    InvitationErrorCode.FREQUENCY_LIMIT,
    'too many calls of this kind: wait a few seconds',
  )
}

function unforeseen(cause: unknown) {
  const message = cause instanceof Error ? cause.message : String(cause)
  return new ConferenceInvitationError(InvitationErrorCode.FAILED, message, { cause })
}

function noSuchRoom() {
  return new ConferenceInvitationError(InvitationErrorCode.ROOM_NOT_FOUND, 'there is no such room')
}
