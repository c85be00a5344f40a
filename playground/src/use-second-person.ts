import { isFrame } from './frames'
import { usePlayground } from './session'

/** Ways to a second person: another tab, or both side by side. */
export function useSecondPerson() {
  const { address } = usePlayground()
  return {
    /** Whether this page is one of the two devices already. */
    isFrame: isFrame(),
    /** Somebody in the lobby, ready to be called. */
    tabHref: (userId: string) => address.hrefFor({ user: userId, room: null, roomName: null }),
    sideBySideHref: (userId: string) =>
      address.hrefFor({ view: 'two', second: userId, secondRoom: null }),
  }
}
