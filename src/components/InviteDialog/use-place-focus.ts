import { nextTick, watch } from 'vue'
import { groupIdOf, type UseUserDirectoryReturn } from '../../composables/useUserDirectory'

export interface PlaceFocusTargets {
  /** The way back, where one is in a group. */
  focusWay: () => void
  /** The row of a group; says whether it is there. */
  focusGroup: (id: string) => boolean
  focusSearch: () => void
}

/** Keeps the focus at hand when a group takes the place of another; a finger gets no keyboard for it. */
export function usePlaceFocus(
  path: UseUserDirectoryReturn['path'],
  { focusWay, focusGroup, focusSearch }: PlaceFocusTargets,
) {
  watch(path, async (now, before) => {
    await nextTick()
    const left = before[now.length]
    if (now.length > 0) focusWay()
    else if (!left || !focusGroup(groupIdOf(left))) focusSearch()
  })
}
