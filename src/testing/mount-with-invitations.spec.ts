import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { IncomingInvitationToast } from '../components/IncomingInvitationToast'
import { InviteDialog } from '../components/InviteDialog'
import { InvitationListPanel } from '../components/InvitationListPanel'
import { useInviteUsers } from '../composables/useInviteUsers'
import { InvitationErrorCode, InvitationStatus, type RoomEngine } from '../manager'
import { de } from '../locales/de'
import { mountWithInvitations } from './mount-with-invitations'

let unmountAll: (() => Promise<void>)[] = []

/** Mounts, and takes off again after the test. */
const mountHere: typeof mountWithInvitations = async (component, options) => {
  const mounted = await mountWithInvitations(component, options)
  unmountAll.push(mounted.unmount)
  return mounted
}

afterEach(async () => {
  for (const unmount of unmountAll) await unmount()
  unmountAll = []
})

const CallButton = defineComponent({
  props: { userId: { type: String, required: true } },
  setup(props) {
    const { invite } = useInviteUsers()
    return () => h('button', { onClick: () => invite([props.userId], { timeout: 30 }) }, 'Call')
  },
})

async function listOf(engine: RoomEngine) {
  const manager = engine.getConferenceInvitationManager()
  return (await manager.getInvitationList({ roomId: 'weekly' })).invitationList
}

describe('mountWithInvitations', () => {
  it('puts Ann into her room, with the others as ready devices', async () => {
    const { wrapper, people, clock, engine } = await mountHere(CallButton, {
      people: ['ben', { userId: 'zoe', userName: 'Zoe' }],
      props: { userId: 'ben' },
    })
    expect(engine.roomInfo).toMatchObject({ roomId: 'weekly', roomName: 'Weekly', ownerId: 'ann' })
    expect(people.zoe.user.userName).toBe('Zoe')

    const heard: string[] = []
    const manager = people.ben.getConferenceInvitationManager()
    manager.on('onReceiveInvitation', ({ invitation }) => heard.push(invitation.inviter.userName))
    manager.on('onInvitationTimeout', () => heard.push('no answer'))
    await wrapper.get('button').trigger('click')
    await clock.advance(29_999)
    expect(heard).toEqual(['Ann'])
    await clock.advance(1)
    expect(heard).toEqual(['Ann', 'no answer'])
  })

  it('shows what the others do', async () => {
    const { wrapper, engine, people, settle } = await mountHere(InvitationListPanel, {
      people: ['ben'],
    })
    await engine
      .getConferenceInvitationManager()
      .inviteUsers({ roomId: 'weekly', userIdList: ['ben'] })
    await settle()
    expect(wrapper.text()).toContain('Calling')
    await people.ben.getConferenceInvitationManager().reject({ roomId: 'weekly' })
    await settle()
    expect(wrapper.text()).toContain('Declined')
  })

  it('speaks the language, and joins the room of an accepted call', async () => {
    const { engine, ring, settle, errors } = await mountHere(IncomingInvitationToast, {
      user: 'ben',
      room: null,
      people: ['ann'],
      locale: de,
    })
    await ring('ann', { timeout: 30 })
    const join = [...document.querySelectorAll('button')].find(({ textContent }) =>
      textContent.includes('Beitreten'),
    )
    join?.click()
    await settle()
    expect(engine.roomInfo?.roomId).toBe('daily')
    expect(errors).toEqual([])
  })

  it('lets others call into a room of theirs, or into the one where they are', async () => {
    const { engine, people, ring } = await mountHere(CallButton, {
      people: ['ben', 'cat'],
      props: { userId: 'ben' },
    })
    const heard: string[] = []
    engine
      .getConferenceInvitationManager()
      .on('onReceiveInvitation', ({ roomInfo, invitation, extensionInfo }) =>
        heard.push(`${invitation.inviter.userName} to ${roomInfo.roomName}: ${extensionInfo}`),
      )
    await ring('ben', { message: 'Come' })
    await ring('cat', { roomId: 'standup', message: 'Quick' })
    await engine.exitRoom()
    await ring('ben', { roomId: 'weekly' })
    expect(heard).toEqual(['Ben to Daily: Come', 'Cat to standup: Quick', 'Ben to Weekly: '])
    expect(people.ben.roomInfo?.roomId).toBe('weekly')
    await expect(ring('dan' as 'ben')).rejects.toThrow('name them in people')
  })

  it('has people to choose, and goes from the dialog into the room', async () => {
    const { engine, people, settle, errors } = await mountHere(InviteDialog, {
      people: ['ben'],
      props: { open: true },
    })
    // what is in the dialog is loaded when it is needed
    await vi.dynamicImportSettled()
    await settle()
    const find = (selector: string, words: string) =>
      [...document.querySelectorAll<HTMLElement>(selector)].find(({ textContent }) =>
        textContent.includes(words),
      )
    find('[role=option]', 'Ben')?.click()
    await settle()
    find('button', 'Call 1 person')?.click()
    await settle()
    const [row] = await listOf(engine)
    expect([row?.invitee.userName, row?.status]).toEqual(['Ben', InvitationStatus.PENDING])
    await people.ben.getConferenceInvitationManager().accept({ roomId: 'weekly' })
    await people.ben.enterRoom({ roomId: 'weekly' })
    await settle()
    expect(await listOf(engine)).toEqual([])
    expect(engine.members.map(({ userId }) => userId)).toEqual(['ann', 'ben'])
    expect(errors).toEqual([])
  })

  it('cuts the line, and lets the device take up what it missed', async () => {
    const { wrapper, engine, people, ring, settle } = await mountHere(InvitationListPanel, {
      people: ['ben', 'cat'],
    })
    const manager = engine.getConferenceInvitationManager()
    await manager.inviteUsers({ roomId: 'weekly', userIdList: ['ben'] })
    await settle()
    engine.goOffline()
    await people.ben.getConferenceInvitationManager().reject({ roomId: 'weekly' })
    await settle()
    expect(engine.status).toBe('offline')
    expect(wrapper.text()).toContain('Calling')
    await expect(manager.inviteUsers({ roomId: 'weekly', userIdList: ['cat'] })).rejects.toThrow(
      expect.objectContaining({ code: InvitationErrorCode.CONNECTION_LOST }),
    )
    const received = vi.fn()
    manager.on('onReceiveInvitation', received)
    await ring('cat')
    expect(received).not.toHaveBeenCalled()

    engine.goOnline()
    await settle()
    expect(received).toHaveBeenCalledOnce()
    expect(wrapper.text()).toContain('Declined')
  })

  it('lets a call fail, and only that one', async () => {
    const said: unknown[] = []
    const { engine, wrapper, settle } = await mountHere(CallButton, {
      people: ['ben'],
      props: { userId: 'ben' },
      onEvent: ({ type }) => said.push(type),
    })
    engine.failNext('inviteUsers', InvitationErrorCode.NO_PERMISSION)
    await wrapper.get('button').trigger('click')
    await settle()
    await wrapper.get('button').trigger('click')
    await settle()
    expect(said).toEqual(['inviteFailed', 'inviteSent'])
  })

  it('leaves nothing on the page and nothing running', async () => {
    const { engine, people, unmount, errors } = await mountWithInvitations(
      IncomingInvitationToast,
      {
        people: ['ben'],
      },
    )
    await unmount()
    expect(document.body.innerHTML).toBe('')
    expect([engine.status, people.ben.status]).toEqual(['closed', 'closed'])
    expect(errors).toEqual([])
  })

  it('lets the app say otherwise', async () => {
    const said: unknown[] = []
    const { engine, wrapper, settle } = await mountHere(CallButton, {
      room: { roomId: 'mine', roomName: 'Mine' },
      props: { userId: 'nobody' },
      onEvent: (event) => said.push(event.type),
    })
    await engine.destroyRoom()
    await wrapper.get('button').trigger('click')
    await settle()
    expect(said).toEqual(['inviteFailed'])
  })
})
