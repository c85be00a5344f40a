import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { createApp, defineComponent, h, nextTick, reactive, shallowRef } from 'vue'
import { expectError, expectWarning } from '../../test/console'
import { provideInvitationContext, type CurrentUser } from '../context'
import type { ConferenceInvitationManager, RoomInfo } from '../manager/types'
import { createConferenceInvitations } from '../plugin'
import { useInvitationStore, type InvitationStore } from './invitation-store'
import { createFakeManager } from './testing/fake-manager'
import { settle } from '../testing/settle'
import { mountContext } from './testing/mount-context'
import { invitation, notice, received, room, user } from './testing/samples'

/** The ten events and the status. */
const LISTENERS = 11

function twoBackends() {
  const list = () => [invitation('cat')]
  const pending = () => [received('daily')]
  return [createFakeManager({ list, pending }), createFakeManager()] as const
}

describe('listeners', () => {
  it('come off when the manager changes, goes, and comes back', async () => {
    const [one, other] = twoBackends()
    const manager = shallowRef<ConferenceInvitationManager | null>(null)
    const { store } = await mountContext(
      { manager, currentUser: user('ben'), currentRoom: room() },
      () => {},
    )
    expect(store.connection).toBe('closed')

    manager.value = one.manager
    await settle()
    expect([one.listenerCount, other.listenerCount]).toEqual([LISTENERS, 0])
    expect(store).toMatchObject({ connection: 'online', list: [{ userId: 'cat' }] })
    expect(store.incoming).toHaveLength(1)

    manager.value = other.manager
    await settle()
    expect([one.listenerCount, other.listenerCount]).toEqual([0, LISTENERS])
    expect(store).toMatchObject({ list: [], incoming: [], ended: [], missed: [] })

    manager.value = null
    await settle()
    expect([one.listenerCount, other.listenerCount]).toEqual([0, 0])
    expect(store.connection).toBe('closed')

    manager.value = one.manager
    await settle()
    expect([one.listenerCount, store.list.length]).toEqual([LISTENERS, 1])
  })

  it('come off and on again when the user changes, who starts with nothing', async () => {
    const [one] = twoBackends()
    const currentUser = shallowRef<CurrentUser | null>(user('ben'))
    const { store } = await mountContext(
      { manager: one.manager, currentUser, currentRoom: room() },
      () => {},
    )
    one.emit('onReceiveInvitation', received('weekly', { expiresAt: 1 }))
    one.emit('onReceiveInvitation', received('monthly'))
    expect([store.missed.length, store.incoming.length]).toEqual([0, 2])
    one.answers.getPendingInvitations = async () => []
    currentUser.value = user('dan')
    await settle()
    expect(store).toMatchObject({ incoming: [], missed: [], list: [{ userId: 'cat' }] })
    expect(one.listenerCount).toBe(LISTENERS)
  })

  it('stay when only what is known of the user or the room changes', async () => {
    const [one] = twoBackends()
    const currentUser = shallowRef<CurrentUser | null>(user('ben'))
    const currentRoom = shallowRef<RoomInfo | null>(room())
    const { store } = await mountContext(
      { manager: one.manager, currentUser, currentRoom },
      () => {},
    )
    currentUser.value = user('ben', { userName: 'Benjamin' })
    currentRoom.value = room('weekly', { roomMemberCount: 5 })
    await settle()
    expect(one.calls.getInvitationList).toHaveLength(1)
    expect(store.incoming).toHaveLength(1)
  })

  it('stay on a change of room, whose list is taken anew', async () => {
    const [one] = twoBackends()
    const currentRoom = shallowRef<RoomInfo | null>(room())
    const { store } = await mountContext(
      { manager: one.manager, currentUser: user('ben'), currentRoom },
      () => {},
    )
    currentRoom.value = null
    await settle()
    expect([one.listenerCount, store.list]).toEqual([LISTENERS, []])
    expect(store.refreshedAt).toBe(null)
    currentRoom.value = room('other')
    await settle()
    expect(one.calls.getInvitationList.map(({ roomId }) => roomId)).toEqual(['weekly', 'other'])
    one.emit('onInvitationAdded', notice(invitation('dan')))
    await settle()
    expect(store.list.map(({ userId }) => userId)).toEqual(['cat'])
    expect(store.incoming).toHaveLength(1)
  })

  it('come off with the app, and nothing of it stays', async () => {
    const [one] = twoBackends()
    const { clock, pinia, store, unmount } = await mountContext(
      { manager: one.manager, currentUser: user('ben'), currentRoom: room() },
      () => {},
    )
    expect(clock.timerCount).toBe(1)
    unmount()
    expect(one.listenerCount).toBe(0)
    expect(clock.timerCount).toBe(0)
    expect(Object.keys(pinia.state.value)).toEqual([])
    await expect(store.invite({ userIdList: ['cat'] })).rejects.toMatchObject({ code: -2101 })
    expect(one.listenerCount).toBe(0)
  })

  it('of a replaced backend that still speaks change nothing', async () => {
    const [one, other] = twoBackends()
    // a backend that does not let go of its listeners
    one.manager.off = () => {}
    const manager = shallowRef<ConferenceInvitationManager | null>(one.manager)
    const { store } = await mountContext({ manager, currentUser: user('ben') }, () => {})
    manager.value = other.manager
    await settle()
    one.emit('onReceiveInvitation', received('late'))
    one.setStatus('offline')
    expect(store).toMatchObject({ incoming: [], connection: 'online' })
  })

  it('never let an error out into the backend', async () => {
    const [one] = twoBackends()
    const { errors } = await mountContext(
      { manager: one.manager, currentUser: user('ben') },
      () => {},
    )
    one.emit('onInvitationCancelled', { roomInfo: room() } as never)
    expect(errors).toEqual([expect.any(TypeError)])
  })

  it('drop an event that names no room, and say so', async () => {
    expectWarning('CI_R003')
    const [one] = twoBackends()
    const { errors } = await mountContext(
      { manager: one.manager, currentUser: user('ben') },
      () => {},
    )
    one.emit('onInvitationAdded', { invitation: invitation('cat') } as never)
    expect(errors).toEqual([])
  })

  it.each([undefined, null])(
    'drop an event of a backend that gives %s, and say so',
    async (payload) => {
      expectWarning('CI_R003')
      const [one] = twoBackends()
      const { errors } = await mountContext(
        { manager: one.manager, currentUser: user('ben') },
        () => {},
      )
      one.emit('onReceiveInvitation', payload as never)
      expect(errors).toEqual([])
    },
  )

  it('use the manager itself where the app made a proxy of it, and say so', async () => {
    expectWarning('CI_R002')
    const [one] = twoBackends()
    const proxy: ConferenceInvitationManager = reactive(one.manager)
    const { context } = await mountContext({ manager: proxy, currentUser: user('ben') }, () => {})
    expect(context.manager.value).toBe(one.manager)
  })
})

describe('several apps', () => {
  it('share nothing, even with one plugin and one Pinia', async () => {
    const [one, other] = twoBackends()
    const pinia = createPinia()
    const options = { currentUser: user('ben'), currentRoom: room() }
    const first = await mountContext({ ...options, manager: one.manager }, () => {}, { pinia })
    const second = await mountContext({ ...options, manager: other.manager }, () => {}, { pinia })
    expect(first.store).not.toBe(second.store)
    expect([first.store.$id, second.store.$id]).toEqual([
      'conference-invitations',
      'conference-invitations-2',
    ])
    expect([first.store.list.length, second.store.list.length]).toEqual([1, 0])
    other.emit('onReceiveInvitation', received('weekly2'))
    expect([first.store.incoming.length, second.store.incoming.length]).toEqual([1, 1])
    first.unmount()
    expect([one.listenerCount, other.listenerCount]).toEqual([0, LISTENERS])
  })

  it('have a context each when they install the same plugin', () => {
    const plugin = createConferenceInvitations({})
    const stores: InvitationStore[] = []
    for (let count = 0; count < 2; count += 1) {
      const app = createApp({
        setup() {
          stores.push(useInvitationStore())
          return () => h('div')
        },
      })
      app.use(createPinia()).use(plugin).mount(document.createElement('div'))
    }
    expect(stores[0]).not.toBe(stores[1])
  })

  it('may have a provider of its own inside, which ends with its component', async () => {
    const [one, other] = twoBackends()
    const isShown = shallowRef(true)
    let inner!: InvitationStore
    const Child = defineComponent(() => {
      inner = useInvitationStore()
      return () => h('i')
    })
    const Provider = defineComponent(() => {
      provideInvitationContext({ manager: other.manager, currentUser: user('cat') })
      return () => h(Child)
    })
    const app = createApp(() => (isShown.value ? h(Provider) : null))
    app.use(createPinia()).use(createConferenceInvitations({ manager: one.manager }))
    app.mount(document.createElement('div'))
    expect(inner.$id).toBe('conference-invitations')
    expect([one.listenerCount, other.listenerCount]).toEqual([0, LISTENERS])
    isShown.value = false
    await nextTick()
    expect(other.listenerCount).toBe(0)
  })
})

describe('mistakes', () => {
  function mount(prepare: (app: ReturnType<typeof createApp>) => void) {
    const app = createApp({
      setup() {
        useInvitationStore()
        return () => h('div')
      },
    })
    app.config.warnHandler = () => {}
    prepare(app)
    return () => app.mount(document.createElement('div'))
  }

  it('say that the plugin is missing', () => {
    expect(mount((app) => app.use(createPinia()))).toThrow(
      /CI_C001.*createConferenceInvitations.*ConferenceInvitationsProvider/,
    )
  })

  it('say that Pinia is missing', () => {
    expect(mount((app) => app.use(createConferenceInvitations({})))).toThrow(/CI_C002.*createPinia/)
  })

  it('are none in the order of the plugins', () => {
    const right = mount((app) => app.use(createConferenceInvitations({})).use(createPinia()))
    expect(right).not.toThrow()
  })

  it('say that the plugin is installed twice', () => {
    expectWarning('CI_C003')
    mount((app) => {
      app.use(createPinia())
      app.use(createConferenceInvitations({})).use(createConferenceInvitations({}))
    })
  })

  it('say that the mirror was written from outside', async () => {
    expectWarning('CI_R001')
    const { store } = await mountContext({}, () => {})
    store.missed = []
  })

  it('show on the console once when nobody listens to errors', async () => {
    expectError('getPendingInvitations')
    const [one] = twoBackends()
    one.answers.getPendingInvitations = () => Promise.reject(new Error('broken'))
    const onError = undefined
    await mountContext({ manager: one.manager, currentUser: user('ben'), onError }, () => {})
  })

  it('say that a context has ended', async () => {
    const { context, unmount } = await mountContext({}, () => {})
    unmount()
    expect(() => context.share(Symbol('late'), () => 1)).toThrow('CI_C004')
  })
})
