import { shallowRef, type ShallowRef } from 'vue'

/** What a page put into an element, by the names of the slots. */
export interface SlotContent {
  readonly nodes: Readonly<ShallowRef<ReadonlyMap<string, readonly Element[]>>>
  /** Takes what is there, and what comes later until {@link SlotContent.stop}. */
  start(): void
  stop(): void
  /** Gives a node up, wherever it stands by now; `false` when it was never taken. */
  release(node: Node): boolean
}

/**
 * Creates the {@link SlotContent} of an element: its children with a `slot` attribute. The element has no
 * shadow root that would show them in place, so they are moved there; listeners and state stay with them.
 */
export function createSlotContent(element: HTMLElement): SlotContent {
  const nodes = shallowRef<ReadonlyMap<string, readonly Element[]>>(new Map())
  let observer: MutationObserver | null = null

  function take() {
    const found = [...element.children].filter(({ slot }) => slot !== '')
    if (found.length === 0) return
    const next = new Map(nodes.value)
    for (const node of found) {
      next.set(node.slot, [...(next.get(node.slot) ?? []), node])
      node.remove()
    }
    nodes.value = next
  }

  return {
    nodes,
    start() {
      take()
      observer ??= new MutationObserver(take)
      observer.observe(element, { childList: true })
    },
    stop() {
      observer?.disconnect()
    },
    release(node) {
      const next = new Map<string, readonly Element[]>()
      let isOurs = false
      for (const [name, taken] of nodes.value) {
        const kept = taken.filter((one) => one !== node)
        isOurs ||= kept.length < taken.length
        if (kept.length > 0) next.set(name, kept)
      }
      if (isOurs) nodes.value = next
      return isOurs
    },
  }
}
