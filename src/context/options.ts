import type { MaybeRefOrGetter } from 'vue'
import type { ConferenceInvitationsLocale, Messages } from '../locales/types'
import type { Clock } from '../manager/ports'
import type {
  ConferenceInvitationManager,
  Invitation,
  ReceivedInvitation,
  RoomInfo,
  UserInfo,
} from '../manager/types'
import type { InvitationAnalyticsEvent } from './analytics'
import type { RingtoneOptions } from './ringtone-options'

/** A person as the app's own directory shows them. */
export interface DirectoryUser {
  userId: string
  userName: string
  avatarUrl?: string
  /** What tells people of one name apart: a team, a place. */
  description?: string
  /** Name of the group that the person is listed under. */
  group?: string
  /** Why the person cannot be called, in words; missing when they can. */
  disabledReason?: string
}

/** One page of a search. */
export interface DirectoryPage {
  users: DirectoryUser[]
  /** Where the next page begins; `''` when this was the last. */
  cursor: string
  /** How many people fit in all, where that is known. */
  total?: number
}

/** A department, class or team: one to call as a whole, to look into, or both. */
export interface DirectoryGroup {
  /** Its name, as in `DirectoryUser.group`. */
  group: string
  /** What the directory is asked with, where two groups have the same name. Defaults to `group`. */
  id?: string
  /** How many people are in it and in the groups inside it, where that is known. */
  total?: number
}

/** One page of what is in a group. */
export interface DirectoryGroupPage extends DirectoryPage {
  /** The groups in it that fit, in the order in which they are shown; only the first page's count. */
  groups?: DirectoryGroup[]
}

/** The app's own people: searched page by page, each search can be called off. */
export interface UserDirectory {
  /** Finds people; an empty `query` asks for everybody, an empty `cursor` for the first page. */
  search(query: string, options: { cursor: string; signal: AbortSignal }): Promise<DirectoryPage>
  /** Names for ids: the backend knows no name of people who never connected. */
  lookup?(userIds: readonly string[], options: { signal: AbortSignal }): Promise<DirectoryUser[]>
  /** The groups outside of all others, in the order in which they are shown. */
  groups?(options: { signal: AbortSignal }): Promise<DirectoryGroup[]>
  /** Everybody in a group and in the groups inside it; lets groups be called as a whole. */
  members?(group: string, options: { signal: AbortSignal }): Promise<DirectoryUser[]>
  /**
   * What is in a group; lets people go into groups, as deep as they are. An empty `query` asks for what
   * is directly in it, any other for whoever fits in it and in the groups inside it.
   */
  browse?(
    group: string,
    options: { query: string; cursor: string; signal: AbortSignal },
  ): Promise<DirectoryGroupPage>
}

/** What happens to calls that come at a bad moment. */
export interface InvitationPolicy {
  /**
   * A call while this device is in another room: rings, shows without a sound, is rejected as busy,
   * or waits until the room is left. Defaults to `ring`.
   */
  whenBusy?: 'ring' | 'silent' | 'reject' | 'queue'
  /**
   * A call while another one rings: is stacked, waits for its turn, is rejected as busy, or shows
   * without a sound. Defaults to `stack`.
   */
  whileRinging?: 'stack' | 'queue' | 'reject' | 'silent'
  /** While `true`, calls show without a sound. Defaults to `false`. */
  doNotDisturb?: MaybeRefOrGetter<boolean>
  /**
   * Decides about one call, over all of the above: a room that was muted, a caller who was blocked.
   * `undefined` leaves it to them. Rejecting says busy, never declined.
   */
  forCall?: (call: ReceivedInvitation) => 'ring' | 'silent' | 'reject' | undefined
  /** How many cards show at once; the others are counted. Defaults to 3. */
  maxToasts?: number
}

/** Where missed calls outlast the page; `localStorage` is one. What it throws is lived with. */
export type InvitationStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** The person in front of this device. */
export type CurrentUser = Pick<UserInfo, 'userId'> & Partial<UserInfo>

/** Everything that the app tells the kit; each value may also be a ref or a getter. */
export interface ConferenceInvitationsOptions {
  /** The backend; `null` until the app has it. */
  manager?: MaybeRefOrGetter<ConferenceInvitationManager | null>
  /** Who uses this device; `null` while nobody is signed in. */
  currentUser?: MaybeRefOrGetter<CurrentUser | null>
  /** The room that this device is in; `null` outside. */
  currentRoom?: MaybeRefOrGetter<RoomInfo | null>
  /** Everybody in that room: tells who need not be called, and who may do what. */
  members?: MaybeRefOrGetter<readonly UserInfo[]>
  /** Where people to call are searched. */
  directory?: MaybeRefOrGetter<UserDirectory | null>
  /** Language of the components. Defaults to English. */
  locale?: MaybeRefOrGetter<ConferenceInvitationsLocale>
  /** Texts that replace those of the locale. */
  messages?: MaybeRefOrGetter<Partial<Messages>>
  /** What happens to calls that come at a bad moment. */
  policy?: MaybeRefOrGetter<InvitationPolicy>
  /** Address that lets people join without a call, for copying; `null` when there is none. */
  joinUrl?: MaybeRefOrGetter<string | null>
  /** Enters the room after an accepted call; a rejection is shown on the card, with another try. */
  onJoin?: (roomInfo: RoomInfo, invitation: Invitation) => void | Promise<void>
  /** How calls ring; options of `useRingtone()` and of the components win over these. */
  ringtone?: MaybeRefOrGetter<RingtoneOptions>
  /** Whether a room of a missed call can still be joined. Defaults to yes while connected. */
  canJoin?: (roomInfo: RoomInfo) => boolean | Promise<boolean>
  /**
   * Where missed calls are kept over reloads; `null` keeps them only as long as the page. Defaults to
   * `localStorage`.
   */
  missedStorage?: InvitationStorage | null
  /** Gets errors that nobody awaited. Defaults to `console.error`, once for each error. */
  onError?: (error: unknown, context: string) => void
  /** Gets what happens to calls on this device, for analytics; nothing in it tells who or where. */
  onEvent?: (event: InvitationAnalyticsEvent) => void
  /** Whether events of `onEvent` also name rooms and people. Defaults to `false`. */
  personalData?: boolean
  /**
   * Whether Vue's developer tools show rooms, calls and events; never in production. Defaults to
   * `true`.
   */
  devtools?: boolean
  /** Tells the time and wakes at one; for tests. Defaults to the machine's clock. */
  clock?: Clock
}
