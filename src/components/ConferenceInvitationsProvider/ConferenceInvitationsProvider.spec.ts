import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import type { InvitationAnalyticsEvent } from '../../context'
import { useAnnouncer } from '../../composables/useAnnouncer'
import { useInvitationContext } from '../../composables/useInvitationContext'
import { useInvitationStore } from '../../stores/invitation-store'
import { createFakeManager } from '../../stores/testing/fake-manager'
import { createManualClock } from '../../testing/manual-clock'
import { settle } from '../../testing/settle'
import { invitation, received, room, user } from '../../stores/testing/samples'
import { spoken } from '../testing/mount-kit'
import { ConferenceInvitationsProvider } from '.'

afterEach(() => document.body.replaceChildren())

const Inside = defineComponent({
  setup() {
    const store = useInvitationStore()
    const { announce } = useAnnouncer()
    const { currentUser } = useInvitationContext()
    return () =>
      h('button', { onClick: () => announce('hello', 'assertive') }, [
        `${currentUser.value?.userId} sees ${store.list.length}`,
      ])
  },
})

describe('ConferenceInvitationsProvider', () => {
  it('gives everything inside it what its props say, follows them, and lets go of the backend', async () => {
    const fake = createFakeManager({ list: () => [invitation('ben')] })
    const wrapper = mount(ConferenceInvitationsProvider, {
      props: { manager: fake.manager, currentUser: user('ann'), clock: createManualClock() },
      slots: { default: () => h(Inside) },
      global: { plugins: [createPinia()] },
      attachTo: document.body,
    })
    await settle()
    expect(wrapper.text()).toBe('ann sees 0')

    await wrapper.setProps({ currentRoom: room() })
    await settle()
    expect(wrapper.text()).toBe('ann sees 1')

    wrapper.unmount()
    expect(fake.listenerCount).toBe(0)
  })

  it('speaks for what is inside it', async () => {
    const wrapper = mount(ConferenceInvitationsProvider, {
      props: { clock: createManualClock() },
      slots: { default: () => h(Inside) },
      global: { plugins: [createPinia()] },
      attachTo: document.body,
    })
    await settle()
    await wrapper.get('button').trigger('click')
    await settle()
    expect(spoken().assertive).toBe('hello')
    wrapper.unmount()
  })

  it('tells the app what happens to calls, and who calls where that is wanted', async () => {
    const fake = createFakeManager()
    const events: InvitationAnalyticsEvent[] = []
    const wrapper = mount(ConferenceInvitationsProvider, {
      props: {
        manager: fake.manager,
        currentUser: user('ben'),
        clock: createManualClock(),
        onEvent: (event: InvitationAnalyticsEvent) => events.push(event),
        personalData: true,
      },
      slots: { default: () => h(Inside) },
      global: { plugins: [createPinia()] },
    })
    fake.emit('onReceiveInvitation', received('weekly'))
    await settle()
    expect(events).toMatchObject([
      { type: 'callShown', personal: { roomId: 'weekly', userIds: ['ann'] } },
    ])
    wrapper.unmount()
  })
})
