import {
  getCurrentInstance,
  onMounted,
  onScopeDispose,
  shallowReadonly,
  shallowRef,
  type ShallowRef,
} from 'vue'
import { useInvitationContext } from '../context'
import type { CallNotificationPermission } from './useRingtone'

/** Return type of {@link useNotificationPermission}. */
export interface UseNotificationPermissionReturn {
  /**
   * Whether calls may be notified of while the page is hidden, also when that is changed in the
   * browser's settings; `null` until it is known, which is before the component is mounted.
   */
  permission: Readonly<ShallowRef<CallNotificationPermission | null>>
  /** Asks the user; to be called in a gesture. Never rejects: resolves to what holds afterwards. */
  ask(): Promise<CallNotificationPermission>
}

/** Tells whether the user lets this page notify of calls, and asks for it. */
export function useNotificationPermission(): UseNotificationPermissionReturn {
  const { isServer, reportError } = useInvitationContext()
  const permission = shallowRef<CallNotificationPermission | null>(null)
  let isGone = false
  let unfollow = () => {}

  function read(): CallNotificationPermission {
    return (permission.value = globalThis.Notification?.permission ?? 'unsupported')
  }

  function start() {
    if (isServer()) return
    read()
    void follow()
  }

  /** Browsers that do not tell of changes are asked again with the next gesture. */
  async function follow() {
    try {
      const status = await globalThis.navigator?.permissions?.query({ name: 'notifications' })
      if (!status || isGone) return
      status.addEventListener('change', read)
      unfollow = () => status.removeEventListener('change', read)
    } catch {
      // not every browser knows the name
    }
  }

  async function ask() {
    try {
      await globalThis.Notification?.requestPermission()
    } catch (error) {
      reportError(error, 'notification permission')
    }
    return read()
  }

  if (getCurrentInstance()) onMounted(start)
  else start()
  onScopeDispose(() => {
    isGone = true
    unfollow()
  })

  return { permission: shallowReadonly(permission), ask }
}
