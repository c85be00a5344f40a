// Apart from the others: elements stay defined, and Vue must be loaded after the DOM is there.
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { RoomEngine } from '../manager'
import { createTestHub, type TestHub } from '../testing'
import { de } from '../locales/de'
import { sketches } from './define'
import type { ConferenceElements } from './options'
import { registerConferenceInvitations } from './register'

let hub: TestHub
let ann: RoomEngine
let ben: RoomEngine
let elements: ConferenceElements

beforeAll(async () => {
  // the built file has it within itself
  await import('../components/InviteDialog/InviteDialogWindow.vue')
  hub = createTestHub()
  ann = await hub.connect({ userId: 'ann', userName: 'Ann' })
  ben = await hub.connect({ userId: 'ben', userName: 'Ben' })
  await ann.createRoom({ roomId: 'weekly' })
  await ann.enterRoom({ roomId: 'weekly' })
  elements = registerConferenceInvitations({
    clock: hub.clock,
    missedStorage: null,
    ringtone: { muted: true },
  })
})

afterEach(async () => {
  elements.configure({ engine: null, locale: undefined })
  // what they put beside themselves goes with them
  for (const element of document.querySelectorAll(Object.keys(sketches).join())) element.remove()
  await nextTick()
})

const settle = () => hub.clock.advance(0)

function put<Tag extends keyof HTMLElementTagNameMap>(tag: Tag): HTMLElementTagNameMap[Tag] {
  return document.body.appendChild(document.createElement(tag))
}

describe('elements', () => {
  it('share one state, and follow what the page says later', async () => {
    const panel = put('ci-invitation-list-panel')
    expect(panel.textContent).toContain('Invited people')
    elements.configure({ engine: ann, locale: de })
    const options = { roomId: 'weekly', userIdList: ['ben'], timeout: 30 }
    await ann.getConferenceInvitationManager().inviteUsers(options)
    await settle()
    expect(panel.textContent).toContain(de.messages['panel.title'])
    expect(panel.textContent).toContain('Ben')
    await ben.getConferenceInvitationManager().reject({ roomId: 'weekly' })
    await settle()
    expect(panel.textContent).not.toContain(de.messages['state.calling'])
  })

  it('ring beside the page, and enter the room of the engine', async () => {
    elements.configure({ engine: ben })
    const toast = put('ci-incoming-invitation-toast')
    const joined = vi.fn()
    toast.addEventListener('joined', joined)
    await ann
      .getConferenceInvitationManager()
      .inviteUsers({ roomId: 'weekly', userIdList: ['ben'], timeout: 30 })
    await settle()
    const card = document.querySelector('.ci-calls')
    expect(card?.parentElement).toBe(document.body)
    const join = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent.trim() === 'Join',
    )
    join?.click()
    await settle()
    expect(ben.roomInfo?.roomId).toBe('weekly')
    expect(joined).toHaveBeenCalledOnce()
    await ben.exitRoom()
  })

  it('keep what people change as a property and an attribute', async () => {
    elements.configure({ engine: ann })
    const dialog = put('ci-invite-dialog')
    dialog.open = true
    await settle()
    expect(dialog.hasAttribute('open')).toBe(true)
    expect(document.querySelector('[role=dialog]')).not.toBeNull()
    const close = document.querySelector<HTMLElement>('.ci-dialog [aria-label="Close"]')
    close?.click()
    await settle()
    expect(dialog.open).toBe(false)
    expect(document.querySelector('[role=dialog]')).toBeNull()
    dialog.open = true
    await nextTick()
    expect(document.querySelector('[role=dialog]')).not.toBeNull()
    dialog.open = false
    await settle()
  })

  it('keep attributes of their own to themselves', async () => {
    elements.configure({ engine: ann })
    const dialog = put('ci-invite-dialog')
    dialog.setAttribute('aria-hidden', 'true')
    dialog.open = true
    await settle()
    expect(document.querySelector('[role=dialog]')?.hasAttribute('aria-hidden')).toBe(false)
    dialog.open = false
    await settle()
  })

  it('take numbers and words from attributes', async () => {
    document.body.innerHTML = '<ci-missed-invitation-list heading-level="3" />'
    await nextTick()
    expect(document.querySelector('ci-missed-invitation-list h3')).not.toBeNull()
  })

  it('show what the page puts into their slots, where the slots are, as long as it is there', async () => {
    elements.configure({ engine: ann })
    document.body.innerHTML = `<ci-invite-dialog>
      <b slot="title">Ring people</b><button slot="footer-start">By mail</button>
    </ci-invite-dialog>`
    const dialog = document.querySelector('ci-invite-dialog')!
    const byMail = vi.fn()
    dialog.open = true
    await settle()
    const title = () => document.querySelector('[role=dialog] h2')
    const button = () => document.querySelector<HTMLElement>('[role=dialog] [slot=footer-start]')
    expect(title()?.textContent).toBe('Ring people')
    button()?.addEventListener('click', byMail)
    dialog.open = false
    await settle()
    expect(document.querySelector('[role=dialog]')).toBeNull()
    dialog.open = true
    await settle()
    // the same node as before, with its listener
    button()?.click()
    expect(byMail).toHaveBeenCalledOnce()

    const extra = Object.assign(document.createElement('p'), {
      slot: 'extra',
      textContent: 'Later',
    })
    dialog.append(extra)
    await settle()
    expect(document.querySelector('[role=dialog]')?.textContent).toContain('Later')
    dialog.removeChild(extra)
    await settle()
    expect(document.querySelector('[role=dialog]')?.textContent).not.toContain('Later')
    expect(extra.isConnected).toBe(false)
    dialog.open = false
    await settle()
  })

  it('copy a template into each place of a slot, and ask a function for each place', async () => {
    elements.configure({ engine: ann })
    const panel = document.createElement('ci-invitation-list-panel')
    panel.innerHTML = '<template slot="header-end"><i class="copied">!</i></template>'
    document.body.append(panel)
    const seen: string[] = []
    panel.slotRenderers = {
      row: ({ entry }) => {
        seen.push(entry.userId)
        return Object.assign(document.createElement('em'), { textContent: `${entry.userId}!` })
      },
    }
    const manager = ann.getConferenceInvitationManager()
    await manager.inviteUsers({ roomId: 'weekly', userIdList: ['ben', 'cat'], timeout: 30 })
    await settle()
    const rows = () => [...panel.querySelectorAll('em')].map(({ textContent }) => textContent)
    expect(rows().sort()).toEqual(['ben!', 'cat!'])
    expect(panel.querySelectorAll('.copied')).toHaveLength(1)

    seen.length = 0
    await ben.getConferenceInvitationManager().reject({ roomId: 'weekly' })
    await settle()
    expect(seen).toEqual(['ben'])
    panel.slotRenderers = null
    await settle()
    expect(rows()).toEqual([])
    expect(panel.textContent).toContain('Ben')
  })

  it('hand a slot actions that stay good, and take plain words', async () => {
    elements.configure({ engine: ben })
    const toast = put('ci-incoming-invitation-toast')
    let decline = () => {}
    toast.slotRenderers = {
      card: (given) => {
        decline = given.decline
        return `Call from ${given.card.invitation.inviter.userName}`
      },
    }
    const manager = ann.getConferenceInvitationManager()
    await manager.inviteUsers({ roomId: 'weekly', userIdList: ['ben'], timeout: 30 })
    await settle()
    expect(document.querySelector('.ci-calls')?.textContent).toContain('Call from Ann')
    const declined = vi.fn()
    toast.addEventListener('declined', declined)
    await hub.clock.advance(1_000)
    decline()
    await settle()
    expect(declined).toHaveBeenCalledOnce()
    await hub.clock.advance(5_000)
  })

  it('leave no listener behind without an engine', async () => {
    const manager = ben.getConferenceInvitationManager()
    const counts = { on: 0, off: 0 }
    const on = vi.spyOn(manager, 'on').mockImplementation(() => void (counts.on += 1))
    const off = vi.spyOn(manager, 'off').mockImplementation(() => void (counts.off += 1))
    put('ci-missed-invitation-list')
    elements.configure({ engine: ben })
    await nextTick()
    elements.configure({ engine: null })
    await nextTick()
    expect(counts.on).toBeGreaterThan(0)
    expect(counts.off).toBe(counts.on)
    on.mockRestore()
    off.mockRestore()
  })

  it('are configured again by a second registration', async () => {
    const panel = put('ci-invitation-list-panel')
    registerConferenceInvitations({ locale: de })
    await nextTick()
    expect(panel.textContent).toContain(de.messages['panel.title'])
    expect(document.adoptedStyleSheets).toHaveLength(1)
  })
})
