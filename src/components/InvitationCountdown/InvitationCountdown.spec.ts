import { afterEach, describe, expect, it } from 'vitest'
import { START } from '../../testing/manual-clock'
import { axeViolations, byRole, mountKit, unmountKit } from '../testing/mount-kit'
import { InvitationCountdown } from '.'

afterEach(unmountKit)

const minute = { createdAt: START, expiresAt: START + 60_000 }

describe('InvitationCountdown', () => {
  it('is a timer that is not spoken by itself', async () => {
    const { clock, wrapper } = await mountKit(InvitationCountdown, {
      props: { invitation: minute },
    })
    const timer = byRole('timer')
    expect(timer.getAttribute('aria-live')).toBe('off')
    expect(timer.textContent?.trim()).toBe('1:00')

    await clock.advance(18_000)
    expect(timer.textContent?.trim()).toBe('0:42')
    expect(wrapper.get('.ci-countdown__left').attributes('stroke-dashoffset')).toBe(
      String(1 - 42 / 60),
    )
    expect(await axeViolations()).toEqual([])
  })

  it('warns in the last ten seconds and stops at zero', async () => {
    const { clock, wrapper } = await mountKit(InvitationCountdown, {
      props: { invitation: minute, appearance: 'text' },
    })
    expect(wrapper.attributes('data-state')).toBe('running')
    await clock.advance(50_000)
    expect(wrapper.attributes('data-state')).toBe('ending')
    await clock.advance(20_000)
    expect(wrapper.attributes('data-state')).toBe('over')
    expect(wrapper.text()).toBe('0:00')
  })

  it('is right at once after the machine slept', async () => {
    const { clock, wrapper } = await mountKit(InvitationCountdown, {
      props: { invitation: minute, appearance: 'text' },
    })
    clock.set(START + 30_000)
    await clock.advance(1_000)
    expect(wrapper.text()).toBe('0:29')
  })

  it('shows no time without a deadline, only what its slot holds', async () => {
    const { wrapper } = await mountKit(InvitationCountdown, {
      props: { invitation: { createdAt: START, expiresAt: null } },
      slots: { default: () => 'AW' },
    })
    expect(wrapper.text()).toBe('AW')
    expect(wrapper.find('svg').exists()).toBe(false)
    expect(wrapper.attributes('data-state')).toBe('unlimited')
  })
})
