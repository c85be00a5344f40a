export interface RowKeysOptions<Item> {
  items: () => readonly Item[]
  /** Whether a row has anything that takes the focus; the keys pass over the others. */
  hasControls: (item: Item) => boolean
  /** Moves the focus to a row: to what has this tag in it, or to its button. */
  focusRow: (index: number, tag: string) => Promise<void>
  /** Scrolls as little as needed to show a row. */
  show: (index: number) => void
}

/** The kit's own controls: in what an app puts into a row, these keys may mean something else. */
const CONTROLS = '.ci-row__box, .ci-row__action'

/** Lets arrow keys, Home and End go from row to row, so that Tab passes a long list in one step. */
export function useRowKeys<Item>({ items, hasControls, focusRow, show }: RowKeysOptions<Item>) {
  /** The row that a key leads to; -1 when there is none in that direction, `null` for other keys. */
  function targetOf(key: string, index: number): number | null {
    const all = items()
    switch (key) {
      case 'ArrowDown':
        return all.findIndex((item, at) => at > index && hasControls(item))
      case 'ArrowUp':
        return all.findLastIndex((item, at) => at < index && hasControls(item))
      case 'Home':
        return all.findIndex(hasControls)
      case 'End':
        return all.findLastIndex(hasControls)
      default:
        return null
    }
  }

  return async (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const control = event.target instanceof Element ? event.target.closest(CONTROLS) : null
    const row = control?.closest<HTMLElement>('[data-index]')
    if (!control || !row) return
    const target = targetOf(event.key, Number(row.dataset.index))
    if (target === null) return
    event.preventDefault()
    if (target < 0) return
    // focused before it is scrolled to: the row that has the focus now may leave the document by that
    await focusRow(target, control.localName)
    show(target)
  }
}
