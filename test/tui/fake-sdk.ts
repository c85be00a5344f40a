import { InvitationEvent, InvitationStatus } from '../../src/manager/enums'
import type { Clock } from '../../src/manager/ports'
import type {
  TUIConferenceInvitationManagerLike,
  TUIInvitationLike,
  TUIPayloadLike,
  TUIRoomInfoLike,
} from '../../src/engines/tui/sdk-manager'

type Listener = (payload: TUIPayloadLike) => void
type Method = 'inviteUsers' | 'cancelInvitation' | 'accept' | 'reject' | 'getInvitationList'
type Calls = { [Name in Method]: Parameters<TUIConferenceInvitationManagerLike[Name]>[0][] }

const CALLS = 10
const WINDOW_MS = 6_000
/** Calls that the SDK counts together. */
const BUDGETS: Record<Method, string> = {
  inviteUsers: 'invite',
  cancelInvitation: 'cancel',
  accept: 'answer',
  reject: 'answer',
  getInvitationList: 'list',
}

/**
 * The SDK's manager of one process, with what is peculiar about it: methods that need `this`, one emitter
 * where a listener that throws stops the others, a limit of 10 calls, answers that its typings do not tell.
 */
export class FakeSdkManager implements TUIConferenceInvitationManagerLike {
  /** What each method was called with, oldest first. */
  readonly calls: Calls = {
    inviteUsers: [],
    cancelInvitation: [],
    accept: [],
    reject: [],
    getInvitationList: [],
  }
  /** What a method answers; replace one to script it. */
  readonly answers: Record<Method, () => unknown> = {
    inviteUsers: () => undefined,
    cancelInvitation: () => undefined,
    accept: () => undefined,
    reject: () => undefined,
    getInvitationList: () => ({ cursor: '', invitationList: [] }),
  }
  readonly #listeners = new Map<string, Listener[]>()
  readonly #times = new Map<string, number[]>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get listenerCount(): number {
    return [...this.#listeners.values()].reduce((sum, { length }) => sum + length, 0)
  }

  on(eventName: string, listener: Listener) {
    if (!(eventName in InvitationEvent)) throw new TypeError(`${eventName} is no event`)
    this.#listeners.set(eventName, [...(this.#listeners.get(eventName) ?? []), listener])
  }

  off(eventName: string, listener?: Listener) {
    const kept = listener ? (this.#listeners.get(eventName) ?? []) : []
    this.#listeners.set(
      eventName,
      kept.filter((one) => one !== listener),
    )
  }

  /** Calls the listeners as the SDK's core does: one that throws stops the others and comes out here. */
  emit(eventName: InvitationEvent, payload: TUIPayloadLike) {
    for (const listener of this.#listeners.get(eventName) ?? []) listener(payload)
  }

  async inviteUsers(options: Calls['inviteUsers'][number]) {
    return this.#call('inviteUsers', options)
  }

  async cancelInvitation(options: Calls['cancelInvitation'][number]) {
    return this.#call('cancelInvitation', options)
  }

  async accept(options: Calls['accept'][number]) {
    return this.#call('accept', options)
  }

  async reject(options: Calls['reject'][number]) {
    return this.#call('reject', options)
  }

  async getInvitationList(options: Calls['getInvitationList'][number]) {
    return this.#call('getInvitationList', options)
  }

  async #call<Name extends Method>(name: Name, options: Calls[Name][number]): Promise<unknown> {
    const now = this.#clock.now()
    const recent = (this.#times.get(BUDGETS[name]) ?? []).filter((at) => at > now - WINDOW_MS)
    if (recent.length >= CALLS) {
      throw sdkError(-2, 'error_code:3, error_message:exceed frequency limit')
    }
    this.#times.set(BUDGETS[name], [...recent, now])
    ;(this.calls[name] as unknown[]).push(options)
    return this.answers[name]()
  }
}

/** An error as the SDK throws it: nameless, with a code. */
export function sdkError(code: number, message: string): Error {
  return Object.assign(new Error(message), { name: '', code })
}

/** The room of the samples, as the SDK shows it. */
export const sdkRoom = {
  roomId: 'weekly',
  roomName: 'Weekly',
  roomOwner: 'ann',
  ownerId: 'ann',
  ownerName: 'Ann',
  ownerAvatarUrl: '',
  createTime: 1_700_000_000_000,
  roomMemberCount: 1,
  password: '',
  roomType: 0,
  seatMode: 1,
} satisfies TUIRoomInfoLike & Record<string, unknown>

/** An invitation as the SDK shows it. */
export function sdkInvitation({
  inviter = 'ann',
  invitee = 'ben',
  status = InvitationStatus.PENDING,
}: { inviter?: string; invitee?: string; status?: InvitationStatus } = {}): TUIInvitationLike {
  const toUser = (userId: string) => ({
    userId,
    userName: `Nick ${userId}`,
    nameCard: '',
    avatarUrl: '',
    userRole: 2,
    hasAudioStream: false,
    level: 0,
  })
  return { inviter: toUser(inviter), invitee: toUser(invitee), status }
}

/** A list event in the form of 2.8 to 3.4: the room is its id, under the name of the room. */
export function sdkRow(options?: Parameters<typeof sdkInvitation>[0]): TUIPayloadLike {
  return { roomInfo: sdkRoom.roomId, invitation: sdkInvitation(options) }
}

/** A personal event. */
export function sdkNotice(options?: Parameters<typeof sdkInvitation>[0]): TUIPayloadLike {
  return { roomInfo: sdkRoom, invitation: sdkInvitation(options) }
}
