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
import { texts } from './texts'
import { followLook, localeOf } from './use-look'

/** Starts the conference at the place that the address names. */
export async function startApp(root: HTMLElement): Promise<void> {
  const address = createAddressState()
  const session = createSession(address)
  const conditions = createConditions()
  const device = useRoomEngine(session.engine)
  const words = computed(() => texts[address.current.value.lang])

  followOuterLook(address)
  followLook(address, () => {
    const { user } = address.current.value
    const where = session.room.value?.roomInfo.roomName ?? words.value.appName
    return user ? `${where} · ${personOf(user).userName}` : where
  })

  createApp(App)
    .provide(playgroundKey, { address, session })
    .provide(conditionsKey, conditions)
    .use(createPinia())
    .use(
      createConferenceInvitations({
        ...device,
        manager: computed(() => device.manager.value && conditions.wrap(device.manager.value)),
        directory: computed(() => createDirectory(words.value)),
        locale: () => localeOf(address),
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
    runSimulation({
      connect: ({ userId, userName }) =>
        backends[address.current.value.backend]({ userId, userName }),
      reply: () => words.value.simulatedReply,
    })
  }
}
