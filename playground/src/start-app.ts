import { createPinia } from 'pinia'
import { createConferenceInvitations, useRoomEngine } from 'vue-conference-invitations'
import { computed, createApp } from 'vue'
import App from './App.vue'
import { createAddressState } from './address'
import { backends } from './backends'
import { conditionsKey, createConditions } from './conditions'
import { followOuterLook } from './frames'
import { createDirectory } from './people/directory'
import { personOf } from './people/people'
import { createSession, playgroundKey } from './session'
import { runSimulation } from './simulation'
import { texts, textsLanguageFor } from './texts'
import { followLook, loadLocaleOf } from './use-look'

/** Starts the conference at the place that the address names. */
export async function startApp(root: HTMLElement): Promise<void> {
  const address = createAddressState()
  const session = createSession(address)
  const conditions = createConditions()
  const device = useRoomEngine(session.engine)
  const words = computed(() => texts[textsLanguageFor(address.current.value.lang)])
  const locale = await loadLocaleOf(address)

  followOuterLook(address)
  followLook(address, locale, () => {
    const { user } = address.current.value
    const where = session.room.value?.roomInfo.roomName ?? words.value.appName
    return user ? `${where} · ${personOf(user).userName}` : where
  })

  createApp(App)
    .provide(playgroundKey, { address, session, locale })
    .provide(conditionsKey, conditions)
    .use(createPinia())
    .use(
      createConferenceInvitations({
        ...device,
        manager: computed(() => device.manager.value && conditions.wrap(device.manager.value)),
        directory: computed(() => createDirectory(words.value)),
        locale,
        joinUrl: () => {
          const room = session.room.value?.roomInfo
          const search = room && address.hrefFor({ user: null, room: room.roomId, view: 'one' })
          return search ? new URL(search, location.href).href : null
        },
        onJoin: ({ roomId }) => session.join(roomId),
      }),
    )
    .mount(root)

  if (address.current.value.view === 'one') {
    await session.start()
    // Tencent's service knows only people who sign in themselves.
    if (address.current.value.backend === 'sdk') return
    runSimulation({
      connect: ({ userId, userName }) =>
        backends[address.current.value.backend]({ userId, userName }, address.current.value),
      reply: () => words.value.simulatedReply,
    })
  }
}
