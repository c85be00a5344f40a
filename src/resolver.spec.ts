// @vitest-environment node
import { describe, expect, it } from 'vitest'
import * as kit from './index'
import { componentNames, composableNames } from './names'
import { ConferenceInvitationsResolver } from './resolver'

describe('names', () => {
  it('are those of the main entry, and all of them', () => {
    const exported = Object.keys(kit).filter((name) => name !== 'createConferenceInvitations')
    expect([...componentNames, ...composableNames].sort()).toEqual(exported.sort())
  })
})

describe('ConferenceInvitationsResolver', () => {
  it('finds components and brings the stylesheet', () => {
    expect(ConferenceInvitationsResolver().resolve('InviteDialog')).toEqual({
      name: 'InviteDialog',
      from: 'vue-conference-invitations',
      sideEffects: 'vue-conference-invitations/style.css',
    })
  })

  it.each(['RouterLink', 'useInviteUsers', 'Invite', ''])('leaves %o to others', (name) => {
    expect(ConferenceInvitationsResolver().resolve(name)).toBeUndefined()
  })

  it('brings another stylesheet, or none', () => {
    const { resolve } = ConferenceInvitationsResolver({ style: 'style.unlayered.css' })
    expect(resolve('UserAvatar')?.sideEffects).toBe(
      'vue-conference-invitations/style.unlayered.css',
    )
    const without = ConferenceInvitationsResolver({ style: false })
    expect(without.resolve('UserAvatar')).not.toHaveProperty('sideEffects')
  })

  it('takes a prefix off', () => {
    const { resolve } = ConferenceInvitationsResolver({ prefix: 'Ci' })
    expect(resolve('CiUserAvatar')?.name).toBe('UserAvatar')
    expect(resolve('UserAvatar')).toBeUndefined()
  })
})
