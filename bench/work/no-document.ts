import { createRenderer, type App, type Component } from 'vue'

const nothing = () => {}
const node = () => ({})

const { createApp } = createRenderer<object, object>({
  createElement: node,
  createText: node,
  createComment: node,
  insert: nothing,
  remove: nothing,
  patchProp: nothing,
  setText: nothing,
  setElementText: nothing,
  parentNode: () => null,
  nextSibling: () => null,
})

/** Creates an app that can be mounted and unmounted where there is no document, and draws nothing. */
export function createAppWithoutDocument(): App<object> {
  const empty: Component = { render: () => null }
  return createApp(empty)
}
