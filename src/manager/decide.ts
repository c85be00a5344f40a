import type { Actor, Command, CommandOutput } from './commands'
import { openDraft, type Draft } from './draft'
import { ConferenceInvitationError } from './errors'
import {
  accept,
  cancelInvitation,
  expire,
  inviteUsers,
  reject,
  requireRoom,
} from './invitation-rules'
import type { Message, Scope, Slice, Write } from './ports'
import {
  changeUserRole,
  createRoom,
  destroyRoom,
  enterRoom,
  exitRoom,
  expireRoom,
} from './room-rules'

/** Commands that change something, and the passing of time, which changes things by itself. */
export type RuledCommand =
  | Exclude<Command, { name: 'getPendingInvitations' | 'getRoom' }>
  | { name: 'sweep'; roomId: string; userIdList: readonly string[] | 'all' }

/** What comes of a command. Time may have changed something even where the command failed. */
export interface Decision {
  writes: Write[]
  messages: Message[]
  outcome: { output: unknown } | { error: ConferenceInvitationError }
}

/** Names the records that {@link decide} looks at for a command. */
export function scopeOf(command: RuledCommand, actor: Actor, quota: string | null): Scope {
  const { userId } = actor.user
  const scope = { roomId: command.roomId, members: [], invitations: [], profiles: [], quota }
  switch (command.name) {
    case 'inviteUsers': {
      const { userIdList } = command
      return {
        ...scope,
        members: [userId, ...userIdList],
        invitations: userIdList,
        profiles: userIdList,
      }
    }
    case 'cancelInvitation':
      return { ...scope, members: [userId], invitations: command.userIdList }
    case 'accept':
    case 'reject':
      return { ...scope, invitations: [userId] }
    case 'enterRoom':
      return { ...scope, members: [userId], invitations: [userId] }
    case 'exitRoom':
      return { ...scope, members: [userId] }
    case 'changeUserRole':
      return { ...scope, members: [userId, command.userId] }
    case 'destroyRoom':
      return { ...scope, members: 'all', invitations: 'all' }
    case 'sweep':
      return {
        ...scope,
        members: command.userIdList === 'all' ? 'all' : [],
        invitations: command.userIdList,
      }
    case 'createRoom':
    case 'getInvitationList':
      return scope
  }
}

/**
 * The rules of invitations, the same for every backend: no I/O, no clock, no chance. First time does
 * its own to the records of the scope, so that a late answer loses even where nobody has swept; then
 * the command succeeds whole or changes nothing.
 *
 * @param slice - the records that {@link scopeOf} named
 * @param now - milliseconds since the epoch
 */
export function decide(slice: Slice, command: RuledCommand, actor: Actor, now: number): Decision {
  const draft = openDraft(slice)
  expire(draft, now)
  const { writes, messages } = draft
  const [writesOfTime, messagesOfTime] = [writes.length, messages.length]
  try {
    return { writes, messages, outcome: { output: apply(draft, slice, command, actor, now) } }
  } catch (error) {
    if (!(error instanceof ConferenceInvitationError)) throw error
    writes.length = writesOfTime
    messages.length = messagesOfTime
    return { writes, messages, outcome: { error } }
  }
}

function apply(
  draft: Draft,
  slice: Slice,
  command: RuledCommand,
  actor: Actor,
  now: number,
): CommandOutput<'inviteUsers'> | void {
  switch (command.name) {
    case 'inviteUsers':
      return inviteUsers(draft, slice.profiles, actor, command, now)
    case 'cancelInvitation':
      return cancelInvitation(draft, actor, command, now)
    case 'accept':
      return accept(draft, actor, now)
    case 'reject':
      return reject(draft, actor, command, now)
    case 'createRoom':
      return createRoom(draft, actor, command, now)
    case 'enterRoom':
      return enterRoom(draft, actor, now)
    case 'exitRoom':
      return exitRoom(draft, actor, now)
    case 'destroyRoom':
      return destroyRoom(draft, actor, now)
    case 'changeUserRole':
      return changeUserRole(draft, actor, command)
    case 'getInvitationList':
      requireRoom(draft)
      return
    case 'sweep':
      if (command.userIdList === 'all') expireRoom(draft, now)
      return
  }
}
