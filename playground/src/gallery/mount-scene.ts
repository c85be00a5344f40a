import { createPinia } from 'pinia'
import { createApp, nextTick, type App } from 'vue'
import { createConferenceInvitations } from 'vue-conference-invitations'
import type { ConferenceInvitationsLocale } from 'vue-conference-invitations'
import { UserRole } from 'vue-conference-invitations/manager'
import { createManualClock, type ManualClock } from 'vue-conference-invitations/testing'
import type { Look } from './look'
import { everybody, NOW, roomOf, userOf } from './samples'
import type { Scene, Stage } from './scene'
import { createScriptedManager, type ScriptedManager } from './scripted-manager'

/** How long a scene waits for the browser. */
const PATIENCE_MS = 2_000

/** Nothing that goes on after the page has been looked at. */
const quiet = { muted: true, titleFlash: false, badge: false, vibration: false } as const

/** Puts a scene into an element and resolves, with the app to unmount, once it is in its state. */
export async function mountScene(
  { render, prepare, script = {}, app: options, act }: Scene,
  { look, locale, root }: { look: Look; locale: ConferenceInvitationsLocale; root: HTMLElement },
): Promise<App> {
  const clock = createManualClock(NOW)
  const backend = createScriptedManager(script)
  const app = createApp({ render: () => render(look) })
    .use(createPinia())
    .use(
      createConferenceInvitations({
        manager: backend.manager,
        currentUser: userOf('ann', UserRole.ROOM_OWNER),
        currentRoom: roomOf(),
        members: [userOf('ann', UserRole.ROOM_OWNER)],
        directory: {
          search: async (query) => {
            const users = everybody.filter(({ userName }) =>
              userName.toLowerCase().includes(query.toLowerCase()),
            )
            return { users, cursor: '', total: users.length }
          },
        },
        locale,
        clock,
        missedStorage: null,
        ringtone: { ...quiet, notification: false },
        onError: () => {},
        ...options,
      }),
    )
  const undo = prepare?.()
  if (undo) app.onUnmount(undo)
  app.mount(root)
  const stage = createStage(backend, clock)
  await settle(clock)
  await act?.(stage)
  await settle(clock)
  return app
}

function createStage(backend: ScriptedManager, clock: ManualClock): Stage {
  const find = (selector: string) => {
    const element = document.querySelector<HTMLElement>(selector)
    if (!element) throw new Error(`The scene lacks ${selector}`)
    return element
  }
  async function tell(target: Element, event: Event) {
    target.dispatchEvent(event)
    await settle(clock)
  }
  return {
    ...backend,
    clock,
    async click(selector) {
      find(selector).click()
      await settle(clock)
    },
    async type(selector, text) {
      const field = find(selector) as HTMLInputElement
      field.value = text
      await tell(field, new InputEvent('input', { bubbles: true }))
    },
    async select(selector, value) {
      const field = find(selector) as HTMLSelectElement
      field.value = value
      await tell(field, new Event('change', { bubbles: true }))
    },
    async paste(selector, text) {
      const paste = new Event('paste', { bubbles: true, cancelable: true })
      const clipboardData = { getData: () => text }
      await tell(find(selector), Object.assign(paste, { clipboardData }))
    },
    scrollToEnd(selector) {
      const element = find(selector)
      element.scrollTop = element.scrollHeight
    },
    async appearance(selector, stepMs = 0) {
      const end = performance.now() + PATIENCE_MS
      while (!document.querySelector(selector)) {
        if (performance.now() > end) throw new Error(`The scene waited in vain for ${selector}`)
        await new Promise((next) => setTimeout(next, 5))
        await clock.advance(stepMs)
        await settle(clock)
      }
      await settle(clock)
    },
  }
}

/** Lets promises, timers that are due and rendering come to their end. */
async function settle(clock: ManualClock) {
  for (let round = 0; round < 4; round++) {
    await clock.advance(0)
    await nextTick()
  }
}
