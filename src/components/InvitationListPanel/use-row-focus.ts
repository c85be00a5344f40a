import { computed, nextTick, shallowRef, watch, type ShallowRef } from 'vue'

export interface RowFocusOptions<Item> {
  list: Readonly<ShallowRef<HTMLElement | null>>
  items: () => readonly Item[]
  keyOf: (item: Item) => string
  /** Whether a row has anything that takes the focus. */
  hasControls: (item: Item) => boolean
}

/** Keeps the focus with its person when the row moves, and near when the row goes. */
export function useRowFocus<Item>({ list, items, keyOf, hasControls }: RowFocusOptions<Item>) {
  /** The row that has the focus, or had it last. */
  const currentKey = shallowRef<string | null>(null)
  let held: { key: string; index: number; tag: string } | null = null

  function keyOfRow(node: EventTarget | null) {
    return node instanceof Element
      ? (node.closest<HTMLElement>('[data-user-id]')?.dataset.userId ?? null)
      : null
  }

  function indexOf(key: string) {
    return items().findIndex((item) => keyOf(item) === key)
  }

  /** What had the focus in the row, or the button where the row has none of it. */
  function targetIn(key: string, tag: string) {
    const rows = list.value?.querySelectorAll<HTMLElement>('[data-user-id]') ?? []
    const row = [...rows].find(({ dataset }) => dataset.userId === key)
    return row?.querySelector<HTMLElement>(tag) ?? row?.querySelector('button')
  }

  /** Browsers drop the focus of an element that moves in the document. */
  async function restore() {
    if (!held || (document.activeElement ?? document.body) !== document.body) return
    const { key, index, tag } = held
    const all = items()
    const neighbour = all[Math.min(index, all.length - 1)]
    const target = indexOf(key) >= 0 ? key : neighbour && keyOf(neighbour)
    if (target === undefined) return
    const element = await bring(target, tag)
    if (element) element.focus({ preventScroll: true })
    else list.value?.focus({ preventScroll: true })
  }

  /** What can be focused in a row; a row out of sight comes into the document by being the current one. */
  async function bring(key: string, tag: string) {
    currentKey.value = key
    await nextTick()
    return targetIn(key, tag)
  }

  /** The one row that Tab leads to: the current one or, without any, the first that has something to focus. */
  const stopIndex = computed(() => {
    const index = currentKey.value === null ? -1 : indexOf(currentKey.value)
    const current = items()[index]
    return current !== undefined && hasControls(current) ? index : items().findIndex(hasControls)
  })

  watch(items, (_, before) => {
    const active = list.value?.contains(document.activeElement)
      ? keyOfRow(document.activeElement)
      : null
    held =
      active === null
        ? null
        : {
            key: active,
            index: before.findIndex((item) => keyOf(item) === active),
            tag: document.activeElement?.localName ?? 'button',
          }
  })
  watch(items, restore, { flush: 'post' })

  return {
    /** Index of the row that Tab leads to, which must stay in the document; -1 for none. */
    stopIndex,
    /** Index of the row with the focus; -1 for none. */
    focusedIndex: () => (list.value?.contains(document.activeElement) ? stopIndex.value : -1),
    onFocusIn: (event: FocusEvent) => (currentKey.value = keyOfRow(event.target)),
    /** Moves the focus to a row: to what has this tag in it, or to its button. */
    async focusRow(index: number, tag: string) {
      const item = items()[index]
      if (item === undefined) return
      const element = await bring(keyOf(item), tag)
      element?.focus({ preventScroll: true })
    },
  }
}
