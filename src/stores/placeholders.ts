import { InvitationStatus, UserRole } from '../manager/enums'
import type { Invitation, UserInfo } from '../manager/types'
import type { InviteOptions } from './types'

type KnownUser = Pick<UserInfo, 'userId'> & Partial<UserInfo>

/** Creates what makes the rows of a call as they will probably look. */
export function createPlaceholders(
  { timeout = 0, extensionInfo = '', silent = false, users = [] }: InviteOptions,
  inviter: KnownUser,
  now: number,
): (userId: string, known: UserInfo | undefined) => Invitation {
  const usersById = new Map(users.map((user) => [user.userId, user]))
  const common = {
    inviter: toUserInfo(inviter),
    status: InvitationStatus.PENDING,
    createdAt: now,
    updatedAt: now,
    expiresAt: timeout === 0 ? null : now + timeout * 1_000,
    extensionInfo,
    ...(silent && { silent }),
  }

  return (userId, known) => ({
    invitee: toUserInfo(usersById.get(userId) ?? known ?? { userId }),
    ...common,
  })
}

function toUserInfo(user: KnownUser): UserInfo {
  const { userId, userName = '', nameCard = '', avatarUrl = '' } = user
  return { userId, userName, nameCard, avatarUrl, userRole: user.userRole ?? UserRole.GENERAL_USER }
}
