import type { InvitationListEntry } from '../../composables/useInvitationList'

export interface InvitationListPanelProps {
  /**
   * How much air the rows have.
   *
   * @defaultValue `'comfortable'`
   */
  density?: 'comfortable' | 'compact'

  /**
   * Level of the heading, by the place of the panel in the page.
   *
   * @defaultValue `2`
   */
  headingLevel?: 2 | 3 | 4
}

export type InvitationListPanelEmits = {
  /** The button of the empty list was pressed: open the InviteDialog. */
  invite: []
}

export interface InvitationListPanelSlots {
  /** Replaces the title's text. */
  title?: () => unknown
  /** Beside the title: the app's own buttons. */
  'header-end'?: () => unknown
  /** Replaces one row's content. */
  row?: (props: { entry: InvitationListEntry }) => unknown
  /** Replaces what shows when nobody is invited. */
  empty?: () => unknown
  /** Replaces the buttons at the bottom. */
  footer?: (props: {
    /** Ids of those who did not answer */
    unanswered: readonly string[]
    callAgain: (userIds: readonly string[]) => Promise<void>
  }) => unknown
}
