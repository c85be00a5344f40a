import { describe, expect, it } from 'vitest'
import { createApp, h, nextTick, shallowRef } from 'vue'
import { invitationContextKey } from '../context'
import { mountContext } from '../stores/testing/mount-context'
import { useAnnouncer, useLiveRegion, type UseLiveRegionReturn } from './useAnnouncer'

async function announcing() {
  return mountContext({}, () => ({ ...useAnnouncer(), ...useLiveRegion() }))
}

describe('announce', () => {
  it('says what is urgent at once', async () => {
    const { result } = await announcing()
    result.announce('Ann is calling', 'assertive')
    expect(result.assertive.value).toBe('')
    await nextTick()
    expect(result.assertive.value).toBe('Ann is calling')
    expect(result.polite.value).toBe('')
  })

  it('says polite texts of one moment together, each once', async () => {
    const { clock, result } = await announcing()
    result.announce('Ann accepted')
    result.announce('Ben declined')
    result.announce('Ann accepted')
    await clock.advance(299)
    expect(result.polite.value).toBe('')
    await clock.advance(1)
    expect(result.polite.value).toBe('Ann accepted\nBen declined')
  })

  it('says the same text again', async () => {
    const { clock, result } = await announcing()
    result.announce('Ann accepted')
    await clock.advance(300)
    result.announce('Ann accepted')
    const heard: string[] = []
    for (let count = 0; count < 2; count += 1) {
      await clock.advance(150)
      heard.push(result.polite.value)
    }
    expect(heard).toEqual(['Ann accepted', 'Ann accepted'])
    result.announce('Ann accepted', 'assertive')
    await nextTick()
    result.announce('Ann accepted', 'assertive')
    expect(result.assertive.value).toBe('')
    await nextTick()
    expect(result.assertive.value).toBe('Ann accepted')
  })
})

describe('live regions', () => {
  it('speak through exactly one, and through the next when that goes', async () => {
    const shown = shallowRef([1, 2])
    const regions = new Map<number, UseLiveRegionReturn>()
    const Region = {
      props: ['id'],
      setup(props: { id: number }) {
        regions.set(props.id, useLiveRegion())
        return () => h('i')
      },
    }
    const { context } = await mountContext({}, () => {})
    const app = createApp(() => shown.value.map((id) => h(Region, { id, key: id })))
    app.provide(invitationContextKey, context)
    app.mount(document.createElement('div'))
    const speaking = () =>
      [...regions].filter(([, { isSpeaking }]) => isSpeaking.value).map(([id]) => id)
    expect(speaking()).toEqual([1])
    shown.value = [2]
    await nextTick()
    expect(speaking()).toEqual([2])
    app.unmount()
    expect(speaking()).toEqual([])
  })
})
