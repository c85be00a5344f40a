import { describe, expect, it } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { mount } from '@vue/test-utils'
import { useScrollAnchor } from './use-scroll-anchor'

const HEIGHT = 60

interface Row {
  key: string
}

/** A list of rows of one height, scrolled to a row; ten are in sight. */
function setUp(count: number, firstInSight: number, focused = -1) {
  const items = shallowRef<readonly Row[]>(
    Array.from({ length: count }, (_, index) => ({ key: `row ${index}` })),
  )
  const scroller = shallowRef({
    scrollTop: firstInSight * HEIGHT,
    clientHeight: 10 * HEIGHT,
  } as HTMLElement)
  const rowAt = (offset: number) => {
    const index = Math.min(Math.floor(offset / HEIGHT), items.value.length - 1)
    return { index, start: index * HEIGHT, end: (index + 1) * HEIGHT }
  }
  mount({
    setup() {
      const virtual = { rowAt, startOf: (index: number) => index * HEIGHT }
      const keyOf = ({ key }: Row) => key
      const { remember } = useScrollAnchor({
        scroller,
        items: () => items.value,
        keyOf,
        virtual,
        focusedIndex: () => focused,
      })
      remember()
      return () => null
    },
  })

  return {
    items,
    async change(next: readonly Row[]) {
      items.value = next
      await nextTick()
      return scroller.value.scrollTop / HEIGHT
    },
  }
}

describe('useScrollAnchor', () => {
  it('holds still when rows come above', async () => {
    const { items, change } = setUp(100, 50)
    const more = Array.from({ length: 1_000 }, (_, index) => ({ key: `new ${index}` }))
    expect(await change([...more, ...items.value])).toBe(1_050)
    expect(await change(items.value.slice(500))).toBe(550)
  })

  it('holds to the next row when the first one goes', async () => {
    const { items, change } = setUp(100, 50)
    expect(await change(items.value.filter(({ key }) => key !== 'row 50'))).toBe(49)
  })

  it('does not follow a row that changed and moved', async () => {
    const { items, change } = setUp(100, 50)
    const others = items.value.filter(({ key }) => key !== 'row 50')
    expect(await change([{ key: 'row 50' }, ...others])).toBe(50)
  })

  it('shows what comes in while it stands at the top', async () => {
    const { items, change } = setUp(100, 0)
    expect(await change([{ key: 'new' }, ...items.value])).toBe(0)
  })

  it('holds to the row with the focus while that is in sight', async () => {
    for (const { focused, first } of [
      { focused: 55, first: 60 },
      { focused: 70, first: 50 },
    ]) {
      const { items, change } = setUp(100, 50, focused)
      const more = Array.from({ length: 10 }, (_, index) => ({ key: `new ${index}` }))
      expect(await change([...items.value.slice(0, 52), ...more, ...items.value.slice(52)])).toBe(
        first,
      )
    }
  })

  it('stays where it is when everything is replaced', async () => {
    const { change } = setUp(100, 50)
    expect(await change([{ key: 'other' }])).toBe(50)
  })
})
