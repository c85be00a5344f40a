import { computed, markRaw, shallowRef } from 'vue'
import type { InvitationContext } from '../context'
import { InvitationCode, InvitationStatus } from '../manager/enums'
import type { Invitation, Off } from '../manager/types'
import { createInvitationMirror } from './invitation-mirror'
import { createListLoader, type ListSource } from './list-loader'
import { fillGaps, isSettledByNews, toEntry, type OptimisticChange } from './optimistic-changes'
import { createPlaceholders } from './placeholders'
import { createPublisher } from './publisher'
import { requireSource } from './require-source'
import type { RowsByState } from './rows-by-state'
import type { InvitationEntry, InviteOptions } from './types'

/** A change with what the store has to know of its course. */
interface Operation {
  change: OptimisticChange
  call: Call
}

/** One call to the backend, which several rows may share. */
interface Call {
  /** Ends with the call, whatever came of it. */
  promise: Promise<unknown>
}

const ROOM_LIST = Symbol('room list')

/** The current room's list, once per context: the store shows it, and those who show it in order ask here. */
export function shareRoomList(context: InvitationContext): RoomList {
  return context.share(ROOM_LIST, () => createRoomList(context))
}

/** The list of {@link shareRoomList}. */
export type RoomList = ReturnType<typeof createRoomList>

/** The current room's list: what the backend said, and above it what this device expects. */
function createRoomList({ clock, currentUser, members }: InvitationContext) {
  const mirror = createInvitationMirror((userId) => expected.has(userId))
  const operations = new Map<string, Operation>()
  const errors = new Map<string, unknown>()
  const version = shallowRef(0)
  const publisher = createPublisher(publish, () => mirror.size, clock)
  const answerListeners = new Set<(answered: readonly InvitationEntry[]) => void>()
  /** People who show as being called and are not in the list. */
  let expected: ReadonlySet<string> = new Set()
  const loader = createListLoader(mirror, clock, { onStart, onLoaded })
  let source: ListSource | null = null
  /** Expectations that the snapshot under way must fulfil. */
  let settledBefore: ReadonlySet<Operation> = new Set()

  /** Made when somebody looks. */
  const list = computed<readonly InvitationEntry[]>(() => {
    void version.value
    // lists are long: nothing of Vue or its tools shall walk through them
    return markRaw(mirror.read(entryOf, extras()))
  })

  const byState = computed<RowsByState>(() => {
    void version.value
    return mirror.readByState(entryOf, extras())
  })

  function extras() {
    const entries: InvitationEntry[] = []
    for (const userId of operations.keys()) {
      const entry = mirror.get(userId) ? null : entryOf(userId, undefined)
      if (entry) entries.push(entry)
    }
    return entries
  }

  /** What changed is put in order now: then a panel that opens later, or looks already, has little to do. */
  function publish() {
    mirror.settle(entryOf)
    expected = new Set(extras().map(({ userId }) => userId))
    version.value += 1
    const answered = mirror.takeAnswered()
    if (answered.length > 0) for (const listener of answerListeners) listener(answered)
  }

  /** Calls back with the rows of those who answered, or whose time was up, as soon as they show so. */
  function onAnswered(listener: (answered: readonly InvitationEntry[]) => void): Off {
    answerListeners.add(listener)
    return () => answerListeners.delete(listener)
  }

  function entryOf(userId: string, invitation: Invitation | undefined) {
    const change = operations.size > 0 ? operations.get(userId)?.change : undefined
    const error = errors.size > 0 ? (errors.get(userId) ?? null) : null
    return toEntry(userId, invitation, change, error)
  }

  /** Starts over with another room, or with none. */
  function open(next: ListSource | null) {
    source = next
    mirror.clear()
    operations.clear()
    errors.clear()
    publisher.reset()
    expected = new Set()
    version.value += 1
    loader.open(next)
  }

  function put(invitation: Invitation) {
    const change =
      operations.size > 0 ? operations.get(invitation.invitee.userId)?.change : undefined
    const known = change?.kind === 'invite' ? change.invitation : undefined
    const isForeign = invitation.revision === undefined
    noteNews(invitation, mirror.put(isForeign ? fillGaps(invitation, known) : invitation))
  }

  function remove(invitation: Invitation) {
    const { userId } = invitation.invitee
    const isNews = mirror.remove(invitation)
    const operation = operations.get(userId)
    // what comes after the removal is another invitation, which nobody here has cancelled
    if (isNews && operation?.change.kind === 'cancel') drop(userId, operation)
    noteNews(invitation, isNews)
  }

  /** Takes what a personal event says of a row that is in the list anyway. */
  function amend(invitation: Invitation) {
    noteNews(invitation, mirror.amend(invitation))
  }

  function noteNews({ invitee: { userId } }: Invitation, isNews: boolean) {
    if (!isNews) return
    if (errors.size > 0 && errors.delete(userId)) mirror.invalidate(userId)
    if (operations.size > 0) {
      const operation = operations.get(userId)
      if (operation && isSettledByNews(operation.change)) drop(userId, operation)
    }
    publisher.schedule()
  }

  function onStart() {
    const settled = [...operations.values()].filter(({ change }) => change.phase !== 'sending')
    settledBefore = new Set(settled)
  }

  function onLoaded({ isFromStart, isComplete }: { isFromStart: boolean; isComplete: boolean }) {
    if (isFromStart) {
      for (const userId of errors.keys()) mirror.invalidate(userId)
      errors.clear()
    }
    for (const [userId, operation] of operations) {
      const isKnown = mirror.get(userId) !== undefined || (isFromStart && isComplete)
      if (isKnown && settledBefore.has(operation)) drop(userId, operation)
    }
    publisher.schedule()
  }

  function setOperation(userId: string, operation: Operation) {
    operations.set(userId, operation)
    errors.delete(userId)
    mirror.invalidate(userId)
    publisher.schedule()
  }

  function drop(userId: string, operation: Operation) {
    if (operations.get(userId) !== operation) return
    operations.delete(userId)
    mirror.invalidate(userId)
    publisher.schedule()
  }

  function settle(userId: string, operation: Operation, change: OptimisticChange) {
    if (operations.get(userId) === operation) setOperation(userId, { ...operation, change })
  }

  function keepError(userId: string, error: unknown) {
    if (!mirror.get(userId)) return
    errors.set(userId, error)
    mirror.invalidate(userId)
    publisher.schedule()
  }

  async function invite(options: InviteOptions): Promise<Map<string, InvitationCode>> {
    const { timeout = 0, extensionInfo = '', silent = false } = options
    const userIdList = [...new Set(options.userIdList)]
    const from = requireSource(source)
    const { manager, roomId } = from

    // before the call, because its events may come before it returns
    const call: Call = { promise: Promise.resolve() }
    const mine = new Map<string, Operation>()
    const placeholderOf = createPlaceholders(options, inviterNow(), clock.read())
    for (const userId of userIdList) {
      const known = mirror.get(userId)
      if (isOpen(known)) continue
      const invitation = placeholderOf(userId, known?.invitee)
      const operation: Operation = {
        change: { kind: 'invite', phase: 'sending', invitation },
        call,
      }
      mine.set(userId, operation)
      setOperation(userId, operation)
    }

    try {
      const ring = { roomId, userIdList, timeout, extensionInfo }
      const answer = manager.inviteUsers(silent ? { ...ring, silent } : ring)
      call.promise = answer
      // foreign managers resolve to nothing
      const codes: Map<string, InvitationCode> = (await answer) ?? new Map()
      for (const [userId, operation] of mine) {
        const code = codes.get(userId)
        if (code !== undefined && code !== InvitationCode.SUCCESS) drop(userId, operation)
        else {
          const phase = code === undefined ? 'sent' : 'confirmed'
          settle(userId, operation, { ...operation.change, phase } as OptimisticChange)
        }
      }
      return codes
    } catch (error) {
      for (const [userId, operation] of mine) {
        drop(userId, operation)
        if (source === from) keepError(userId, error)
      }
      throw error
    }
  }

  /** This person as the room knows them. */
  function inviterNow() {
    const me = currentUser.value ?? { userId: '' }
    return members.value.find(({ userId }) => userId === me.userId) ?? me
  }

  async function cancel(userIds: readonly string[]): Promise<void> {
    const userIdList = [...new Set(userIds)]
    const from = requireSource(source)
    const { manager, roomId } = from
    const before = userIdList.map((userId) => operations.get(userId)?.call.promise)

    const call: Call = { promise: Promise.resolve() }
    const operation: Operation = { change: { kind: 'cancel', phase: 'sending' }, call }
    for (const userId of userIdList) setOperation(userId, operation)

    try {
      await sendAfter(before, () => {
        const answer = manager.cancelInvitation({ roomId, userIdList })
        call.promise = answer
        return answer
      })
      for (const userId of userIdList) {
        if (mirror.get(userId)) settle(userId, operation, { kind: 'cancel', phase: 'confirmed' })
        else drop(userId, operation)
      }
    } catch (error) {
      for (const userId of userIdList) {
        drop(userId, operation)
        if (source === from) keepError(userId, error)
      }
      throw error
    }
  }

  return {
    list,
    byState,
    onAnswered,
    loader,
    open,
    put,
    remove,
    amend,
    invite,
    cancel,
    dispose: () => open(null),
  }
}

/** Sends at once where nothing is under way, so that the caller's order is kept. */
function sendAfter(before: readonly (Promise<unknown> | undefined)[], send: () => Promise<void>) {
  const underWay = before.filter((promise) => promise !== undefined)
  return underWay.length === 0 ? send() : Promise.allSettled(underWay).then(send)
}

function isOpen(invitation: Invitation | undefined): boolean {
  return (
    invitation?.status === InvitationStatus.PENDING ||
    invitation?.status === InvitationStatus.ACCEPTED
  )
}
