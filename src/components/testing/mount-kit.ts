import type { VueWrapper } from '@vue/test-utils'
import axe from 'axe-core'
import { shallowRef, type Component, type ShallowRef } from 'vue'
import type { ConferenceInvitationsOptions, UserDirectory } from '../../context'
import type { RoomInfo } from '../../manager/types'
import {
  createFakeManager,
  type FakeManager,
  type FakeManagerOptions,
} from '../../stores/testing/fake-manager'
import type { ManualClock } from '../../testing/manual-clock'
import {
  mountWithInvitations,
  type MountedWithInvitations,
} from '../../testing/mount-with-invitations'
import { settle } from '../../testing/settle'
import { room, user } from '../../stores/testing/samples'

/** How a component is mounted for a test. */
export interface MountKitOptions {
  props?: Record<string, unknown>
  slots?: Record<string, string | (() => unknown)>
  /** What the backend knows. */
  backend?: FakeManagerOptions
  /** Replaces what the app tells the kit: Ann, owner of the room `weekly`, is in it. */
  app?: ConferenceInvitationsOptions
}

/** A mounted component, its backend and the page around it. */
export interface MountedKit {
  wrapper: VueWrapper
  fake: FakeManager
  clock: ManualClock
  currentRoom: ShallowRef<RoomInfo | null>
  errors: unknown[]
}

let mounted: Pick<MountedWithInvitations, 'unmount'>[] = []

/**
 * Mounts a component as the tests of apps do, for Ann in the room `weekly`, but over a backend that
 * says just what the test wants.
 */
export async function mountKit(
  component: Component,
  { props = {}, slots = {}, backend = {}, app = {} }: MountKitOptions = {},
): Promise<MountedKit> {
  const fake = createFakeManager(backend)
  const currentRoom = shallowRef<RoomInfo | null>(room())
  const mount = await mountWithInvitations(component, {
    props,
    slots,
    global: { stubs: { teleport: false, transitionGroup: true } },
    room: null,
    manager: fake.manager,
    currentUser: user('ann'),
    currentRoom,
    members: () => [user('ann', { userRole: 0 })],
    directory: undefined,
    ringtone: undefined,
    onJoin: undefined,
    ...app,
  })
  mounted.push(mount)
  const { wrapper, clock, errors } = mount
  await settle()
  return { wrapper, fake, clock, currentRoom, errors }
}

/** Takes everything off the page again; for `afterEach`. */
export async function unmountKit(): Promise<void> {
  const all = mounted
  mounted = []
  await Promise.all(all.map((one) => one.unmount()))
  document.body.replaceChildren()
}

/** Puts a button of the app's own on the page, and the focus on it. */
export function focusElsewhere(): HTMLButtonElement {
  const button = document.createElement('button')
  button.textContent = 'Somewhere on the page'
  document.body.append(button)
  button.focus()
  return button
}

/** A directory that finds people by a part of their name. */
export function directoryOf(
  names: Record<string, string>,
  more: Partial<UserDirectory> = {},
): UserDirectory {
  const users = Object.entries(names).map(([userId, userName]) => ({ userId, userName }))
  return {
    async search(query) {
      const found = users.filter(({ userName }) =>
        userName.toLowerCase().includes(query.toLowerCase()),
      )
      return { users: found, cursor: '', total: found.length }
    },
    ...more,
  }
}

const ROLE_SELECTORS: Readonly<Record<string, string>> = {
  button: 'button',
  region: 'section[aria-label], section[aria-labelledby]',
  listitem: 'li',
  heading: 'h2, h3, h4',
  option: '[role=option]',
  listbox: '[role=listbox]',
  combobox: '[role=combobox]',
  dialog: '[role=dialog]',
  textbox: 'input:not([role])',
  status: '[role=status]',
  alert: '[role=alert]',
  timer: '[role=timer]',
}

/** All elements of a role on the page, of which the accessible name equals or matches. */
export function allByRole(
  role: string,
  name?: string | RegExp,
  within: ParentNode = document,
): HTMLElement[] {
  return [...within.querySelectorAll<HTMLElement>(ROLE_SELECTORS[role] ?? `[role=${role}]`)].filter(
    (element) => {
      if (element.closest('[hidden]')) return false
      if (name === undefined) return true
      return typeof name === 'string' ? nameOf(element) === name : name.test(nameOf(element))
    },
  )
}

/** The one element of a role with that name; throws when there is none or more than one. */
export function byRole(
  role: string,
  name?: string | RegExp,
  within: ParentNode = document,
): HTMLElement {
  const found = allByRole(role, name, within)
  if (found.length !== 1) {
    const there = allByRole(role, undefined, within).map(nameOf)
    throw new Error(
      `${found.length} elements of role ${role} named ${String(name)}; there are: ${there.join(' | ')}`,
    )
  }
  return found[0]!
}

/** The accessible name, as far as the kit's own markup needs it: label, labelling element, words inside. */
export function nameOf(element: Element): string {
  const label = element.getAttribute('aria-label')
  if (label) return label
  const labelling = element.getAttribute('aria-labelledby')
  const source = labelling ? document.getElementById(labelling) : element
  return wordsOf(source)
}

/** The words that somebody reads, spaces collapsed. */
export function wordsOf(element: Element | null | undefined): string {
  return (element?.textContent ?? '').replace(/\s+/g, ' ').trim()
}

/** What screen readers are told now: politely and at once. */
export function spoken() {
  const region = document.querySelector('.ci-live-region')
  return {
    polite: region?.querySelector('[aria-live=polite]')?.textContent ?? '',
    assertive: region?.querySelector('[aria-live=assertive]')?.textContent ?? '',
  }
}

/** Presses a key where the focus is, as a browser does for keys that only scripts handle. */
export async function press(key: string, init: KeyboardEventInit = {}): Promise<KeyboardEvent> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  ;(document.activeElement ?? document.body).dispatchEvent(event)
  await settle()
  return event
}

/** Clicks, and waits for what comes of it. */
export async function click(element: HTMLElement): Promise<void> {
  element.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true, cancelable: true }))
  element.click()
  await settle()
}

/** Types into a field: its whole new text at once. */
export async function type(field: HTMLElement, text: string): Promise<void> {
  const input = field as HTMLInputElement
  input.focus()
  input.value = text
  input.dispatchEvent(new InputEvent('input', { bubbles: true }))
  await settle()
}

/** What axe finds wrong on the page, in words; contrast needs a real browser. */
export async function axeViolations(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}
