import type { ConferenceInvitationsOptions } from '../context'
import type { RoomEngine } from '../manager'

/** What a page tells the elements: the options of the plugin, and a shorter way for room engines. */
export interface ConferenceElementsOptions extends Omit<ConferenceInvitationsOptions, 'devtools'> {
  /**
   * Device that says who is here and in which room; `manager`, `currentUser`, `currentRoom` and
   * `members` win over it, and `onJoin` enters its rooms unless the page has its own.
   */
  engine?: RoomEngine | null
  /** Whether the stylesheet comes along. Defaults to `true`; read once. */
  style?: boolean
}

/** What {@link registerConferenceInvitations} gives. */
export interface ConferenceElements {
  /**
   * Changes some options, for every element of the page; `engine: null` ends all listening.
   * `missedStorage`, `clock`, `personalData` and `style` stay as they were first given.
   */
  configure(changes: ConferenceElementsOptions): void
}
