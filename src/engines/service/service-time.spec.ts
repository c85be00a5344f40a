// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { createServiceTime } from './service-time'

describe('service time', () => {
  it('takes the clocks to agree until it is told', () => {
    expect(createServiceTime().toLocal(5_000)).toBe(5_000)
  })

  it('takes the service to have spoken in the middle of the round trip', () => {
    const time = createServiceTime()
    time.note(1_000, 5_000, 5_200)
    expect(time.toLocal(1_000)).toBe(5_100)
  })

  it('believes the shortest round trip', () => {
    const time = createServiceTime()
    time.note(1_000, 5_000, 5_400)
    time.note(2_000, 6_000, 6_020)
    expect(time.toLocal(0)).toBe(4_010)
    time.note(3_000, 7_000, 7_300)
    expect(time.toLocal(0)).toBe(4_010)
  })

  it('notices that a clock was changed, also by a long round trip', () => {
    const time = createServiceTime()
    time.note(1_000, 5_000, 5_010)
    time.note(2_000, 60_000, 60_600)
    expect(time.toLocal(0)).toBe(58_300)
  })

  it('does not believe an answer that came before its question', () => {
    const time = createServiceTime()
    time.note(1_000, 5_000, 5_010)
    time.note(2_000, 90_000, 4_000)
    expect(time.toLocal(1_000)).toBe(5_005)
  })

  it('puts the times of invitations and rooms on the local clock, in a copy', () => {
    const time = createServiceTime()
    time.note(0, 100, 100)
    const page = {
      invitationList: [
        { createdAt: 1, updatedAt: 2, expiresAt: 3, revision: 4, extensionInfo: '5' },
        { expiresAt: null },
      ],
      roomInfo: { createTime: 6, roomName: 'createTime' },
      cursor: '7',
    }
    const before = structuredClone(page)
    expect(time.localize(page)).toEqual({
      invitationList: [
        { createdAt: 101, updatedAt: 102, expiresAt: 103, revision: 4, extensionInfo: '5' },
        { expiresAt: null },
      ],
      roomInfo: { createTime: 106, roomName: 'createTime' },
      cursor: '7',
    })
    expect(page).toEqual(before)
    expect(time.localize([['ben', 0]])).toEqual([['ben', 0]])
  })
})
