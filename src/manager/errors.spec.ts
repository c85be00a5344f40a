// @vitest-environment node
import { describe, expect, it } from 'vitest'
import {
  ConferenceInvitationError,
  InvitationErrorCode,
  isConferenceInvitationError,
} from './errors'

describe('ConferenceInvitationError', () => {
  it('is an Error with a code, a message that carries it, and a cause', () => {
    const cause = new Error('full')
    const error = new ConferenceInvitationError(-2311, 'too late', { cause })
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({ name: 'ConferenceInvitationError', code: -2311, cause })
    expect(error.message).toBe('[conference-invitations] too late (-2311)')
  })

  it('has the codes of the contract', () => {
    expect(InvitationErrorCode).toMatchObject({
      FAILED: -1,
      FREQUENCY_LIMIT: -2,
      INVALID_PARAMETER: -1001,
      NOT_LOGGED_IN: -1002,
      NOT_IN_ROOM: -2101,
      ROOM_ID_INVALID: -2105,
      NEED_OWNER_OR_ADMIN: -2301,
      NOTHING_PENDING: -2311,
      CONNECTION_LOST: -3000,
      ROOM_NOT_FOUND: 100_004,
      NO_PERMISSION: 100_006,
    })
  })
})

describe('isConferenceInvitationError', () => {
  it.each([
    [new ConferenceInvitationError(-2, ''), true],
    [Object.assign(new Error('of the SDK'), { code: -2 }), true],
    [Object.assign(new Error('of Node'), { code: 'ENOENT' }), false],
    [new DOMException('', 'AbortError'), false],
    [new Error(''), false],
    [{ code: -2 }, false],
    [null, false],
    [undefined, false],
  ])('%o: %s', (error, expected) => {
    expect(isConferenceInvitationError(error)).toBe(expected)
  })

  it('narrows to a code', () => {
    const error: unknown = new ConferenceInvitationError(-2, '')
    expect(isConferenceInvitationError(error, InvitationErrorCode.FREQUENCY_LIMIT)).toBe(true)
    expect(isConferenceInvitationError(error, InvitationErrorCode.NOTHING_PENDING)).toBe(false)
  })
})
