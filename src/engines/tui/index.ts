import { createEmitter, type ListenerErrorHandler } from '../../manager/emitter'
import { InvitationCode, InvitationRejectedReason } from '../../manager/enums'
import { reportListenerError, systemClock } from '../../manager/host'
import { DEFAULT_PAGE_COUNT, MAX_PAGE_COUNT } from '../../manager/limits'
import type { Clock } from '../../manager/ports'
import type { ConferenceInvitationManager, InvitationEventPayloads } from '../../manager/types'
import {
  assertOptions,
  assertRoomId,
  assertWhole,
  invalid,
  wrongType,
} from '../../manager/validate'
import { findInvalidInput } from '../../manager/validate-command'
import { packEnvelope } from './envelope'
import { createIncoming } from './incoming'
import { createRoomReader, toInvitation, toPage } from './normalise'
import { createOutgoing, type GiveUp } from './outgoing'
import { createPatience } from './patience'
import { createSdkEventHandlers } from './sdk-events'
import { createSdkListeners } from './sdk-listeners'
import type { TUIConferenceInvitationManagerLike } from './sdk-manager'

export type { TUIConferenceInvitationManagerLike } from './sdk-manager'

type CodeMap = ReadonlyMap<string, InvitationCode>

export interface FromTUIRoomEngineOptions {
  /** Tells the time and runs the deadlines. Defaults to the machine's clock. */
  clock?: Clock
  /**
   * Gets what a listener threw, or what could not be read in an event of the SDK, with the event's name.
   * Defaults to `console.error`.
   */
  onError?: (error: unknown, eventName: string) => void
}

/** The SDK's manager as the contract has it. */
export interface TUIInvitationManager extends ConferenceInvitationManager {
  /** Takes every listener off the SDK; calls afterwards fail with -1002. Harmless when repeated. */
  close(): void
}

/**
 * Makes the manager of `@tencentcloud/tuiroom-engine-js` keep the contract: one form of events and
 * lists, deadlines that both sides know, errors of one kind. It listens to the SDK while somebody
 * listens here, and forgets what rings when the last one leaves. Throws -1 for what is no manager.
 *
 * `inviteUsers` resolves to an empty map where the SDK tells no codes (3.x): the room's list then
 * shows who rings.
 *
 * @param manager - `roomEngine.getConferenceInvitationManager()`, which exists once
 *   `TUIRoomEngine.once('ready')` has called back
 *
 * @example
 * ```ts
 * TUIRoomEngine.once('ready', () => {
 *   manager.value = fromTUIRoomEngine(new TUIRoomEngine().getConferenceInvitationManager())
 * })
 * ```
 */
export function fromTUIRoomEngine(
  manager: TUIConferenceInvitationManagerLike,
  { clock = systemClock, onError = reportListenerError }: FromTUIRoomEngineOptions = {},
): TUIInvitationManager {
  assertManager(manager)
  const emitter = createEmitter<InvitationEventPayloads>(report)
  const rooms = createRoomReader()
  const incoming = createIncoming(clock, (notice) => emitter.emit('onInvitationTimeout', notice))
  const outgoing = createOutgoing(clock, ({ roomId, ...notice }) => {
    emitter.emit('onInvitationStatusChanged', { roomId, ...notice })
    emitter.emit('onInvitationTimeout', notice)
  })
  const listeners = createSdkListeners({
    manager,
    emitter,
    handlers: createSdkEventHandlers({
      rooms,
      incoming,
      outgoing,
      emit: (name, payload) => emitter.emit(name, payload),
    }),
    report,
    onQuiet: forget,
  })
  const patience = createPatience(clock)

  function report(...parts: Parameters<ListenerErrorHandler>) {
    try {
      onError(...parts)
    } catch (error) {
      // nothing may escape into the SDK
      reportListenerError(error, 'onError')
    }
  }

  function forget() {
    incoming.clear()
    outgoing.clear()
    rooms.clear()
  }

  return {
    async inviteUsers(options) {
      assertOptions(options)
      const { roomId, timeout = 0, extensionInfo = '', silent = false } = options
      const asked = { roomId, userIdList: options.userIdList, timeout, extensionInfo, silent }
      const problem = findInvalidInput('inviteUsers', asked)
      if (problem) throw problem
      const userIdList = [...new Set(asked.userIdList)]
      const call = { ...asked, userIdList }
      let giveUp: GiveUp = () => {}
      try {
        const answer = await patience.call('invite', () => {
          // before the call, because its events may come before it returns
          if (listeners.isListening) giveUp = outgoing.begin(call)
          const sentAt = clock.now()
          const envelope = packEnvelope({ timeout, sentAt, silent, text: extensionInfo })
          return manager.inviteUsers({ roomId, userIdList, timeout, extensionInfo: envelope })
        })
        const codes = new Map(answer instanceof Map ? (answer as CodeMap) : [])
        giveUp(refusedIn(codes))
        return codes
      } catch (error) {
        giveUp(userIdList)
        throw error
      }
    },

    async cancelInvitation(options) {
      assertOptions(options)
      const { roomId } = options
      const problem = findInvalidInput('cancelInvitation', { ...options, seen: {} })
      if (problem) throw problem
      const userIdList = [...new Set(options.userIdList)]
      await patience.call('cancel', () => manager.cancelInvitation({ roomId, userIdList }))
      // the SDK tells the one who cancels nothing
      for (const userId of userIdList) outgoing.end(roomId, userId)
    },

    async accept(options) {
      assertOptions(options)
      const { roomId } = options
      assertRoomId(roomId)
      await answer(roomId, () => manager.accept({ roomId }))
    },

    async reject(options) {
      assertOptions(options)
      const { roomId, reason = InvitationRejectedReason.REJECT_TO_ENTER, reply = '' } = options
      const problem = findInvalidInput('reject', { roomId, reason, reply })
      if (problem) throw problem
      await answer(roomId, () => manager.reject({ roomId, reason }))
    },

    async getInvitationList(options) {
      assertOptions(options)
      const { roomId, cursor = '', count = DEFAULT_PAGE_COUNT } = options
      assertRoomId(roomId)
      assertWhole('count', count, 1, MAX_PAGE_COUNT)
      if (typeof cursor !== 'string') throw invalid('cursor must be a string')
      const ask = () => manager.getInvitationList({ roomId, cursor, count })
      const page = toPage(await patience.call('list', ask))
      const invitationList = page.invitationList.map((row) =>
        outgoing.complete(roomId, toInvitation(row)),
      )
      return { invitationList, cursor: page.cursor }
    },

    on: (name, listener) => listeners.on(name, listener),
    off: (name, listener) => listeners.off(name, listener),

    close() {
      patience.close()
      listeners.close()
    },
  }

  async function answer(roomId: string, send: () => Promise<unknown>) {
    await incoming.answer(roomId, () =>
      patience.call('answer', async () => {
        incoming.assertInTime(roomId)
        await send()
      }),
    )
  }
}

function assertManager(manager: unknown): asserts manager is TUIConferenceInvitationManagerLike {
  const isManager =
    typeof manager === 'object' && manager !== null && 'inviteUsers' in manager && 'on' in manager
  if (isManager) return
  throw wrongType(
    'manager',
    "what roomEngine.getConferenceInvitationManager() gives after TUIRoomEngine.once('ready')",
  )
}

function refusedIn(codes: CodeMap): string[] {
  return [...codes].filter(([, code]) => code !== InvitationCode.SUCCESS).map(([userId]) => userId)
}
