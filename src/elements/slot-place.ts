import {
  defineComponent,
  h,
  onMounted,
  useTemplateRef,
  watch,
  type PropType,
  type VNode,
} from 'vue'

/** Makes what stands in a slot; gets what the slot gets in Vue. `null` for nothing. */
export type SlotRenderer = (given: never) => Node | string | null

type Given = Record<string, unknown>

/** Where a slot shows nodes that are not Vue's: what the page put into the element, or what its function makes. */
export const SlotPlace = defineComponent({
  props: {
    nodes: { type: Array as PropType<readonly Element[]>, default: () => [] },
    renderer: { type: Function as PropType<SlotRenderer>, default: null },
    given: { type: Object as PropType<Given>, required: true },
  },
  setup(props) {
    const place = useTemplateRef<HTMLElement>('place')
    const keys = Object.keys(props.given)
    const isAction = (key: string) => typeof props.given[key] === 'function'

    /** Actions are new with each rendering and do the same: what the page holds on to calls the newest. */
    function actionOf(key: string) {
      return (...args: unknown[]) => (props.given[key] as (...args: unknown[]) => unknown)(...args)
    }

    function givenNow(): Given {
      return Object.fromEntries(
        keys.map((key) => [key, isAction(key) ? actionOf(key) : props.given[key]]),
      )
    }

    function fill() {
      place.value?.replaceChildren(...contents())
    }

    function contents(): (Node | string)[] {
      if (props.renderer) return [props.renderer(givenNow() as never) ?? '']
      return props.nodes.map((node) =>
        node instanceof HTMLTemplateElement ? node.content.cloneNode(true) : node,
      )
    }

    const facts = keys.filter((key) => !isAction(key)).map((key) => () => props.given[key])
    onMounted(fill)
    watch([() => props.nodes, () => props.renderer, ...facts], fill, { flush: 'post' })
    // no box of its own: the page's nodes stand where the slot is
    return () => h('span', { ref: 'place', style: { display: 'contents' } })
  },
})

/** The slots of a component, filled by the page. */
export function toSlots(
  nodes: ReadonlyMap<string, readonly Element[]>,
  renderers: Readonly<Record<string, SlotRenderer | undefined>>,
): Record<string, (given?: Given) => VNode> {
  const names = new Set([...nodes.keys(), ...Object.keys(renderers)])
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      (given: Given = {}) =>
        h(SlotPlace, { nodes: nodes.get(name), renderer: renderers[name], given }),
    ]),
  )
}
