import { describe, expect, it, vi } from 'vitest'
import { createApp, nextTick, shallowRef } from 'vue'
import type { RoomInfo } from '../manager/types'
import { createFakeManager } from '../stores/testing/fake-manager'
import { mountContext } from '../stores/testing/mount-context'
import { invitation, notice, received, room, user } from '../stores/testing/samples'
import { setUpDevtools } from './index'

const ID = 'vue-conference-invitations'

interface Payload {
  app: unknown
  inspectorId: string
  filter: string
  nodeId: string
  rootNodes: { id: string; label: string; children: { id: string; label: string }[] }[]
  state: Record<string, unknown>
}
type Handler = (payload: Partial<Payload>) => void

const api = vi.hoisted(() => ({
  addInspector: vi.fn(),
  addTimelineLayer: vi.fn(),
  addTimelineEvent: vi.fn<(entry: { event: { title: string } }) => void>(),
  sendInspectorTree: vi.fn(),
  sendInspectorState: vi.fn(),
  now: () => 7,
  on: {
    getInspectorTree: vi.fn<(handler: Handler) => void>(),
    getInspectorState: vi.fn<(handler: Handler) => void>(),
  },
}))

vi.mock('@vue/devtools-api', () => ({
  setupDevtoolsPlugin: (_: unknown, setUp: (tools: typeof api) => void) => setUp(api),
}))

async function open() {
  vi.clearAllMocks()
  const fake = createFakeManager({ list: () => [invitation('cat')] })
  const currentRoom = shallowRef<RoomInfo | null>(room())
  const mounted = await mountContext(
    { manager: fake.manager, currentUser: user('ben'), currentRoom },
    () => {},
  )
  const before = fake.listenerCount
  setUpDevtools(mounted.context)
  const { app } = mounted
  const ask = (handler: Handler | undefined, more: Partial<Payload>) => {
    const payload = { app, inspectorId: ID, filter: '', ...more }
    handler?.(payload)
    return payload
  }
  const tree = (more: Partial<Payload> = {}) =>
    ask(api.on.getInspectorTree.mock.calls[0]?.[0], more).rootNodes
  const state = (nodeId: string) =>
    ask(api.on.getInspectorState.mock.calls[0]?.[0], { nodeId }).state
  return { ...mounted, fake, before, tree, state }
}

describe('developer tools', () => {
  it('show the room with its list, and the calls of this device', async () => {
    const { fake, tree, state } = await open()
    fake.emit('onReceiveInvitation', received('daily'))
    await nextTick()
    expect(tree()).toMatchObject([
      { id: 'room', label: 'Room weekly', children: [{ label: 'Cat' }] },
      { id: 'incoming', children: [{ label: 'daily' }] },
      { id: 'ended', children: [] },
      { id: 'missed', children: [] },
    ])
    expect(tree({ filter: 'DAI' })?.map(({ children }) => children.length)).toEqual([0, 1, 0, 0])
    expect(state('list/cat')).toMatchObject({ invitee: expect.any(Array) as unknown })
    const call = tree()?.[1]?.children[0]?.id ?? ''
    expect(state(call)?.state).toContainEqual({ key: 'phase', value: 'ringing' })
    expect(state('room')?.state).toContainEqual({ key: 'connection', value: 'online' })
    expect(state('list/nobody')).toEqual({})
  })

  it('leave the inspectors of others alone', async () => {
    const { tree } = await open()
    expect(tree({ inspectorId: 'pinia' })).toBeUndefined()
    expect(tree({ app: createApp({}) })).toBeUndefined()
  })

  it('are told when something changes, once somebody looks', async () => {
    const { fake, tree } = await open()
    fake.emit('onReceiveInvitation', received('daily'))
    await nextTick()
    expect(api.sendInspectorTree).not.toHaveBeenCalled()
    tree()
    fake.emit('onReceiveInvitation', received('monthly'))
    await nextTick()
    expect(api.sendInspectorTree).toHaveBeenCalledWith(ID)
  })

  it('put events and connection on the timeline', async () => {
    const { fake } = await open()
    fake.emit('onInvitationAdded', notice(invitation('dan')))
    fake.setStatus('offline')
    expect(api.addTimelineEvent.mock.calls.map(([{ event }]) => event)).toEqual([
      { time: 7, title: 'onInvitationAdded', data: { payload: notice(invitation('dan')) } },
      { time: 7, title: 'offline', data: { payload: { status: 'offline' } } },
    ])
  })

  it('leave no listener behind', async () => {
    const { fake, before, unmount } = await open()
    expect(fake.listenerCount).toBeGreaterThan(before)
    unmount()
    expect(fake.listenerCount).toBe(0)
  })
})
