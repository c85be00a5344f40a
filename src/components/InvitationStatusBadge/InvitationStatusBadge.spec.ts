import { afterEach, describe, expect, it } from 'vitest'
import { zhCN } from '../../locales/zh-CN'
import { axeViolations, mountKit, unmountKit, wordsOf } from '../testing/mount-kit'
import { InvitationStatusBadge, type InvitationBadgeState } from '.'

afterEach(unmountKit)

describe('InvitationStatusBadge', () => {
  it.each<[InvitationBadgeState, string]>([
    ['calling', 'Calling'],
    ['notified', 'Notified'],
    ['accepted', 'Accepted'],
    ['noAnswer', 'No answer'],
    ['busy', 'Busy in another conference'],
    ['declined', 'Declined'],
    ['cancelling', 'Cancelling'],
    ['inRoom', 'In the room'],
  ])('says %s in words beside an icon', async (state, words) => {
    const { wrapper } = await mountKit(InvitationStatusBadge, { props: { state } })
    expect(wordsOf(wrapper.element)).toBe(words)
    expect(wrapper.get('svg').attributes('aria-hidden')).toBe('true')
    expect(wrapper.attributes('data-state')).toBe(state)
    expect(await axeViolations()).toEqual([])
  })

  it('adds the detail after the words', async () => {
    const { wrapper } = await mountKit(InvitationStatusBadge, {
      props: { state: 'calling', detail: '0:42' },
    })
    expect(wordsOf(wrapper.element)).toBe('Calling · 0:42')
  })

  it('speaks the language of the app', async () => {
    const { wrapper } = await mountKit(InvitationStatusBadge, {
      props: { state: 'noAnswer' },
      app: { locale: zhCN },
    })
    expect(wordsOf(wrapper.element)).toBe('未接听')
  })
})
