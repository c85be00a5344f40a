import type { InvitationEvent } from '../../../src/manager/enums'

/** What the SDK asks the server, by its own names. */
export interface ServerRequest {
  userId: string
  command: string
  roomId: string
  body: Record<string, unknown>
}

/** What the server answers: a body, or a code with its words. */
export type ServerAnswer = { body: object } | { code: number; message: string }

/** What the server tells without being asked. */
export interface ServerNotice {
  command: string
  roomId: string
  data: object
}

/** What a test may ask a device to do; the manager's own functions go by their names. */
export type DeviceCall =
  | 'login'
  | 'logout'
  | 'enterRoom'
  | 'exitRoom'
  | 'inviteUsers'
  | 'cancelInvitation'
  | 'accept'
  | 'reject'
  | 'getInvitationList'
  | 'mountStore'
  | 'incoming'
  | 'connections'

/** From the test to a device. */
export type ToDevice =
  | { kind: 'call'; id: number; name: DeviceCall; options: unknown }
  | { kind: 'answer'; id: number; answer: ServerAnswer }
  | { kind: 'notice'; notice: ServerNotice }

/** From a device to the test. */
export type FromDevice =
  | { kind: 'ready' }
  | { kind: 'result'; id: number; value: unknown }
  | { kind: 'failure'; id: number; code: unknown; message: string }
  | { kind: 'request'; id: number; request: ServerRequest }
  /** `sdk`: as the SDK itself said it; `kit`: as the adapter hands it on. */
  | { kind: 'event'; source: 'sdk' | 'kit'; name: InvitationEvent; payload: unknown }
