import { beforeAll, afterEach, describe, expect, it } from 'vitest'
import type { Component } from 'vue'
import { InvitationRejectedReason, InvitationStatus } from '../manager/enums'
import { settle } from '../testing/settle'
import { invitation, received, user } from '../stores/testing/samples'
import { IncomingInvitationToast } from './IncomingInvitationToast'
import { InvitationListPanel } from './InvitationListPanel'
import { InviteDialog } from './InviteDialog'
import { MissedInvitationList } from './MissedInvitationList'
import { directoryOf, mountKit, nameOf, unmountKit, wordsOf } from './testing/mount-kit'
import type { MountKitOptions } from './testing/mount-kit'

// what the dialog loads is there, as it is in a page that has been open for a moment
beforeAll(() => import('./InviteDialog/InviteDialogWindow.vue'))

const CONTROLS = 'button, input, select, [role=option]'

/** The name of a control, also from its label; a select's options are not part of it. */
function controlName(element: Element) {
  const label = (element as HTMLInputElement).labels?.[0]
  if (label) return wordsOf(label.querySelector('span') ?? label)
  return nameOf(element)
}

/** What is said in an element, besides what its controls are called. */
function wordsIn(element: Element) {
  const copy = element.cloneNode(true) as Element
  for (const part of copy.querySelectorAll('button, input, [aria-hidden=true], [hidden]')) {
    part.remove()
  }
  const texts: string[] = []
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? '')
  return texts.join(' ').replace(/\s+/g, ' ').trim()
}

/** What somebody gets who sees no css: headings, lists, rows and controls by name, indented as they lie. */
function outlineOf(root: Element, depth = 0): string[] {
  if (root.matches('[hidden], [aria-hidden=true]')) return []
  const line = lineOf(root)
  const inner = [...root.children].flatMap((child) => outlineOf(child, line ? depth + 1 : depth))
  return line ? [`${'  '.repeat(depth)}${line}`, ...inner] : inner
}

function lineOf(element: Element): string | null {
  if (element.matches('section, [role=dialog], [role=group], [role=listbox]')) {
    return `${element.getAttribute('role') ?? 'region'} “${nameOf(element)}”`
  }
  if (element.matches('ul')) return 'list'
  if (element.matches('[role=option]')) return `option “${wordsIn(element)}”`
  if (element.matches('.ci-call__who, .ci-call__time')) return wordsIn(element)
  if (element.matches('h2, h3, h4')) return `heading “${wordsOf(element)}”`
  if (element.matches('li')) return `item: ${wordsIn(element)}`
  if (element.matches(CONTROLS)) return `${element.localName} “${controlName(element)}”`
  return null
}

const ben: MountKitOptions = {
  backend: { pending: () => [received('weekly', {}, 'Have you got ten minutes?')] },
  app: { currentUser: user('ben'), currentRoom: null, members: [] },
}
const scenes: Record<string, [Component, MountKitOptions]> = {
  InviteDialog: [
    InviteDialog,
    {
      props: { open: true, selected: ['ben'] },
      app: {
        directory: directoryOf({ ben: 'Ben', cat: 'Cat' }),
        joinUrl: 'https://meet.example/weekly',
      },
    },
  ],
  IncomingInvitationToast: [IncomingInvitationToast, ben],
  InvitationListPanel: [
    InvitationListPanel,
    {
      backend: {
        list: () => [
          invitation('ben'),
          invitation('cat', {
            status: InvitationStatus.REJECTED,
            reason: InvitationRejectedReason.REJECT_TO_ENTER,
          }),
        ],
      },
    },
  ],
  MissedInvitationList: [MissedInvitationList, ben],
}

async function show(name: string) {
  const [component, options] = scenes[name]!
  const { clock } = await mountKit(component, options)
  // the list shows what rang once it does no longer
  if (name === 'MissedInvitationList') await clock.advance(60_000)
  await settle()
}

const outline = () => outlineOf(document.body).join('\n')

afterEach(async () => {
  await unmountKit()
  await settle()
})

describe('without css', () => {
  it('the dialog is a dialog with a field, options and buttons', async () => {
    await show('InviteDialog')
    expect(outline()).toMatchInlineSnapshot(`
      "dialog “Invite people”
        heading “Invite people”
        button “Close”
        list
          item: Ben
            button “Remove Ben”
        input “Search people”
        listbox “People”
          option “Ben”
          option “Cat”
        select “Ring for”
        input “Message (optional)”
        input “Notify only, without ringing”
        button “Copy link”
        button “QR code”
        button “Cancel”
        button “Call 1 person”"
    `)
  })

  it('a call is a region with its answers', async () => {
    await show('IncomingInvitationToast')
    expect(outline()).toMatchInlineSnapshot(`
      "region “Invitation from Ann to weekly”
        Ann is calling weekly 1 person inside
        1:00
          button “Mute ringing”
        button “More for the call from Ann”
        button “Decline the call from Ann”
        button “Join weekly”"
    `)
  })

  it('the invited people are a list under a heading', async () => {
    await show('InvitationListPanel')
    expect(outline()).toMatchInlineSnapshot(`
      "region “Invited people”
        heading “Invited people”
        button “Search by name”
        button “More”
        group “Show people by state”
          button “All 2”
          button “Calling 1”
          button “Declined 1”
        list
          item: Ben Calling · 1:00
            button “Cancel call to Ben”
          item: Cat Declined · now
            button “Call Cat again”"
    `)
  })

  it('the missed calls are a list under a heading', async () => {
    await show('MissedInvitationList')
    expect(outline()).toMatchInlineSnapshot(`
      "region “Missed invitations”
        heading “Missed invitations”
        button “Dismiss all”
        list
          item: Ann weekly · now
            button “Join weekly”
            button “Dismiss the missed call from Ann”"
    `)
  })

  it.each(Object.keys(scenes))(
    '%s names every control, and tells nothing by a picture alone',
    async (name) => {
      await show(name)
      const controls = [...document.querySelectorAll(CONTROLS)]
      expect(controls.length).toBeGreaterThan(1)
      expect(controls.filter((control) => controlName(control) === '')).toEqual([])
      const pictures = [...document.querySelectorAll('svg, img')]
      const isTold = (picture: Element) =>
        picture.closest('[aria-hidden=true]') !== null || nameOf(picture) !== ''
      expect(pictures.filter((picture) => !isTold(picture))).toEqual([])
    },
  )

  it('has its words for the ear in the document', async () => {
    await show('MissedInvitationList')
    const spoken = [...document.querySelectorAll('.ci-missed .ci-visually-hidden')].map(wordsOf)
    expect(spoken).toEqual(['1 missed invitation'])
  })
})
