// @vitest-environment node
import { createPinia } from 'pinia'
import { renderToString } from '@vue/server-renderer'
import { expect, it, vi } from 'vitest'
import { createSSRApp, h } from 'vue'
import { useAnnouncer, useLiveRegion } from '../composables/useAnnouncer'
import { useIncomingInvitations } from '../composables/useIncomingInvitations'
import { useInvitationCountdown } from '../composables/useInvitationCountdown'
import { useInvitationList } from '../composables/useInvitationList'
import { useInviteUsers } from '../composables/useInviteUsers'
import { useLocale } from '../composables/useLocale'
import { useUserDirectory } from '../composables/useUserDirectory'
import { provideInvitationContext, type ConferenceInvitationsOptions } from '../context'
import { createConferenceInvitations } from '../plugin'
import { useInvitationStore } from './invitation-store'
import { createFakeManager } from './testing/fake-manager'
import { createManualClock, START } from '../testing/manual-clock'
import { received, room, user } from './testing/samples'

it('renders on a server: nothing of a browser is there, and nothing stays behind', async () => {
  const fake = createFakeManager({ pending: () => [received()] })
  const clock = createManualClock()
  const search = vi.fn()
  const lookup = vi.fn()
  const options: ConferenceInvitationsOptions = {
    manager: fake.manager,
    currentUser: user('ann'),
    currentRoom: room(),
    directory: { search, lookup },
    clock,
  }

  function render() {
    const { t } = useLocale()
    const { canInvite } = useInviteUsers()
    const { entries, nameOf } = useInvitationList()
    const { cards } = useIncomingInvitations()
    const { secondsLeft } = useInvitationCountdown({ createdAt: START, expiresAt: START + 60_000 })
    useUserDirectory()
    useLiveRegion()
    useAnnouncer().announce('quietly')
    return () =>
      [
        t('dialog.title'),
        nameOf({ userId: 'eve' }),
        canInvite.value,
        secondsLeft.value,
        entries.value.length + cards.value.length,
        useInvitationStore().connection,
      ].join(' ')
  }

  const app = createSSRApp({
    setup() {
      const text = render()
      return () => h('main', [text(), h(Provider)])
    },
  })
  const Child = { setup: () => render() }
  const Provider = {
    setup() {
      provideInvitationContext(options)
      return () => h(Child)
    },
  }
  const pinia = createPinia()
  app.use(pinia).use(createConferenceInvitations(options))

  const text = 'Invite people eve true 60 0 online'
  expect(await renderToString(app)).toBe(`<main>${text}${text}</main>`)
  expect(fake.listenerCount).toBe(0)
  expect(fake.calls.getInvitationList).toEqual([])
  expect(fake.calls.getPendingInvitations).toEqual([])
  expect(clock.timerCount).toBe(0)
  expect(search).not.toHaveBeenCalled()
  expect(lookup).not.toHaveBeenCalled()
  expect(JSON.stringify(pinia.state.value)).toContain('conference-invitations')
})

it.each<[boolean, ConferenceInvitationsOptions]>([
  [true, { currentRoom: room() }],
  [false, { currentRoom: null }],
  [false, { currentRoom: room(), manager: createFakeManager({ status: 'offline' }).manager }],
  [false, { currentRoom: room(), manager: null }],
])('says %s to loading, as a browser does at first', async (isLoading, options) => {
  const { manager } = createFakeManager()
  const app = createSSRApp({ render: () => String(useInvitationStore().isLoading) })
  app.use(createPinia()).use(createConferenceInvitations({ manager, ...options }))
  expect(await renderToString(app)).toBe(String(isLoading))
})
