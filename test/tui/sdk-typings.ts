// Holds what the adapter takes for granted against the typings of the published SDK. Nothing here runs: `npm run
// test:types` fails where the two differ.
import type * as Sdk from '@tencentcloud/tuiroom-engine-js'
import type { fromTUIRoomEngine } from '../../src/engines/tui'
import type {
  TUIConferenceInvitationManagerLike,
  TUIInvitationLike,
  TUIRoomInfoLike,
  TUIUserInfoLike,
} from '../../src/engines/tui/sdk-manager'
import type {
  InvitationCode,
  InvitationEvent,
  InvitationRejectedReason,
  InvitationStatus,
  UserRole,
} from '../../src/manager/enums'

type Equal<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false
type Fits<Narrow, Wide> = [Narrow] extends [Wide] ? true : false

/** `kInOtherConference` becomes `IN_OTHER_CONFERENCE`. */
type OurName<Name extends string> = Name extends `k${infer Words}` ? Uppercase<Snake<Words>> : Name
type Snake<Words extends string> = Words extends `${infer First}${infer Rest}`
  ? `${First}${Rest extends Uncapitalize<Rest> ? '' : '_'}${Snake<Rest>}`
  : ''
/** Names and values of an enumeration, both as texts. */
type Texts<Enum> = { [Name in keyof Enum & string as OurName<Name>]: `${Enum[Name] & number}` }

type Manager = ReturnType<Sdk.default['getConferenceInvitationManager']>

type Checks = {
  managers: Fits<Manager, TUIConferenceInvitationManagerLike>
  argument: Fits<Manager, Parameters<typeof fromTUIRoomEngine>[0]>
  people: Fits<Sdk.TUIUserInfo, TUIUserInfoLike>
  rooms: Fits<Sdk.TUIRoomInfo, TUIRoomInfoLike>
  invitations: Fits<Sdk.TUIInvitation, TUIInvitationLike>
  statuses: Equal<Texts<typeof Sdk.TUIInvitationStatus>, Texts<typeof InvitationStatus>>
  codes: Equal<Texts<typeof Sdk.TUIInvitationCode>, Texts<typeof InvitationCode>>
  reasons: Equal<
    Texts<typeof Sdk.TUIInvitationRejectedReason>,
    Texts<typeof InvitationRejectedReason>
  >
  events: Equal<`${Sdk.TUIConferenceInvitationManagerEvents}`, InvitationEvent>
  roles: Equal<`${Sdk.TUIRole}`, `${UserRole}`>
}

/** An error here names the checks that do not hold. */
export type FailedChecks = {
  [Name in keyof Checks]: Checks[Name] extends true ? never : Name
}[keyof Checks]
export const noFailedChecks: [FailedChecks] extends [never] ? true : FailedChecks = true
