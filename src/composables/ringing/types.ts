/** One call that rings, in the words of the page's title and of a notification. */
export interface RingingCall {
  roomId: string
  /** The same in all tabs, and another one when the room calls again. Defaults to `roomId`. */
  id?: string
  /** Who calls: "Ann is calling". */
  title: string
  /** Where to: the name of the room. */
  body: string
}
