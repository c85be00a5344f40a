// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { CommandName } from './commands'
import { quotaKey, takeFromQuota } from './quota'

const NOW = 1_900_000_000_000

describe('quotaKey', () => {
  it.each<[CommandName, string | null]>([
    ['inviteUsers', 'invite:ann'],
    ['cancelInvitation', 'cancel:ann'],
    ['accept', 'answer:ann'],
    ['reject', 'answer:ann'],
    ['getInvitationList', 'list:ann'],
    ['getPendingInvitations', null],
    ['createRoom', null],
    ['enterRoom', null],
    ['exitRoom', null],
    ['destroyRoom', null],
    ['changeUserRole', null],
    ['getRoom', null],
  ])('%s takes from %s', (name, key) => {
    expect(quotaKey(name, 'ann')).toBe(key)
  })
})

describe('takeFromQuota', () => {
  const full = Array.from({ length: 10 }, (_, index) => NOW + index * 100)

  it('allows 10 calls and refuses the 11th, which does not count', () => {
    let times: readonly number[] = []
    for (let call = 0; call < 10; call++) {
      const taken = takeFromQuota(times, NOW)
      expect(taken.allowed).toBe(true)
      times = taken.times
    }
    expect(takeFromQuota(times, NOW)).toEqual({ allowed: false, times })
  })

  it('allows the next call 5 s after the first of the ten', () => {
    expect(takeFromQuota(full, NOW + 4_999).allowed).toBe(false)
    const taken = takeFromQuota(full, NOW + 5_000)
    expect(taken.allowed).toBe(true)
    expect(taken.times).toEqual([...full.slice(1), NOW + 5_000])
    expect(takeFromQuota(taken.times, NOW + 5_000).allowed).toBe(false)
  })

  it('locks nobody out when the clock was set back', () => {
    expect(takeFromQuota(full, NOW - 3_600_000)).toEqual({
      allowed: true,
      times: [NOW - 3_600_000],
    })
  })

  it('leaves the times it was given as they were', () => {
    const times = Object.freeze([NOW])
    expect(takeFromQuota(times, NOW + 1).times).toEqual([NOW, NOW + 1])
  })
})
