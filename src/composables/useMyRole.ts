import { computed, type ComputedRef } from 'vue'
import { useInvitationContext } from '../context'
import { UserRole } from '../manager/enums'

/** The current user's role in the current room; a general user where nothing says more. */
export function useMyRole(): ComputedRef<UserRole> {
  const { currentRoom, currentUser, members } = useInvitationContext()

  return computed(() => {
    const userId = currentUser.value?.userId
    if (userId === undefined) return UserRole.GENERAL_USER
    const member = members.value.find((one) => one.userId === userId)
    if (member) return member.userRole
    return currentRoom.value?.ownerId === userId ? UserRole.ROOM_OWNER : UserRole.GENERAL_USER
  })
}
