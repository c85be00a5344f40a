import { onActivated, onDeactivated, shallowRef, type ShallowRef } from 'vue'

/** Whether this is on the page that shows: a `KeepAlive` sets pages aside and leaves in `body` what they teleported. */
export function useIsActive(): Readonly<ShallowRef<boolean>> {
  const isActive = shallowRef(true)
  onActivated(() => (isActive.value = true))
  onDeactivated(() => (isActive.value = false))
  return isActive
}
