import { useInvitationContext } from '../context'
import type { UserInfo } from '../manager/types'
import { createUserCache } from './user-cache'

/** A person of whom at least the id is known. */
export type NamedUser = Pick<UserInfo, 'userId'> & Partial<UserInfo>

/** Return type of {@link useDisplayNames}. */
export interface UseDisplayNamesReturn {
  /** Name in this room, else name, else what the directory says, else the id. */
  nameOf(user: NamedUser): string
  /** Address of a picture, `''` when nobody knows one. */
  avatarOf(user: NamedUser): string
}

const USER_CACHE = Symbol('user cache')

/** Names and pictures of people; missing ones are asked from the directory, many in one question. */
export function useDisplayNames(): UseDisplayNamesReturn {
  const users = useUserCache()

  return {
    nameOf: (user) =>
      user.nameCard || user.userName || users.get(user.userId)?.userName || user.userId,
    avatarOf: (user) => user.avatarUrl || users.get(user.userId)?.avatarUrl || '',
  }
}

/** What is known of people besides what events tell, once per context. */
export function useUserCache() {
  const context = useInvitationContext()
  return context.share(USER_CACHE, () => createUserCache(context))
}
