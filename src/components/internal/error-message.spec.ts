// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { ConferenceInvitationError, InvitationErrorCode } from '../../manager/errors'
import { errorMessageKey } from './error-message'

describe('errorMessageKey', () => {
  it.each([
    [InvitationErrorCode.FREQUENCY_LIMIT, 'error.tooOften'],
    [InvitationErrorCode.INVALID_PARAMETER, 'error.invalid'],
    [InvitationErrorCode.NOT_LOGGED_IN, 'error.notLoggedIn'],
    [InvitationErrorCode.NOT_IN_ROOM, 'error.notInRoom'],
    [InvitationErrorCode.NEED_OWNER_OR_ADMIN, 'error.needAdmin'],
    [InvitationErrorCode.NOTHING_PENDING, 'error.tooLate'],
    [InvitationErrorCode.CONNECTION_LOST, 'error.connection'],
    [InvitationErrorCode.ROOM_NOT_FOUND, 'error.roomGone'],
    [InvitationErrorCode.NO_PERMISSION, 'error.noPermission'],
    [InvitationErrorCode.FAILED, 'error.unknown'],
  ])('has words for %s', (code, key) => {
    expect(errorMessageKey(new ConferenceInvitationError(code, 'no'))).toBe(key)
  })

  it.each([new Error('no'), null, undefined, 'no', { code: 'no' }])(
    'has words for anything: %s',
    (error) => {
      expect(errorMessageKey(error)).toBe('error.unknown')
    },
  )
})
