import { describe, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import type { ConferenceInvitationsOptions, InvitationAnalyticsEvent } from '../context'
import { InvitationCode } from '../manager/enums'
import { ConferenceInvitationError, InvitationErrorCode } from '../manager/errors'
import type { RoomInfo } from '../manager/types'
import { createFakeManager } from './testing/fake-manager'
import { mountContext } from './testing/mount-context'
import { received, room, user } from './testing/samples'

async function listen(options: ConferenceInvitationsOptions = {}) {
  const fake = createFakeManager()
  const events: InvitationAnalyticsEvent[] = []
  const currentRoom = shallowRef<RoomInfo | null>(null)
  const mounted = await mountContext(
    {
      manager: fake.manager,
      currentUser: user('ben'),
      currentRoom,
      onEvent: (event) => events.push(event),
      ...options,
    },
    () => {},
  )
  const start = mounted.clock.now()
  const ring = (roomId = 'weekly', more = {}) => {
    const times = { createdAt: mounted.clock.now(), expiresAt: mounted.clock.now() + 60_000 }
    fake.emit('onReceiveInvitation', received(roomId, { ...times, ...more }))
    return nextTick()
  }
  return { ...mounted, fake, events, currentRoom, start, ring }
}

describe('onEvent', () => {
  it('hears that people were rung, and how many were not', async () => {
    const { fake, store, events, currentRoom, clock, start } = await listen()
    currentRoom.value = room()
    fake.answers.inviteUsers = async () => {
      await clock.advance(250)
      return new Map([
        ['ann', InvitationCode.SUCCESS],
        ['cat', InvitationCode.ALREADY_IN_CONFERENCE],
      ])
    }
    await store.invite({ userIdList: ['ann', 'cat', 'cat'], timeout: 30 })
    expect(events).toEqual([
      {
        type: 'inviteSent',
        at: start + 250,
        count: 2,
        notCalledCount: 1,
        timeoutSeconds: 30,
        isSilent: false,
        durationMs: 250,
      },
    ])
  })

  it('hears why nobody was rung, by its code and not by its words', async () => {
    const { fake, store, events, currentRoom, start } = await listen()
    currentRoom.value = room()
    fake.answers.inviteUsers = async () => {
      throw new ConferenceInvitationError(InvitationErrorCode.FREQUENCY_LIMIT, 'slowly, ann')
    }
    await expect(store.invite({ userIdList: ['ann'] })).rejects.toThrow('slowly')
    expect(events).toEqual([
      {
        type: 'inviteFailed',
        at: start,
        count: 1,
        errorCode: InvitationErrorCode.FREQUENCY_LIMIT,
        durationMs: 0,
      },
    ])
  })

  it('follows a call from the first ring into the room', async () => {
    const { store, events, clock, start, ring } = await listen({
      onJoin: async () => void (await clock.advance(700)),
    })
    await ring()
    await clock.advance(4_000)
    await store.accept('weekly')
    await nextTick()
    expect(events).toEqual([
      { type: 'callShown', at: start, call: 1, isSilent: false, ringsForMs: 60_000 },
      {
        type: 'callAccepted',
        at: start + 4_700,
        call: 1,
        answeredAfterMs: 4_000,
        durationMs: 4_700,
      },
    ])
  })

  it('tells declined, missed and otherwise ended calls apart', async () => {
    const { fake, store, events, clock, start, ring } = await listen()
    await ring('one')
    await ring('two')
    await ring('three', { expiresAt: null })
    await clock.advance(1_000)
    await store.reject('one')
    const gone = received('three', { expiresAt: null })
    fake.emit('onInvitationCancelled', gone)
    await clock.advance(59_000)
    expect(events.slice(3)).toEqual([
      {
        type: 'callDeclined',
        at: start + 1_000,
        call: 1,
        answeredAfterMs: 1_000,
        durationMs: 1_000,
      },
      { type: 'callEnded', at: start + 1_000, call: 3, cause: 'cancelled', durationMs: 1_000 },
      { type: 'callMissed', at: start + 60_000, call: 2, durationMs: 60_000 },
    ])
    expect(events[2]).toMatchObject({ type: 'callShown', ringsForMs: null })
  })

  it('hears of a room that could not be entered', async () => {
    const { store, events, ring } = await listen({
      onJoin: () => Promise.reject(new Error('no microphone')),
    })
    await ring()
    await expect(store.accept('weekly')).rejects.toThrow('no microphone')
    await nextTick()
    expect(events.at(-1)).toMatchObject({ type: 'callJoinFailed', call: 1, errorCode: null })
  })

  it('names nobody and no room', async () => {
    const { store, events, currentRoom, ring } = await listen()
    await ring('secret-room')
    await store.reject('secret-room')
    currentRoom.value = room('secret-room')
    await store.invite({ userIdList: ['ann'] })
    await nextTick()
    expect(events).toHaveLength(3)
    expect(JSON.stringify(events)).not.toMatch(/ann|ben|secret/i)
  })

  it('names them where the app asks for it', async () => {
    const { store, events, currentRoom, ring } = await listen({ personalData: true })
    await ring('weekly')
    currentRoom.value = room('daily')
    await store.invite({ userIdList: ['cat'] })
    expect(events.map(({ personal }) => personal)).toEqual([
      { roomId: 'weekly', userIds: ['ann'] },
      { roomId: 'daily', userIds: ['cat'] },
    ])
  })

  it('does not stop anything by throwing', async () => {
    const onEvent = vi.fn(() => {
      throw new Error('analytics are down')
    })
    const { store, errors, ring } = await listen({ onEvent })
    await ring()
    await store.reject('weekly')
    await nextTick()
    expect(onEvent).toHaveBeenCalledTimes(2)
    expect(errors).toHaveLength(2)
    expect(store.incoming).toEqual([])
  })

  it('is quiet once the app is gone', async () => {
    const { fake, events, ring, unmount } = await listen()
    unmount()
    await ring()
    expect(events).toEqual([])
    expect(fake.listenerCount).toBe(0)
  })
})
