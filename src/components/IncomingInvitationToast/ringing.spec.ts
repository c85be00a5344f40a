import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { enterFakePage } from '../../composables/ringing/testing/fake-page'
import { whenLoaded } from '../../composables/ringing/testing/when-loaded'
import type { ReceivedInvitation } from '../../manager/types'
import { settle } from '../../testing/settle'
import { received, user } from '../../stores/testing/samples'
import {
  allByRole,
  axeViolations,
  byRole,
  click,
  focusElsewhere,
  mountKit,
  press,
  spoken,
  unmountKit,
  type MountKitOptions,
} from '../testing/mount-kit'
import { IncomingInvitationToast } from '.'

let page: ReturnType<typeof enterFakePage>
let elsewhere: HTMLButtonElement

/** Ben's device, outside of any room, with these calls ringing. */
async function ring(calls: ReceivedInvitation[] = [received()], more: MountKitOptions = {}) {
  const kit = await mountKit(IncomingInvitationToast, {
    backend: { pending: () => calls },
    app: { currentUser: user('ben'), currentRoom: null, members: [] },
    ...more,
  })
  await whenLoaded()
  return kit
}

beforeEach(() => {
  page = enterFakePage()
  elsewhere = focusElsewhere()
})

afterEach(unmountKit)

describe('sound', () => {
  it('rings while a card rings, and rests with the cards', async () => {
    const { wrapper } = await ring()
    expect(page.audio.isAudible).toBe(true)
    wrapper.unmount()
    await settle()
    expect(page.audio.isAudible).toBe(false)
  })

  it('is muted and unmuted by one button, which says which', async () => {
    await ring([received('weekly'), received('daily')])
    const button = byRole('button', 'Mute ringing')
    expect(button.getAttribute('aria-pressed')).toBe('false')

    await click(button)
    expect(button.getAttribute('aria-pressed')).toBe('true')
    expect(page.audio.isAudible).toBe(false)
    expect(await axeViolations()).toEqual([])

    await click(button)
    expect(button.getAttribute('aria-pressed')).toBe('false')
    expect(page.audio.isAudible).toBe(true)
  })

  it('has no button to mute what is silenced', async () => {
    await ring()
    await click(byRole('button', /^More/))
    await click(byRole('button', 'Silence'))
    expect(allByRole('button', 'Mute ringing')).toEqual([])
  })

  it('says that it is blocked, and is let through by the button that says so', async () => {
    page.audio.browser.mayPlay = false
    const { clock } = await ring()
    await clock.advance(1_000)
    const notice = byRole('button', 'Sound is blocked. Click anywhere to hear calls.')
    expect(spoken().polite).toBe('Sound is blocked. Click anywhere to hear calls.')
    expect(await axeViolations()).toEqual([])

    notice.focus()
    page.audio.browser.mayPlay = true
    await click(notice)
    expect(allByRole('button', /^Sound is blocked/)).toEqual([])
    expect(page.audio.isAudible).toBe(true)
    expect(document.activeElement).toBe(elsewhere)
  })

  it('follows the options of the cards', async () => {
    await ring(undefined, { props: { ringtone: { muted: true } } })
    expect(page.audio.isAudible).toBe(false)
    expect(byRole('button', 'Mute ringing').getAttribute('aria-pressed')).toBe('true')
  })
})

describe('being reminded', () => {
  it('takes the card away in silence, and brings it back ringing', async () => {
    const { clock, wrapper } = await ring([received('weekly', { expiresAt: null })])
    await click(byRole('button', /^More/))
    await click(byRole('button', 'Remind me in 1 min'))
    expect(allByRole('region')).toEqual([])
    expect(page.audio.isAudible).toBe(false)
    await clock.advance(1_000)
    expect(spoken().polite).toBe('You will be reminded of the call from Ann')
    expect(wrapper.emitted('putOff')).toHaveLength(1)

    await clock.advance(60_000)
    await settle()
    expect(allByRole('region', 'Invitation from Ann to weekly')).toHaveLength(1)
    expect(page.audio.isAudible).toBe(true)
  })

  it('is off when the call is nearly over, and says why', async () => {
    const { clock } = await ring()
    await click(byRole('button', /^More/))
    await clock.advance(31_000)
    const button = byRole('button', 'Remind me in 1 min')
    expect(button.getAttribute('aria-disabled')).toBe('true')
    const reason = document.getElementById(button.getAttribute('aria-describedby')!)
    expect(reason?.textContent?.trim()).toBe('Less than 30 seconds left')
    expect(await axeViolations()).toEqual([])

    await click(button)
    expect(allByRole('region')).toHaveLength(1)
  })
})

describe('ignoring', () => {
  it('takes the card away for good, in silence, and does not tell the caller', async () => {
    const { clock, fake, wrapper } = await ring()
    await click(byRole('button', /^More/))
    const button = byRole('button', 'Ignore')
    const hint = document.getElementById(button.getAttribute('aria-describedby')!)
    expect(hint?.textContent).toBe('The caller is not told')
    await click(button)
    expect(allByRole('region')).toEqual([])
    expect(page.audio.isAudible).toBe(false)
    expect(fake.calls.reject).toEqual([])
    expect(wrapper.emitted('ignored')).toHaveLength(1)
    await clock.advance(1_000)
    expect(spoken().polite).toBe('The call from Ann is ignored')
    await clock.advance(60_000)
    expect(allByRole('region')).toEqual([])
  })
})

describe('taking over the page', () => {
  const modal = { props: { modal: true } }
  const joinButton = () => byRole('button', /^Join/)

  it('is an alert dialog that takes the focus, and gives it back', async () => {
    const { fake } = await ring(undefined, modal)
    expect(byRole('alertdialog', 'Incoming calls').getAttribute('aria-modal')).toBe('true')
    expect(document.activeElement).toBe(byRole('alertdialog'))
    expect(await axeViolations()).toEqual([])

    fake.emit('onInvitationCancelled', received())
    await settle()
    expect(allByRole('alertdialog')).toEqual([])
    expect(document.activeElement).toBe(elsewhere)
  })

  it('keeps the focus: from Tab, from Escape and from the page', async () => {
    await ring(undefined, modal)
    await press('Tab')
    expect(document.activeElement).toBe(byRole('button', 'Mute ringing'))
    await press('Tab', { shiftKey: true })
    expect(document.activeElement).toBe(joinButton())
    await press('Escape')
    expect(document.activeElement).toBe(joinButton())
    elsewhere.focus()
    expect(document.activeElement).toBe(byRole('alertdialog'))
    await press('F8')
    expect(document.activeElement).toBe(joinButton())
  })

  it('goes on to the next call when one is answered', async () => {
    const { fake } = await ring([received('weekly'), received('daily')], modal)
    await click(byRole('button', 'Decline the call from Ann', document.querySelector('section')!))
    expect(fake.calls.reject).toHaveLength(1)
    expect(document.querySelector('[role=alertdialog]')!.contains(document.activeElement)).toBe(
      true,
    )
  })
})

describe('swiping', () => {
  function swipe(pointerType: string, x: number, y = 0) {
    const card = document.querySelector('section')!
    const at = { pointerType, pointerId: 1, isPrimary: true, bubbles: true }
    card.dispatchEvent(new PointerEvent('pointerdown', { ...at, clientX: 0, clientY: 0 }))
    card.dispatchEvent(new PointerEvent('pointermove', { ...at, clientX: x, clientY: y }))
    card.dispatchEvent(new PointerEvent('pointerup', { ...at, clientX: x, clientY: y }))
    return settle()
  }

  it.each(['far along the line', 'back along the line'])(
    'silences by a finger: %s',
    async (way) => {
      await ring()
      await swipe('touch', way.startsWith('far') ? 120 : -120)
      expect(allByRole('img', 'Silenced')).toHaveLength(1)
      expect(page.audio.isAudible).toBe(false)
    },
  )

  it('does nothing by a mouse, a short way or while scrolling', async () => {
    await ring()
    await swipe('mouse', 120)
    await swipe('touch', 40)
    await swipe('touch', 120, 200)
    expect(allByRole('img', 'Silenced')).toEqual([])
    expect(page.audio.isAudible).toBe(true)
  })
})
