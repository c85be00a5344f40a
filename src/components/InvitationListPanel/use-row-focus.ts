import { nextTick, shallowRef, watch, type ShallowRef } from 'vue'

export interface RowFocusOptions<Item> {
  list: Readonly<ShallowRef<HTMLElement | null>>
  items: () => readonly Item[]
  keyOf: (item: Item) => string
}

/** Keeps the focus with its person when the row moves, and near when the row goes. */
export function useRowFocus<Item>({ list, items, keyOf }: RowFocusOptions<Item>) {
  const focusedKey = shallowRef<string | null>(null)
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
    // the row may have moved out of sight, and comes back into the document by this
    focusedKey.value = target
    await nextTick()
    const element = targetIn(target, tag)
    if (element) element.focus({ preventScroll: true })
    else list.value?.focus({ preventScroll: true })
  }

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
    /** Index of the row with the focus, which must stay in the document; -1 for none. */
    focusedIndex: () => (focusedKey.value === null ? -1 : indexOf(focusedKey.value)),
    onFocusIn: (event: FocusEvent) => (focusedKey.value = keyOfRow(event.target)),
    onFocusOut: () => (focusedKey.value = null),
  }
}
