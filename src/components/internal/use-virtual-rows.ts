import {
  computed,
  nextTick,
  shallowRef,
  watch,
  type ComponentPublicInstance,
  type ComputedRef,
  type Ref,
  type ShallowRef,
} from 'vue'
import { layOutRows } from './row-heights'

/** Height that a list without one (not laid out yet, rendered on a server) is taken to have, in pixels. */
const FALLBACK_HEIGHT = 600

/** How many rows beyond each edge are rendered too. */
const OVERSCAN = 6

/** What a revealed row keeps clear of the edge, in pixels: room for its focus ring. */
const REVEAL_MARGIN = 4

/** Where one row stands. */
export interface RowPlace {
  index: number
  /** Pixels from the top of the list. */
  start: number
  /** Pixels from the top of the list. */
  end: number
}

export interface VirtualRowsOptions<Item> {
  items: () => readonly Item[]
  /** The same for one item wherever it moves: its measured height goes with it. */
  keyOf: (item: Item) => string
  /** Height in pixels that a row is taken to have until it is measured. */
  estimate: number
  /** What scrolls. */
  scroller: Readonly<Ref<HTMLElement | null>>
  /** The list in it, where something else stands above; the rows begin at its top. */
  list?: Readonly<ShallowRef<HTMLElement | null>>
  /** Index of a row that stays in the document wherever the list is scrolled to; -1 for none. */
  keep?: () => number
}

/** Return type of {@link useVirtualRows}. */
export interface VirtualRows {
  /** The rows to render, top to bottom. */
  rows: ComputedRef<readonly RowPlace[]>
  /** Height of all rows in pixels. */
  height: ComputedRef<number>
  /** Follows a rendered row's real height; for `:ref`, on an element with `data-index`. */
  measure: (row: Element | ComponentPublicInstance | null) => void
  /** Scrolls as little as needed to show a row. */
  reveal: (index: number) => void
  /** Where a row begins, in pixels from the top of the list. */
  startOf: (index: number) => number
  /** The row at a distance in pixels from the top. */
  rowAt: (offset: number) => RowPlace
}

/** Renders only the rows in sight, however many there are. */
export function useVirtualRows<Item>({
  items,
  keyOf,
  estimate,
  scroller,
  list,
  keep = () => -1,
}: VirtualRowsOptions<Item>): VirtualRows {
  const scrollTop = shallowRef(0)
  const viewport = shallowRef(FALLBACK_HEIGHT)

  /** By how much measured rows differ from the estimate; read together with `measurements`. */
  const extras = new Map<string, number>()
  const measurements = shallowRef(0)
  let observer: ResizeObserver | null = null

  const layout = computed(() => {
    const all = items()
    // without a measured difference, a hundred thousand rows cost as much as ten
    const isEven = measurements.value === 0 || extras.size === 0
    const extraOf = (index: number) => extras.get(keyOf(all[index]!)) ?? 0
    return layOutRows(all.length, estimate, isEven ? null : extraOf)
  })
  const height = computed(() => layout.value.total())
  const first = computed(() => Math.max(0, layout.value.indexAt(scrollTop.value) - OVERSCAN))
  const last = computed(() => {
    const bottom = layout.value.indexAt(scrollTop.value + viewport.value)
    return Math.min(items().length - 1, bottom + OVERSCAN)
  })

  const rows = computed(() => {
    const places: RowPlace[] = []
    for (let index = first.value; index <= last.value; index += 1) places.push(placeOf(index))
    const kept = keep()
    if (kept >= 0 && kept < first.value) places.unshift(placeOf(kept))
    if (kept > last.value && kept < items().length) places.push(placeOf(kept))
    return places
  })

  function placeOf(index: number): RowPlace {
    const { startOf } = layout.value
    return { index, start: startOf(index), end: startOf(index + 1) }
  }

  /** How far the list is scrolled; below 0 while what stands above it is in sight. */
  function readScroll(element: HTMLElement) {
    return element.scrollTop - topOf(element)
  }

  function topOf(element: HTMLElement) {
    if (!list?.value) return 0
    const { offsetTop, offsetParent } = list.value
    return offsetParent === element ? offsetTop : offsetTop - element.offsetTop
  }

  function scrollTo(offset: number) {
    if (!scroller.value) return
    scroller.value.scrollTop = offset + topOf(scroller.value)
    scrollTop.value = readScroll(scroller.value)
  }

  function reveal(index: number) {
    const { start, end } = placeOf(index)
    if (start < scrollTop.value) scrollTo(start - REVEAL_MARGIN)
    else if (end > scrollTop.value + viewport.value) scrollTo(end - viewport.value + REVEAL_MARGIN)
  }

  function measure(row: Element | ComponentPublicInstance | null) {
    const element: unknown = row instanceof Element ? row : row?.$el
    if (element instanceof Element) observer?.observe(element)
  }

  function onResize(changes: readonly ResizeObserverEntry[]) {
    /** How much taller the rows above have become: what is in sight must not move. */
    let shift = 0
    for (const { target, borderBoxSize } of changes) {
      const size = borderBoxSize[0]?.blockSize ?? 0
      if (target === scroller.value) viewport.value = size || FALLBACK_HEIGHT
      else if (!target.isConnected) observer?.unobserve(target)
      else shift += keepHeight(Number((target as HTMLElement).dataset.index), size)
    }
    if (shift === 0) return
    void nextTick(() => scroller.value && scrollTo(readScroll(scroller.value) + shift))
  }

  /** Remembers a row's height; says by how much it grew when it lies above what is in sight. */
  function keepHeight(index: number, size: number): number {
    const item = items()[index]
    if (item === undefined || size === 0) return 0
    const key = keyOf(item)
    const extra = size - estimate
    const growth = extra - (extras.get(key) ?? 0)
    if (growth === 0) return 0
    extras.set(key, extra)
    measurements.value += 1
    return placeOf(index).start < scrollTop.value ? growth : 0
  }

  watch(
    scroller,
    (element, _, onCleanup) => {
      if (!element) return
      const follow = () => (scrollTop.value = readScroll(element))
      const resizes = typeof ResizeObserver === 'function' ? new ResizeObserver(onResize) : null
      observer = resizes
      resizes?.observe(element)
      for (const row of element.querySelectorAll('[data-index]')) resizes?.observe(row)
      element.addEventListener('scroll', follow, { passive: true })
      onCleanup(() => {
        resizes?.disconnect()
        element.removeEventListener('scroll', follow)
      })
    },
    { immediate: true, flush: 'post' },
  )

  return {
    rows,
    height,
    measure,
    reveal,
    startOf: (index) => layout.value.startOf(index),
    rowAt: (offset) => placeOf(layout.value.indexAt(offset)),
  }
}
