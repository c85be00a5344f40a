import type { MountingOptions, VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { effectScope, type Component, type ComponentPublicInstance } from 'vue'
import { useRoomEngine } from '../composables/useRoomEngine'
import type { ConferenceInvitationsOptions } from '../context'
import type { CreateRoomOptions, UserProfile } from '../manager'
import { createConferenceInvitations } from '../plugin'
import type { ManualClock } from './manual-clock'
import { createTestDirectory, enterOwnRoom, profileOf, roomOptionsOf } from './people'
import { createRing, type TestRing } from './ring'
import { createTestHub, type TestDevice, type TestHub } from './test-hub'

/** How {@link mountWithInvitations} mounts; what the app tells the kit may be replaced, too. */
export interface MountWithInvitationsOptions<
  PersonId extends string = string,
> extends ConferenceInvitationsOptions {
  /** Who uses the component: a profile or an id. Defaults to Ann. */
  user?: UserProfile | string
  /**
   * The room that this person has created and is in: options or an id; `null` for none. Defaults to
   * `weekly`.
   */
  room?: CreateRoomOptions | string | null
  /** Others who are connected, outside of any room: profiles or ids. */
  people?: readonly (PersonId | (UserProfile & { userId: PersonId }))[]
  props?: Record<string, unknown>
  slots?: MountingOptions<object>['slots']
  /** More plugins, stubs and mocks, as in `mount` of Vue Test Utils. */
  global?: MountingOptions<object>['global']
}

/** A mounted component with the backend behind it. */
export interface MountedWithInvitations<PersonId extends string = string> {
  wrapper: VueWrapper<ComponentPublicInstance>
  hub: TestHub
  /** The hub's clock, which the component follows too. */
  clock: ManualClock
  /** The device of the person who uses the component. */
  engine: TestDevice
  /** One device of each of the others, by user id. */
  people: Readonly<Record<PersonId, TestDevice>>
  /** Lets one of the others call the person who uses the component. */
  ring: TestRing<PersonId>
  /** Errors that nobody awaited; empty when all is well. */
  errors: unknown[]
  /** Lets everything that is under way arrive and be shown; no time passes. */
  settle(): Promise<void>
  /** Takes the component off the page and closes the hub; leaves nothing behind. */
  unmount(): Promise<void>
}

/**
 * Mounts a component that uses the kit into the page, over a backend in memory, and waits for its
 * first answers. Needs `@vue/test-utils`.
 *
 * @example
 * ```ts
 * const { wrapper, people, clock, unmount } = await mountWithInvitations(MyRoom, {
 *   people: ['ben'],
 * })
 * await wrapper.get('button').trigger('click') // your button that calls Ben
 * await people.ben.getConferenceInvitationManager().accept({ roomId: 'weekly' })
 * await clock.advance(1_000)
 * await unmount()
 * ```
 */
export async function mountWithInvitations<PersonId extends string = never>(
  component: Component,
  options: MountWithInvitationsOptions<PersonId> = {},
): Promise<MountedWithInvitations<PersonId>> {
  const {
    user = 'ann',
    room = 'weekly',
    people: others = [],
    props,
    slots,
    global,
    ...app
  } = options
  const { mount } = await import('@vue/test-utils')
  const hub = createTestHub()
  const { clock } = hub
  const engine = await hub.connect(profileOf(user))
  if (room !== null) await enterOwnRoom(engine, roomOptionsOf(room))
  const people = {} as Record<PersonId, TestDevice>
  for (const person of others) {
    const profile = profileOf(person)
    people[profile.userId as PersonId] = await hub.connect(profile)
  }

  const errors: unknown[] = []
  const scope = effectScope(true)
  const { manager, currentUser, currentRoom, members } = scope.run(() => useRoomEngine(engine))!
  const plugin = createConferenceInvitations({
    manager,
    currentUser,
    currentRoom,
    members,
    directory: createTestDirectory(),
    clock,
    missedStorage: null,
    // where tests run there is seldom a way to make a sound
    ringtone: { muted: true },
    onJoin: async ({ roomId }) => void (await engine.enterRoom({ roomId })),
    onError: (error) => errors.push(error),
    ...app,
  })
  const host = document.body.appendChild(document.createElement('div'))
  const wrapper = mount(component as Component<object>, {
    props,
    slots,
    attachTo: host,
    global: { ...global, plugins: [createPinia(), plugin, ...(global?.plugins ?? [])] },
  }) as unknown as VueWrapper<ComponentPublicInstance>

  const settle = () => clock.advance(0)
  const ring = createRing(people, engine.user.userId, settle)

  async function unmount() {
    wrapper.unmount()
    host.remove()
    scope.stop()
    await hub.close()
  }

  await settle()
  return { wrapper, hub, clock, engine, people, ring, errors, settle, unmount }
}
