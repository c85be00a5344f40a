// @vitest-environment node
import { describe, expect, it } from 'vitest'
import {
  InvitationCode,
  InvitationEvent,
  InvitationRejectedReason,
  InvitationStatus,
  UserRole,
} from '.'

describe('enumerations', () => {
  it('have the documented names and values', () => {
    expect(InvitationStatus).toEqual({ NONE: 0, PENDING: 1, TIMEOUT: 2, ACCEPTED: 3, REJECTED: 4 })
    expect(InvitationCode).toEqual({
      SUCCESS: 0,
      ALREADY_IN_INVITATION_LIST: 1,
      ALREADY_IN_CONFERENCE: 2,
    })
    expect(InvitationRejectedReason).toEqual({ REJECT_TO_ENTER: 0, IN_OTHER_CONFERENCE: 1 })
    expect(UserRole).toEqual({ ROOM_OWNER: 0, ADMINISTRATOR: 1, GENERAL_USER: 2 })
  })

  it('event names equal their keys, as in the SDK', () => {
    expect(Object.entries(InvitationEvent).every(([key, value]) => key === value)).toBe(true)
    expect(Object.keys(InvitationEvent)).toEqual([
      'onReceiveInvitation',
      'onInvitationHandledByOtherDevice',
      'onInvitationCancelled',
      'onInvitationAccepted',
      'onInvitationRejected',
      'onInvitationTimeout',
      'onInvitationRevokedByAdmin',
      'onInvitationAdded',
      'onInvitationRemoved',
      'onInvitationStatusChanged',
    ])
  })
})
