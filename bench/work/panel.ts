import { InvitationListPanel, type Invitation } from 'vue-conference-invitations'
import { createApp, h, nextTick, shallowRef, type App, type Component } from 'vue'
import PeerPanel from './peer/PeerPanel.vue'
import { installKit } from './kit-app'
import { nextFrame } from './next-frame'
import { createRows } from './samples'
import { putOnStage } from './stage'

/** What mounting a list took. */
export interface Mounting {
  /** From the decision to show it until it is laid out, in milliseconds. */
  ms: number
  /** Elements of the list in the document. */
  elements: number
}

/** Each shows so many rows for the first time in an app of its own. */
export const mountList = {
  /** The kit's panel; its store has heard of all rows, and nobody has looked yet. */
  kit: (count: number) =>
    mount(InvitationListPanel, async (root) => {
      const app = createApp(root)
      await installKit(app, createRows(count))
      return app
    }),

  /** One component per row. */
  peer(count: number) {
    const rows: readonly Invitation[] = createRows(count)
    const list: Component = { render: () => h(PeerPanel, { rows }) }
    return mount(list, async (root) => createApp(root))
  },
}

async function mount(
  list: Component,
  create: (root: Component) => Promise<App>,
): Promise<Mounting> {
  const isShown = shallowRef(false)
  const app = await create({ render: () => (isShown.value ? h(list) : null) })
  const { box, end } = putOnStage(app)
  await nextFrame()
  globalThis.gc?.()

  const start = performance.now()
  isShown.value = true
  await nextTick()
  // reading a size makes the browser lay out now; the wait for the screen's next frame is not measured
  if (box.offsetHeight < 0) throw new Error('no list has a negative height')
  const ms = performance.now() - start

  await nextFrame()
  await nextFrame()
  const elements = box.querySelectorAll('*').length
  end()
  return { ms, elements }
}
