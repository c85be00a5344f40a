import { watch, type ShallowRef } from 'vue'
import type { VirtualRows } from '../internal/use-virtual-rows'

/** This close to its top, a list shows what comes in at the top instead of holding still. */
const AT_TOP = 4

/** So many rows from the upper edge on are remembered, in case that some of them go. */
const ANCHORS = 12

export interface ScrollAnchorOptions<Item> {
  scroller: Readonly<ShallowRef<HTMLElement | null>>
  items: () => readonly Item[]
  keyOf: (item: Item) => string
  virtual: Pick<VirtualRows, 'rowAt' | 'startOf'>
  /** Index of the row with the focus: while it is in sight, it is what stays; -1 for none. */
  focusedIndex?: () => number
}

interface Anchor<Item> {
  item: Item
  /** From the upper edge of what is in sight, in pixels. */
  distance: number
}

/** Keeps what somebody reads where it is while rows come, go and move around it. */
export function useScrollAnchor<Item>({
  scroller,
  items,
  keyOf,
  virtual,
  focusedIndex = () => -1,
}: ScrollAnchorOptions<Item>) {
  /** The rows in sight, top to bottom, but for the one with the focus, which comes first. */
  let anchors: Anchor<Item>[] = []

  function remember() {
    const top = scroller.value?.scrollTop ?? 0
    anchors = []
    if (top <= AT_TOP) return
    const { index: first } = virtual.rowAt(top)
    const { index: last } = virtual.rowAt(top + scroller.value!.clientHeight)
    const indexes = Array.from({ length: ANCHORS }, (_, step) => first + step)
    const focused = focusedIndex()
    if (focused >= first && focused <= last) indexes.unshift(focused)
    anchors = indexes.flatMap((index) => {
      const item = items()[index]
      return item === undefined ? [] : [{ item, distance: virtual.startOf(index) - top }]
    })
  }

  /** What was in sight stays so until somebody scrolls; the rows around it are not rendered yet. */
  function hold() {
    if (!scroller.value || anchors.length === 0) return
    const all = items()
    const wanted = new Set(anchors.map(({ item }) => keyOf(item)))
    const indexes = new Map<string, number>()
    for (let index = 0; index < all.length && indexes.size < wanted.size; index += 1) {
      const key = keyOf(all[index]!)
      if (wanted.has(key)) indexes.set(key, index)
    }
    const indexOf = ({ item }: Anchor<Item>) => indexes.get(keyOf(item))

    anchors = anchors.filter((anchor) => indexOf(anchor) !== undefined)
    // A row that changed may itself be the one that moves away: the others show where they stay.
    const steady = anchors.filter((anchor) => all[indexOf(anchor)!] === anchor.item)
    if (steady.length > 0) anchors = steady
    const [first] = anchors
    if (first) scroller.value.scrollTop = virtual.startOf(indexOf(first)!) - first.distance
  }

  watch(items, hold, { flush: 'post' })

  return { remember }
}
