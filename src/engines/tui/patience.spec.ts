// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { sdkError } from '../../../test/tui/fake-sdk'
import { createScene } from '../../../test/tui/scene'

const call = { roomId: 'weekly', userIdList: ['ben'], timeout: 60 }

describe('9. the limit of 10 calls', () => {
  it('is spared: everybody is asked in one call, each once', async () => {
    const { ann } = createScene()
    const userIdList = Array.from({ length: 1_000 }, (_, index) => `user-${index}`)
    await ann.manager.inviteUsers({ ...call, userIdList: [...userIdList, 'user-7'] })
    expect(ann.sdk.calls.inviteUsers).toHaveLength(1)
    expect(ann.sdk.calls.inviteUsers[0]!.userIdList).toEqual(userIdList)
  })

  it('is waited out once', async () => {
    const { ann, clock } = createScene()
    const ask = () => ann.manager.getInvitationList({ roomId: 'weekly' })
    const calls = Array.from({ length: 11 }, ask)
    await Promise.all(calls.slice(0, 10))
    expect(ann.sdk.calls.getInvitationList).toHaveLength(10)
    await clock.advance(6_000)
    await expect(calls[10]).resolves.toMatchObject({ cursor: '' })
  })

  it('counts answers of both kinds together, and others apart', async () => {
    const { ann, clock } = createScene()
    const { manager } = ann
    const answers = Array.from({ length: 11 }, (_, index) =>
      manager[index % 2 === 0 ? 'accept' : 'reject']({ roomId: 'weekly' }),
    )
    await manager.inviteUsers(call)
    expect(ann.sdk.calls.inviteUsers).toHaveLength(1)
    await clock.advance(6_000)
    await Promise.all(answers)
  })

  it('counts the deadline of a call from when it went out at last', async () => {
    const { ann, ben, clock, deliver } = createScene()
    let attempts = 0
    ann.sdk.answers.inviteUsers = () => {
      if (++attempts === 1) throw sdkError(-2, 'exceed frequency limit')
    }
    const invited = ann.manager.inviteUsers({ ...call, timeout: 2 })
    await clock.advance(6_000)
    await invited
    deliver()
    expect(ann.heardOf('onInvitationAdded')[0]!.invitation.expiresAt).toBe(clock.now() + 2_000)
    expect(ben.heardOf('onReceiveInvitation')[0]!.invitation.expiresAt).toBe(clock.now() + 2_000)
  })

  it('does not let an answer go out after the deadline that it waited beyond', async () => {
    const { ben, clock, ring } = createScene()
    await ring({ timeout: 2 })
    ben.sdk.answers.accept = () => {
      throw sdkError(-2, 'exceed frequency limit')
    }
    const accepted = ben.manager.accept({ roomId: 'weekly' })
    const refused = expect(accepted).rejects.toMatchObject({ code: -2311 })
    await clock.advance(6_000)
    await refused
    expect(ben.sdk.calls.accept).toHaveLength(1)
    expect(ben.heardOf('onInvitationTimeout')).toHaveLength(1)
  })

  it('is an error when it is met again', async () => {
    const { ann, clock } = createScene()
    const error = sdkError(-2, 'exceed frequency limit')
    ann.sdk.answers.cancelInvitation = () => {
      throw error
    }
    const cancelled = ann.manager.cancelInvitation(call)
    const refused = expect(cancelled).rejects.toMatchObject({ code: -2, cause: error })
    await clock.advance(6_000)
    await refused
    expect(ann.sdk.calls.cancelInvitation).toHaveLength(2)
  })

  it('lets no more than 10 calls of a kind wait', async () => {
    const { ann, clock } = createScene()
    const ask = () => ann.manager.getInvitationList({ roomId: 'weekly' })
    const calls = Array.from({ length: 21 }, ask)
    await expect(calls[20]).rejects.toMatchObject({ code: -2 })
    await clock.advance(6_000)
    await Promise.all(calls.slice(0, 20))
  })
})
