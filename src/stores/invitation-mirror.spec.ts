// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InvitationRejectedReason, InvitationStatus } from '../manager/enums'
import type { Invitation } from '../manager/types'
import { createInvitationMirror, type EntryOf, type InvitationMirror } from './invitation-mirror'
import { toEntry } from './optimistic-changes'
import { foreignInvitation, invitation } from './testing/samples'
import type { InvitationEntry } from './types'

const entryOf: EntryOf = (userId, of) => toEntry(userId, of, undefined, null)

function read(mirror: InvitationMirror) {
  return mirror.read(entryOf, [])
}

function idsOf(mirror: InvitationMirror) {
  return read(mirror).map(({ userId }) => userId)
}

function load(mirror: InvitationMirror, invitations: Invitation[], isComplete = true) {
  const snapshot = mirror.startSnapshot()
  snapshot.add(invitations)
  snapshot.commit({ isComplete, isFromStart: true })
}

function filled(...userIds: string[]) {
  const mirror = createInvitationMirror()
  load(
    mirror,
    userIds.map((userId) => invitation(userId, { revision: 5 })),
  )
  return mirror
}

describe('events', () => {
  it('add, change and remove rows', () => {
    const mirror = createInvitationMirror()
    expect(mirror.put(invitation('ben'))).toBe(true)
    expect(mirror.put(invitation('ben', { status: InvitationStatus.TIMEOUT, revision: 2 }))).toBe(
      true,
    )
    expect(read(mirror)).toMatchObject([{ userId: 'ben', status: InvitationStatus.TIMEOUT }])
    expect(mirror.remove(invitation('ben', { revision: 3 }))).toBe(true)
    expect(read(mirror)).toEqual([])
  })

  it.each([
    ['older', 4],
    ['known', 5],
  ])('that are %s change nothing', (_, revision) => {
    const mirror = filled('ben')
    expect(mirror.put(invitation('ben', { status: 2, revision }))).toBe(false)
    expect(read(mirror)).toMatchObject([{ status: InvitationStatus.PENDING }])
  })

  it('of an older removal leave the row that was added since', () => {
    const mirror = filled('ben')
    expect(mirror.remove(invitation('ben', { revision: 4 }))).toBe(false)
    expect(idsOf(mirror)).toEqual(['ben'])
  })

  it('from before a removal do not bring a row back', () => {
    const mirror = filled('ben')
    mirror.remove(invitation('ben', { revision: 7 }))
    expect(mirror.put(invitation('ben', { revision: 6 }))).toBe(false)
    expect(mirror.put(invitation('ben', { revision: 7 }))).toBe(false)
    expect(idsOf(mirror)).toEqual([])
    expect(mirror.put(invitation('ben', { revision: 8 }))).toBe(true)
    expect(idsOf(mirror)).toEqual(['ben'])
  })

  it('may remove what has not been added yet', () => {
    const mirror = createInvitationMirror()
    expect(mirror.remove(invitation('ben', { revision: 2 }))).toBe(true)
    expect(mirror.remove(invitation('ben', { revision: 2 }))).toBe(false)
    expect(mirror.put(invitation('ben', { revision: 1 }))).toBe(false)
    expect(idsOf(mirror)).toEqual([])
  })

  it('end in the same list in any order and any number', () => {
    const userIds = ['ben', 'cat', 'dan']
    const event = fc.record({
      userId: fc.constantFrom(...userIds),
      revision: fc.integer({ min: 1, max: 6 }),
    })
    // what an event says follows from its revision, as it does for messages of one backend
    const isRemoval = (revision: number) => revision % 3 === 0
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const mirror = createInvitationMirror()
        for (const { userId, revision } of events) {
          const of = invitation(userId, { revision, updatedAt: revision })
          if (isRemoval(revision)) mirror.remove(of)
          else mirror.put(of)
          if (revision % 2 === 0) read(mirror)
        }
        const newest = userIds
          .map((userId) => {
            const own = events.filter((one) => one.userId === userId)
            return [userId, Math.max(0, ...own.map(({ revision }) => revision))] as const
          })
          .filter(([, revision]) => revision > 0 && !isRemoval(revision))
        const shown = read(mirror).map((entry) => [entry.userId, entry.revision])
        expect(shown.sort()).toEqual(newest.sort())
      }),
    )
  })
})

describe('rows by state', () => {
  const states = ['calling', 'accepted', 'noAnswer', 'busy', 'declined'] as const
  const statuses = [
    InvitationStatus.PENDING,
    InvitationStatus.ACCEPTED,
    InvitationStatus.TIMEOUT,
    InvitationStatus.REJECTED,
  ]

  /** The same by sorting everything afresh. */
  function sorted(rows: readonly InvitationEntry[]) {
    const byTime = [...rows].sort((one, other) => one.updatedAt! - other.updatedAt!)
    return states.map((state) => byTime.filter((row) => row.state === state))
  }

  function readByState(mirror: InvitationMirror, extras: readonly InvitationEntry[] = []) {
    const byState = mirror.readByState(entryOf, extras)
    return states.map((state) => byState[state].entries)
  }

  it('are in order after whatever happened, each the same object as in the list', () => {
    const change = fc.record({
      kind: fc.constantFrom('put', 'put', 'put', 'remove', 'invalidate', 'load', 'read'),
      userIds: fc.uniqueArray(fc.integer({ min: 0, max: 9 }).map(String), { maxLength: 10 }),
      status: fc.constantFrom(...statuses),
      updatedAt: fc.integer({ min: 0, max: 4 }),
    })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const mirror = createInvitationMirror()
        for (const [revision, { kind, userIds, status, updatedAt }] of changes.entries()) {
          const rows = userIds.map((userId) =>
            invitation(userId, { status, updatedAt, revision: revision + 1 }),
          )
          if (kind === 'put') rows.forEach((row) => mirror.put(row))
          else if (kind === 'remove') rows.forEach((row) => mirror.remove(row))
          else if (kind === 'invalidate') userIds.forEach((userId) => mirror.invalidate(userId))
          else if (kind === 'load') load(mirror, rows, revision % 2 === 0)
          else readByState(mirror)
        }
        const byState = readByState(mirror)
        expect(byState).toEqual(sorted(read(mirror)))
        expect(new Set(byState.flat())).toEqual(new Set(read(mirror)))
      }),
    )
  })

  it('are put in order as well when there are very many', () => {
    const mirror = createInvitationMirror()
    for (let index = 0; index < 2_500; index += 1) {
      const status = statuses[index % 4]
      mirror.put(invitation(`${index}`, { status, updatedAt: (index * 7_919) % 1_000 }))
    }
    expect(readByState(mirror)).toEqual(sorted(read(mirror)))
    for (let index = 0; index < 2_500; index += 3) {
      mirror.put(invitation(`${index}`, { updatedAt: index, revision: 2 }))
    }
    expect(readByState(mirror)).toEqual(sorted(read(mirror)))
  })

  it('stay the same lists where nothing changed', () => {
    const mirror = filled('ben', 'cat')
    mirror.put(invitation('cat', { status: InvitationStatus.ACCEPTED, revision: 6 }))
    const before = mirror.readByState(entryOf, [])
    mirror.put(invitation('ben', { extensionInfo: 'hello', revision: 6 }))
    const after = mirror.readByState(entryOf, [])
    expect(after.accepted).toBe(before.accepted)
    expect(after.calling).not.toBe(before.calling)
    expect(before.calling.entries).toMatchObject([{ extensionInfo: '' }])
  })

  it('hold what is expected behind those of the same time, and say whether all have names', () => {
    const mirror = filled('ben')
    const expected = entryOf('dan', invitation('dan'))!
    expect(readByState(mirror, [expected])[0]).toMatchObject([{ userId: 'ben' }, { userId: 'dan' }])
    expect(mirror.readByState(entryOf, []).calling.areNamed).toBe(true)
    mirror.put(invitation('x7', { revision: 1 }))
    expect(mirror.readByState(entryOf, []).calling.areNamed).toBe(false)
    mirror.remove(invitation('x7', { revision: 2 }))
    expect(mirror.readByState(entryOf, []).calling.areNamed).toBe(true)
  })
})

describe('answers', () => {
  const answered = (mirror: InvitationMirror) => {
    mirror.settle(entryOf)
    return mirror.takeAnswered().map(({ userId, state }) => [userId, state])
  }

  it('are of people who were being called, once each', () => {
    const mirror = filled('ben', 'cat')
    mirror.put(invitation('dan', { status: InvitationStatus.ACCEPTED }))
    expect(answered(mirror)).toEqual([])
    mirror.put(invitation('ben', { status: InvitationStatus.TIMEOUT, revision: 6 }))
    mirror.put(invitation('ben', { status: InvitationStatus.ACCEPTED, revision: 7 }))
    mirror.remove(invitation('cat', { revision: 6 }))
    expect(answered(mirror)).toEqual([['ben', 'accepted']])
    expect(answered(mirror)).toEqual([])
    mirror.put(invitation('ben', { status: InvitationStatus.TIMEOUT, revision: 8 }))
    expect(answered(mirror)).toEqual([])
  })

  it('are also of people who only showed as being called', () => {
    const mirror = createInvitationMirror((userId) => userId === 'ben')
    mirror.put(invitation('ben', { status: InvitationStatus.REJECTED }))
    mirror.put(invitation('cat', { status: InvitationStatus.REJECTED }))
    expect(answered(mirror)).toEqual([['ben', 'declined']])
  })
})

describe('backends without revisions', () => {
  it('are always believed', () => {
    const mirror = createInvitationMirror()
    mirror.put(foreignInvitation('ben'))
    mirror.put(foreignInvitation('ben', { status: InvitationStatus.REJECTED }))
    mirror.put(foreignInvitation('ben'))
    expect(read(mirror)).toMatchObject([{ status: InvitationStatus.PENDING }])
    mirror.remove(foreignInvitation('ben'))
    expect(idsOf(mirror)).toEqual([])
    mirror.put(foreignInvitation('ben'))
    expect(idsOf(mirror)).toEqual(['ben'])
  })

  it('keep what is known of the same ring and they do not repeat', () => {
    const mirror = createInvitationMirror()
    mirror.put(foreignInvitation('ben', { createdAt: 1, expiresAt: 9 }))
    mirror.put(foreignInvitation('ben'))
    expect(mirror.get('ben')).toMatchObject({ createdAt: 1, expiresAt: 9 })
    mirror.put(foreignInvitation('ben', { status: InvitationStatus.TIMEOUT }))
    expect(mirror.get('ben')).not.toHaveProperty('expiresAt')
  })

  it('keep the reason, which comes with another event', () => {
    const status = InvitationStatus.REJECTED
    const reason = InvitationRejectedReason.IN_OTHER_CONFERENCE
    for (const order of [0, 1]) {
      const mirror = createInvitationMirror()
      mirror.put(foreignInvitation('ben'))
      const changed = () => mirror.put(foreignInvitation('ben', { status }))
      const rejected = () => mirror.amend(foreignInvitation('ben', { status, reason }))
      if (order === 0) changed()
      rejected()
      if (order === 1) changed()
      expect(mirror.get('ben')).toMatchObject({ status, reason })
    }
  })
})

describe('personal events', () => {
  it('add to rows that are there, and make none', () => {
    const mirror = filled('ben')
    expect(mirror.amend(invitation('ben', { status: 3, revision: 6 }))).toBe(true)
    expect(mirror.amend(invitation('cat', { status: 3, revision: 6 }))).toBe(false)
    expect(read(mirror)).toMatchObject([{ userId: 'ben', status: InvitationStatus.ACCEPTED }])
  })

  it('that are old change nothing', () => {
    const mirror = filled('ben')
    expect(mirror.amend(invitation('ben', { status: 3, revision: 5 }))).toBe(false)
  })
})

describe('snapshots', () => {
  it('put the rows into the order of the backend', () => {
    const mirror = filled('ben', 'cat')
    load(mirror, [invitation('cat', { revision: 5 }), invitation('ben', { revision: 5 })])
    expect(idsOf(mirror)).toEqual(['cat', 'ben'])
  })

  it('take out what is gone', () => {
    const mirror = filled('ben', 'cat')
    load(mirror, [invitation('cat', { revision: 5 })])
    expect(idsOf(mirror)).toEqual(['cat'])
  })

  it('lose against events since their beginning', () => {
    const mirror = filled('ben', 'cat', 'dan')
    mirror.put(foreignInvitation('eve'))
    const snapshot = mirror.startSnapshot()
    mirror.put(invitation('ben', { status: 2, revision: 6 }))
    mirror.remove(invitation('cat', { revision: 6 }))
    mirror.put(invitation('fay'))
    mirror.put(foreignInvitation('eve', { status: 4 }))
    snapshot.add([
      invitation('ben', { revision: 5 }),
      invitation('cat', { revision: 5 }),
      foreignInvitation('eve'),
    ])
    snapshot.commit({ isComplete: true, isFromStart: true })
    const rows = read(mirror).map(({ userId, status }) => [userId, status])
    expect(rows).toEqual([
      ['ben', 2],
      ['eve', 4],
      ['fay', 1],
    ])
  })

  it('that are newer than the events win', () => {
    const mirror = filled('ben')
    load(mirror, [invitation('ben', { status: 2, revision: 9 })])
    expect(read(mirror)).toMatchObject([{ status: InvitationStatus.TIMEOUT }])
  })

  it('from before a removal do not bring a row back', () => {
    const mirror = filled('ben')
    mirror.remove(invitation('ben', { revision: 6 }))
    load(mirror, [invitation('ben', { revision: 5 })])
    expect(idsOf(mirror)).toEqual([])
  })

  it('of the first pages leave rows that may be further down', () => {
    const mirror = filled('ben', 'cat')
    mirror.put(invitation('dan'))
    load(mirror, [invitation('ben', { revision: 5 })], false)
    expect(idsOf(mirror)).toEqual(['ben', 'dan'])
  })

  it('of further pages only add', () => {
    const mirror = filled('ben')
    const snapshot = mirror.startSnapshot()
    snapshot.add([invitation('cat')])
    snapshot.commit({ isComplete: true, isFromStart: false })
    expect(idsOf(mirror)).toEqual(['ben', 'cat'])
    expect(mirror.pagedCount).toBe(2)
  })
})

describe('reading', () => {
  it('gives a new array each time, of the same rows where nothing changed', () => {
    const mirror = filled('ben', 'cat')
    const before = read(mirror)
    mirror.put(invitation('cat', { status: 2, revision: 6 }))
    const after = read(mirror)
    expect(after).not.toBe(before)
    expect(after[0]).toBe(before[0])
    expect(after[1]).not.toBe(before[1])
    expect(before[1]?.status).toBe(InvitationStatus.PENDING)
  })

  it('puts rows that are only expected at the end, for as long as they are', () => {
    const mirror = filled('ben')
    const expected = toEntry('cat', invitation('cat'), undefined, null)!
    expect(mirror.read(entryOf, [expected])).toHaveLength(2)
    expect(mirror.read(entryOf, [expected])).toHaveLength(2)
    mirror.put(invitation('ben', { revision: 6 }))
    expect(idsOf(mirror)).toEqual(['ben'])
  })

  it('asks again for a row whose surroundings changed, which may hide it', () => {
    const mirror = filled('ben', 'cat')
    read(mirror)
    let isHidden = true
    const hiding: EntryOf = (userId, of) =>
      userId === 'ben' && isHidden ? null : entryOf(userId, of)
    expect(mirror.read(hiding, [])).toHaveLength(2)
    mirror.invalidate('ben')
    expect(mirror.read(hiding, [])).toHaveLength(1)
    mirror.put(invitation('cat', { status: 2, revision: 6 }))
    expect(mirror.read(hiding, [])).toMatchObject([{ userId: 'cat', status: 2 }])
    isHidden = false
    mirror.invalidate('ben')
    expect(mirror.read(hiding, [])).toHaveLength(2)
  })

  it('remembers 10,000 removals and no more', () => {
    const mirror = createInvitationMirror()
    for (let count = 0; count <= 10_000; count += 1) {
      mirror.remove(invitation(`user ${count}`, { revision: 2 }))
    }
    expect(mirror.put(invitation('user 10000', { revision: 1 }))).toBe(false)
    expect(mirror.put(invitation('user 0', { revision: 1 }))).toBe(true)
  })
})
