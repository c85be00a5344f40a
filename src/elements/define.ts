import {
  defineComponent,
  defineCustomElement,
  h,
  useHost,
  type App,
  type Component,
  type ComponentObjectPropsOptions,
  type PropType,
} from 'vue'
import { IncomingInvitationToast } from '../components/IncomingInvitationToast'
import { InvitationListPanel } from '../components/InvitationListPanel'
import { InviteDialog } from '../components/InviteDialog'
import { MissedInvitationList } from '../components/MissedInvitationList'
import { createSlotContent, type SlotContent } from './slot-content'
import { toSlots, type SlotRenderer } from './slot-place'

/** How a component becomes an element. */
interface ElementSketch {
  component: Component
  /** Props that the component changes by itself, as `v-model` does in Vue. */
  models?: readonly string[]
  /** Props that are numbers when they are written as attributes. */
  numbers?: readonly string[]
}

/** The elements, by their tags. */
export const sketches = {
  'ci-invite-dialog': {
    component: InviteDialog,
    models: ['open', 'selected', 'timeout', 'message', 'silent', 'notified'],
    numbers: ['max', 'maxMessageLength', 'timeout'],
  },
  'ci-incoming-invitation-toast': { component: IncomingInvitationToast, numbers: ['endedForMs'] },
  'ci-invitation-list-panel': {
    component: InvitationListPanel,
    models: ['filter'],
    numbers: ['headingLevel'],
  },
  'ci-missed-invitation-list': { component: MissedInvitationList, numbers: ['headingLevel'] },
} as const satisfies Record<string, ElementSketch>

/** What a compiled component tells about itself. */
interface CompiledComponent {
  props?: ComponentObjectPropsOptions
  emits?: string[] | Record<string, unknown>
}

/** What the page put into an element, for the wrapper inside of it. */
const contents = new WeakMap<Element, SlotContent>()

/**
 * Makes a component an element in the page's own DOM: dialog and cards stand beside the app, where no
 * shadow root's css would reach them, and focus and labels work across both.
 */
export function defineElement(
  { component, models = [], numbers = [] }: ElementSketch,
  configureApp: (app: App) => void,
): CustomElementConstructor {
  const { props = {}, emits = [] } = component as CompiledComponent
  const events = Array.isArray(emits) ? emits : Object.keys(emits)
  // around the component, because Vue treats slots of an element's own component as native ones
  const wrapper = defineComponent({
    // what hides or names the element itself says nothing of what it shows beside the app
    inheritAttrs: false,
    props: {
      ...props,
      ...asNumbers(props, numbers),
      slotRenderers: { type: Object as PropType<Record<string, SlotRenderer>>, default: null },
    },
    emits: events,
    setup(given, { emit }) {
      const { nodes } = contents.get(useHost()!)!
      const listeners = Object.fromEntries(
        events.map((name) => [listenerName(name), (...args: unknown[]) => emit(name, ...args)]),
      )
      return () => {
        const { slotRenderers, ...passed } = given
        return h(component, { ...passed, ...listeners }, toSlots(nodes.value, slotRenderers ?? {}))
      }
    },
  })
  const Base = defineCustomElement(wrapper, { shadowRoot: false, configureApp })

  return class extends Base {
    readonly #content = createSlotContent(this)

    constructor() {
      super()
      contents.set(this, this.#content)
      for (const model of models) {
        this.addEventListener(`update:${model}`, (event) => {
          const [value] = (event as CustomEvent<[unknown]>).detail
          Object.assign(this, { [model]: value })
        })
      }
    }

    override connectedCallback() {
      // before Vue empties the element
      this.#content.start()
      super.connectedCallback()
    }

    override disconnectedCallback() {
      this.#content.stop()
      super.disconnectedCallback()
    }

    /** Also takes back what was moved into a slot: other libraries remove their nodes where they put them. */
    override removeChild<Child extends Node>(node: Child): Child {
      if (!this.#content.release(node)) return super.removeChild(node)
      node.parentNode?.removeChild(node)
      return node
    }
  }
}

function listenerName(event: string): string {
  return `on${event[0]!.toUpperCase()}${event.slice(1)}`
}

/** Production builds of components say no more which props are numbers. */
function asNumbers(props: ComponentObjectPropsOptions, names: readonly string[]) {
  return Object.fromEntries(
    names.map((name) => [name, { ...(props[name] as object | null), type: Number }]),
  )
}
