// @vitest-environment node
import { describe, expect, it, vi } from 'vitest'
import { sdkError, sdkInvitation, sdkRow } from '../../../test/tui/fake-sdk'
import { createScene, deferred } from '../../../test/tui/scene'
import { ConferenceInvitationError } from '../../manager/errors'

const call = { roomId: 'weekly', userIdList: ['ben'], timeout: 60 }

describe('1. inviteUsers', () => {
  it('claims success for nobody where the SDK resolves to nothing', async () => {
    const { ann } = createScene()
    expect(await ann.manager.inviteUsers(call)).toEqual(new Map())
  })

  it('passes on the codes of 4.x', async () => {
    const { ann } = createScene()
    const codes = new Map([
      ['ben', 0],
      ['cleo', 2],
    ])
    ann.sdk.answers.inviteUsers = () => codes
    const answer = await ann.manager.inviteUsers({ ...call, userIdList: ['ben', 'cleo'] })
    expect(answer).toEqual(codes)
  })

  it('starts no deadline for people whom 4.x refuses', async () => {
    const { ann, clock } = createScene()
    ann.sdk.answers.inviteUsers = () => new Map([['ben', 1]])
    await ann.manager.inviteUsers({ ...call, timeout: 2 })
    ann.sdk.emit('onInvitationStatusChanged', sdkRow({ inviter: 'cleo' }))
    await clock.advance(30_000)
    expect(ann.names()).toEqual(['onInvitationStatusChanged'])
  })
})

describe('2. getInvitationList', () => {
  const invitationList = [sdkInvitation()]
  it.each([
    ['a page, as it comes', { cursor: '7', invitationList }, '7'],
    ['an array, as it is typed', invitationList, ''],
  ])('takes %s', async (_form, answer, cursor) => {
    const { ann } = createScene()
    ann.sdk.answers.getInvitationList = () => answer
    const page = await ann.manager.getInvitationList({ roomId: 'weekly' })
    expect(page).toMatchObject({ cursor, invitationList: [{ invitee: { userId: 'ben' } }] })
    expect(ann.sdk.calls.getInvitationList).toEqual([{ roomId: 'weekly', cursor: '', count: 20 }])
  })

  it('takes an answer without a list as an empty last page', async () => {
    const { ann } = createScene()
    ann.sdk.answers.getInvitationList = () => undefined
    const page = await ann.manager.getInvitationList({ roomId: 'weekly' })
    expect(page).toEqual({ invitationList: [], cursor: '' })
  })

  it('hands on the cursor and the count', async () => {
    const { ann } = createScene()
    await ann.manager.getInvitationList({ roomId: 'weekly', cursor: '7', count: 100 })
    expect(ann.sdk.calls.getInvitationList).toEqual([{ roomId: 'weekly', cursor: '7', count: 100 }])
  })
})

describe('failures', () => {
  it('are errors of one kind, with the code of the SDK', async () => {
    const { ann } = createScene()
    const cause = sdkError(-2101, 'error_code:1001, error_message:please enter room first')
    ann.sdk.answers.inviteUsers = () => Promise.reject(cause)
    const error = await ann.manager.inviteUsers(call).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ConferenceInvitationError)
    expect(error).toMatchObject({ code: -2101, cause })
    expect((error as Error).message).toContain('please enter room first')
  })

  it.each([new TypeError("Cannot read properties of 'undefined'"), 'text', undefined])(
    'without a code are -1: %s',
    async (reason) => {
      const { ann } = createScene()
      ann.sdk.answers.accept = vi.fn().mockRejectedValue(reason)
      const accepted = ann.manager.accept({ roomId: 'weekly' })
      await expect(accepted).rejects.toMatchObject({ code: -1, cause: reason })
    },
  )

  it('of one call leave another one alone that names the same people', async () => {
    const { ann, clock } = createScene()
    const first = deferred()
    ann.sdk.answers.inviteUsers = () => first.promise
    const failed = ann.manager.inviteUsers({ ...call, timeout: 2 })
    ann.sdk.answers.inviteUsers = () => undefined
    await ann.manager.inviteUsers({ ...call, timeout: 2 })
    first.reject(new Error('lost'))
    await expect(failed).rejects.toThrow('lost')
    ann.sdk.emit('onInvitationAdded', sdkRow())
    await clock.advance(2_000)
    expect(ann.heardOf('onInvitationTimeout')).toHaveLength(1)
  })

  it('start no deadline', async () => {
    const { ann, clock } = createScene()
    ann.sdk.answers.inviteUsers = () => Promise.reject(new Error('lost'))
    await expect(ann.manager.inviteUsers({ ...call, timeout: 2 })).rejects.toThrow('lost')
    ann.sdk.emit('onInvitationAdded', sdkRow({ inviter: 'cleo' }))
    await clock.advance(10_000)
    expect(ann.names()).toEqual(['onInvitationAdded'])
  })

  it.each([
    ['inviteUsers', undefined, -1],
    ['inviteUsers', { ...call, roomId: undefined }, -1],
    ['inviteUsers', { ...call, roomId: '' }, -2105],
    ['inviteUsers', { ...call, roomId: 'a/b' }, -2105],
    ['inviteUsers', { ...call, userIdList: [] }, -1001],
    ['inviteUsers', { ...call, userIdList: 'ben' }, -1001],
    ['inviteUsers', { ...call, userIdList: ['ben', 7] }, -1001],
    ['inviteUsers', { ...call, timeout: -5 }, -1001],
    ['inviteUsers', { ...call, timeout: 1.9 }, -1001],
    ['inviteUsers', { ...call, extensionInfo: {} }, -1001],
    ['cancelInvitation', { ...call, userIdList: [] }, -1001],
    ['accept', {}, -1],
    ['reject', { roomId: 'weekly', reason: 7 }, -1],
    ['getInvitationList', { roomId: 'weekly', count: 0 }, -1001],
    ['getInvitationList', { roomId: 'weekly', count: 101 }, -1001],
    ['getInvitationList', { roomId: 'weekly', cursor: 7 }, -1001],
  ] as const)(
    'of %s with %j are found before the SDK is asked: %d',
    async (name, options, code) => {
      const { ann } = createScene()
      await expect(ann.manager[name](options as never)).rejects.toMatchObject({ code })
      expect(ann.sdk.calls[name]).toEqual([])
    },
  )
})

describe('12. the SDK', () => {
  it('is never imported by what is shipped', () => {
    const shipped = import.meta.glob<string>(['/src/**/*.{ts,vue}', '!/src/**/*.spec.ts'], {
      query: '?raw',
      import: 'default',
      eager: true,
    })
    const texts = Object.values(shipped)
    expect(texts.length).toBeGreaterThan(100)
    for (const text of texts) expect(text).not.toMatch(/(from|import|import\() ?['"]@tencentcloud/)
  })
})
