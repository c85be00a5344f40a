import type { ErrorFrame, ServerFrame } from '../../src/engines/service/wire'
import type { Actor, CommandInput, CommandName } from '../../src/manager/commands'
import { ConferenceInvitationError, InvitationErrorCode } from '../../src/manager/errors'
import { createExecutor, type Executor } from '../../src/manager/executor'
import { MAX_USERS_PER_CALL } from '../../src/manager/limits'
import { isUserId, validateRoomId } from '../../src/manager/validate'
import { describeError } from '../logger'
import { toPublicError } from '../public-error'
import { forgetRemoval } from '../removals'
import { readMember } from '../rooms'
import type { GatewayContext } from '../context'
import type { Follows } from './follows'
import { isCommandName, pickInput, type UncheckedCall } from './frames'

/** Runs the calls of one socket. */
export interface Calls {
  /** Answers a call, one way or another. */
  run(call: UncheckedCall): Promise<void>
  /** Resolves when every call that is under way has been answered. */
  settled(): Promise<void>
}

export interface CallsOptions {
  actor: Actor
  context: GatewayContext
  follows: Follows
  send: (frame: ServerFrame) => void
  /** Notes that a call was refused because there are too many. */
  onRefusal: () => void
}

/** Commands that change nothing: they may simply run again when they are repeated. */
const READS: readonly CommandName[] = ['getInvitationList', 'getPendingInvitations', 'getRoom']
/** What clients leave to the app's backend where it has rooms of its own. */
const OF_THE_BACKEND: readonly CommandName[] = ['createRoom', 'destroyRoom', 'changeUserRole']
const TOO_MANY_UNDER_WAY_MS = 500

/** Creates {@link Calls}. */
export function createCalls(options: CallsOptions): Calls {
  const { actor, context, follows, send, onRefusal } = options
  const { store, limits, metrics, logger } = context
  const { userId } = actor.user
  const underWay = new Set<Promise<void>>()

  function refuse(id: string, retryAfterMs: number) {
    const code = InvitationErrorCode.FREQUENCY_LIMIT
    send({ t: 'error', id, code, message: 'too many calls: wait a little', retryAfterMs })
    onRefusal()
  }

  function fail(id: string, error: unknown) {
    const requestId = `${actor.deviceId}.${id}`
    const { code, message, isInternal } = toPublicError(error, requestId)
    if (isInternal) logger.error({ requestId, userId, error: describeError(error) }, 'call failed')
    const frame: ErrorFrame = { t: 'error', id, code, message }
    send(frame)
    return code
  }

  async function answer({ id, name, input }: UncheckedCall) {
    const stopTimer = metrics.startCall(isCommandName(name) ? name : 'unknown')
    try {
      if (!isCommandName(name)) throw unknownCommand()
      const output = await execute(id, name, pickInput(name, input))
      send({ t: 'answer', id, output: output ?? null })
      stopTimer(0)
    } catch (error) {
      stopTimer(fail(id, error))
    }
  }

  async function execute<Name extends CommandName>(
    id: string,
    name: Name,
    input: CommandInput<Name>,
  ): Promise<unknown> {
    if (READS.includes(name)) return context.executor.execute(actor, name, input)
    return change(executorFor(id), name, input)
  }

  async function change<Name extends CommandName>(
    executor: Executor,
    name: Name,
    input: CommandInput<Name>,
  ): Promise<unknown> {
    const run = () => executor.execute(actor, name, input)
    const roomId = 'roomId' in input ? input.roomId : null
    if (!validateRoomId(roomId)) return run()
    if (context.rooms === 'managed') await checkManaged(name, roomId)
    if (name === 'enterRoom') {
      const entered = await follows.enter(roomId, run)
      await forgetRemoval(store, roomId, userId)
      return entered
    }
    return name === 'exitRoom' ? follows.exit(roomId, run) : run()
  }

  async function checkManaged(name: CommandName, roomId: string) {
    const isAllowed =
      name === 'enterRoom'
        ? (await readMember(store, roomId, userId)) !== null
        : !OF_THE_BACKEND.includes(name)
    if (isAllowed) return
    throw new ConferenceInvitationError(
      InvitationErrorCode.NO_PERMISSION,
      'the backend of this app decides about its rooms and who is inside',
    )
  }

  function executorFor(id: string): Executor {
    const requestId = `${actor.deviceId}.${id}`
    return createExecutor({ store: store.forRequest({ userId, requestId }), clock: store.clock })
  }

  /** How long to wait before this call may come, in milliseconds. */
  function waitFor({ name, input }: UncheckedCall): number {
    if (underWay.size >= limits.callsUnderWay) return TOO_MANY_UNDER_WAY_MS
    const wait = context.userCalls.take(userId)
    if (wait > 0 || name !== 'inviteUsers' || !('userIdList' in input)) return wait
    const invitees = new Set(
      Array.isArray(input.userIdList) ? input.userIdList.filter(isUserId) : [],
    )
    // the rules refuse these
    if (invitees.size === 0 || invitees.size > MAX_USERS_PER_CALL) return 0
    return context.pairInvites.takeAll([...invitees].map((invitee) => `${userId}\0${invitee}`))
  }

  return {
    async run(call) {
      const retryAfterMs = waitFor(call)
      if (retryAfterMs > 0) {
        refuse(call.id, retryAfterMs)
        return
      }
      const task = answer(call)
      underWay.add(task)
      await task
      underWay.delete(task)
    },
    async settled() {
      await Promise.all(underWay)
    },
  }
}

function unknownCommand() {
  return new ConferenceInvitationError(
    InvitationErrorCode.FAILED,
    'this service knows no such command',
  )
}
