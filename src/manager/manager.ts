import type { CommandInput, CommandName } from './commands'
import type { Emitter } from './emitter'
import { InvitationRejectedReason } from './enums'
import { DEFAULT_PAGE_COUNT } from './limits'
import type { Connection } from './ports'
import type {
  ConferenceInvitationManager,
  Invitation,
  InvitationEventPayloads,
  InvitationListNotice,
} from './types'
import { assertOptions } from './validate'

/** The manager of one device, over any connection. */
export interface ConnectedManager {
  manager: ConferenceInvitationManager
  /** Takes notice of a row that this device was shown. */
  noteSeen(roomId: string, invitation: Invitation): void
  /** Forgets the rows of a room that this device left. */
  forgetSeen(): void
}

/** Creates the manager of one device. */
export function createManager(
  connection: Connection,
  emitter: Emitter<InvitationEventPayloads>,
): ConnectedManager {
  /** Newest revision of each row that this device knows, so that a cancel can lose its race. */
  const seen = new Map<string, number>()

  function noteSeen(roomId: string, { invitee, revision = 0 }: Invitation) {
    const key = keyOf(roomId, invitee.userId)
    if (revision > (seen.get(key) ?? 0)) seen.set(key, revision)
  }

  async function call<Name extends CommandName>(
    name: Name,
    options: unknown,
    toInput: (options: never) => CommandInput<Name>,
  ) {
    assertOptions(options)
    return connection.call(name, toInput(options as never))
  }

  const manager: ConferenceInvitationManager = {
    async inviteUsers(options) {
      const codes = await call('inviteUsers', options, (given: typeof options) => {
        const { roomId, userIdList, timeout = 0, extensionInfo = '', silent } = given
        const input = { roomId, userIdList, timeout, extensionInfo }
        return silent === undefined ? input : { ...input, silent }
      })
      return new Map(codes)
    },
    cancelInvitation: (options) =>
      call('cancelInvitation', options, ({ roomId, userIdList }: typeof options) => ({
        roomId,
        userIdList,
        seen: seenOf(roomId, userIdList),
      })),
    accept: (options) => call('accept', options, ({ roomId }: typeof options) => ({ roomId })),
    reject: (options) =>
      call('reject', options, (given: typeof options) => {
        const { roomId, reason = InvitationRejectedReason.REJECT_TO_ENTER, reply = '' } = given
        return { roomId, reason, reply }
      }),
    async getInvitationList(options) {
      const page = await call('getInvitationList', options, (given: typeof options) => {
        const { roomId, cursor = '', count = DEFAULT_PAGE_COUNT } = given
        return { roomId, cursor, count }
      })
      for (const invitation of page.invitationList) noteSeen(options.roomId, invitation)
      return page
    },
    getPendingInvitations: () => connection.call('getPendingInvitations', {}),
    on: (eventName, listener) => {
      emitter.on(eventName, listener)
    },
    off: (eventName, listener) => emitter.off(eventName, listener),
    get status() {
      return connection.status
    },
    onStatusChange: (listener) => connection.onStatusChange(listener),
  }

  function seenOf(roomId: string, userIdList: unknown): Record<string, number> {
    if (!Array.isArray(userIdList)) return {}
    return Object.fromEntries(
      userIdList.flatMap((userId: string) => {
        const revision = seen.get(keyOf(roomId, userId))
        return revision === undefined ? [] : [[userId, revision]]
      }),
    )
  }

  return { manager, noteSeen, forgetSeen: () => seen.clear() }
}

/** The row of a list event, `null` for the other events. */
export function listNoticeOf(
  name: string,
  payload: InvitationEventPayloads[keyof InvitationEventPayloads],
): InvitationListNotice | null {
  const isListEvent =
    name === 'onInvitationAdded' ||
    name === 'onInvitationRemoved' ||
    name === 'onInvitationStatusChanged'
  return isListEvent ? (payload as InvitationListNotice) : null
}

function keyOf(roomId: string, userId: string) {
  return `${roomId}\n${userId}`
}
