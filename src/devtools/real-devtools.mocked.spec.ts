// Apart from the others: Vue's developer tools hang on to the page and to every app on it.
import {
  devtools,
  DevToolsMessagingHookKeys,
  getActiveInspectors,
  getInspectorInfo,
  stringify,
  toggleHighPerfMode,
  updateTimelineLayersState,
} from '@vue/devtools-kit'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { createFakeManager } from '../stores/testing/fake-manager'
import { mountContext, type Mounted } from '../stores/testing/mount-context'
import { invitation, notice, received, room, user } from '../stores/testing/samples'
import { setUpDevtools } from './index'

// in Node the package is one that does nothing; this is what browsers get
vi.mock('@vue/devtools-api', () => import('../../node_modules/@vue/devtools-api/dist/index.js'))

const ID = 'vue-conference-invitations'
const { api } = devtools
const fake = createFakeManager({ list: () => [invitation('cat')] })
let mounted: Mounted<void>

beforeAll(async () => {
  // the tools wait a moment before they tell their window
  vi.useFakeTimers()
  // as the browser's extension and Vite's plugin do
  devtools.init()
  mounted = await mountContext(
    { manager: fake.manager, currentUser: user('ben'), currentRoom: shallowRef(room()) },
    () => {},
  )
  // it is loaded later than the app
  await vi.runAllTimersAsync()
  setUpDevtools(mounted.context)
  // their window opens
  toggleHighPerfMode(false)
  await vi.runAllTimersAsync()
})

afterAll(() => {
  mounted.unmount()
  vi.useRealTimers()
})

/** Everything of a kind that goes to the tools' window from now on. */
function hear(kind: DevToolsMessagingHookKeys) {
  const messages: unknown[] = []
  devtools.ctx.hooks.hook(kind, (message: unknown) => void messages.push(message))
  return messages
}

describe("Vue's own developer tools", () => {
  it('have an inspector and a layer on the timeline', () => {
    expect(getActiveInspectors().map(({ id }) => id)).toEqual([ID])
    expect(getInspectorInfo(ID)).toMatchObject({
      label: 'Conference invitations',
      treeFilterPlaceholder: 'Room or person',
      timelineLayers: [{ id: ID, label: 'Conference invitations' }],
    })
  })

  it('show the room and the calls as they are, and again when they change', async () => {
    const tree = await api.getInspectorTree({ inspectorId: ID, filter: '' })
    expect(tree).toMatchObject([
      { label: 'Room weekly', children: [{ label: 'Cat', tags: [{ label: 'PENDING' }] }] },
      { label: 'Ringing here', children: [] },
      { label: 'Ended here' },
      { label: 'Missed here' },
    ])
    const messages = hear(DevToolsMessagingHookKeys.SEND_INSPECTOR_TREE_TO_CLIENT)
    fake.emit('onReceiveInvitation', received('daily'))
    await nextTick()
    await vi.runAllTimersAsync()
    expect(messages).toEqual([{ inspectorId: ID, rootNodes: expect.any(Array) as unknown }])
    expect(stringify(messages)).toContain('daily')
  })

  it('show what is known about a person, in a form that can leave the page', async () => {
    const state = await api.getInspectorState({ inspectorId: ID, nodeId: 'list/cat' })
    expect(state).toMatchObject({
      invitee: expect.arrayContaining([{ key: 'userName', value: 'Cat' }]) as unknown,
    })
    expect(stringify(state)).toContain('Cat')
  })

  it('get what the backend says while they record', async () => {
    updateTimelineLayersState({ [ID]: true })
    const messages = hear(DevToolsMessagingHookKeys.SEND_TIMELINE_EVENT_TO_CLIENT)
    const payload = notice(invitation('dan'))
    fake.emit('onInvitationAdded', payload)
    const time = Date.now()
    await vi.runAllTimersAsync()
    const event = { time, title: 'onInvitationAdded', data: { payload } }
    expect(messages).toEqual([{ layerId: ID, event }])
    expect(stringify(messages)).toContain('dan')
  })
})
