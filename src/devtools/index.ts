import { setupDevtoolsPlugin } from '@vue/devtools-api'
import { watch } from 'vue'
import type { InvitationContext } from '../context'
import { useInvitationStore } from '../stores/invitation-store'
import { followEvents } from './follow-events'
import { stateOf, treeOf } from './inspector'

const ID = 'vue-conference-invitations'
const LABEL = 'Conference invitations'
const DEVTOOLS = Symbol('developer tools')

/**
 * Shows an app's rooms and calls in Vue's developer tools, and its events on their timeline. Loaded in
 * development only; ends with the context.
 */
export function setUpDevtools(context: InvitationContext): void {
  const { app } = context
  let isSetUp = false
  setupDevtoolsPlugin({ id: ID, label: LABEL, packageName: ID, app }, (api) => {
    // called again when the tools' window opens, for what is there already
    if (isSetUp) return
    isSetUp = true
    api.addInspector({
      id: ID,
      label: LABEL,
      icon: 'call',
      treeFilterPlaceholder: 'Room or person',
    })
    api.addTimelineLayer({ id: ID, label: LABEL, color: 0x4055d6 })

    // asked for when somebody looks, so that the tools change nothing by being there
    const storeNow = () => app.runWithContext(useInvitationStore)

    api.on.getInspectorTree((payload) => {
      if (payload.inspectorId !== ID || payload.app !== app) return
      payload.rootNodes = treeOf(storeNow(), context.currentRoom.value, payload.filter)
      followStore()
    })
    api.on.getInspectorState((payload) => {
      if (payload.inspectorId !== ID || payload.app !== app) return
      payload.state = stateOf(storeNow(), context.currentRoom.value, payload.nodeId) ?? {}
    })

    function followStore() {
      context.share(DEVTOOLS, () => {
        const store = storeNow()
        watch([() => store.list, () => store.incoming, () => store.missed], () => {
          api.sendInspectorTree(ID)
          api.sendInspectorState(ID)
        })
      })
    }

    context.share(Symbol('timeline'), () => {
      followEvents(context, ({ title, data }) => {
        api.addTimelineEvent({
          layerId: ID,
          event: { time: api.now(), title, data: { payload: data } },
        })
      })
    })
  })
}
