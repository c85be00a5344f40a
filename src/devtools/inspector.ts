import { InvitationStatus } from '../manager/enums'
import type { RoomInfo } from '../manager/types'
import type { InvitationStore } from '../stores/invitation-store'

/** A line of the inspector's tree, as Vue's developer tools want it. */
export interface InspectorNode {
  id: string
  label: string
  children?: InspectorNode[]
  tags?: { label: string; textColor: number; backgroundColor: number }[]
}

/** What the inspector says about a node: sections of named values. */
export type InspectorSections = Record<string, { key: string; value: unknown }[]>

const ROOM = 'room'
const COLORS = { calling: 0x4055d6, over: 0x5a6270 }

type Readable = Pick<InvitationStore, 'list' | 'incoming' | 'ended' | 'missed' | 'connection'>

/** The room with everybody invited, and the calls of this device; narrowed to a part of the labels. */
export function treeOf(store: Readable, room: RoomInfo | null, filter = ''): InspectorNode[] {
  const part = filter.toLowerCase()
  const fits = ({ label }: InspectorNode) => label.toLowerCase().includes(part)
  const group = (id: string, label: string, children: InspectorNode[]): InspectorNode => ({
    id,
    label,
    children: children.filter(fits),
  })
  const rows = store.list.map(({ userId, invitee, status, sync }) => {
    const state = sync === 'synced' ? statusName(status) : sync
    return node(`list/${userId}`, invitee.userName || userId, state)
  })
  return [
    group(ROOM, room ? `Room ${room.roomId}` : 'No room', rows),
    group(
      'incoming',
      'Ringing here',
      store.incoming.map(({ key, roomId, phase }) => node(`incoming/${key}`, roomId, phase)),
    ),
    group(
      'ended',
      'Ended here',
      store.ended.map(({ key, roomId, cause }) => node(`ended/${key}`, roomId, cause)),
    ),
    group(
      'missed',
      'Missed here',
      store.missed.map(({ roomId }) => node(`missed/${roomId}`, roomId, 'missed')),
    ),
  ]
}

/** Everything known about a node of the tree; `null` when it is gone by now. */
export function stateOf(
  store: Readable,
  room: RoomInfo | null,
  nodeId: string,
): InspectorSections | null {
  const [kind, ...rest] = nodeId.split('/')
  const id = rest.join('/')
  if (nodeId === ROOM) return sections({ room, connection: store.connection })
  if (kind === 'list') return sections(store.list.find(({ userId }) => userId === id))
  if (kind === 'incoming') return sections(store.incoming.find(({ key }) => key === id))
  if (kind === 'ended') return sections(store.ended.find(({ key }) => key === id))
  if (kind === 'missed') return sections(store.missed.find(({ roomId }) => roomId === id))
  return null
}

function node(id: string, label: string, state: string): InspectorNode {
  const isCalling = /calling|PENDING|ringing|sending|sent/.test(state)
  const backgroundColor = isCalling ? COLORS.calling : COLORS.over
  return { id, label, tags: [{ label: state, textColor: 0xffffff, backgroundColor }] }
}

function statusName(status: InvitationStatus): string {
  const [name] = Object.entries(InvitationStatus).find(([, value]) => value === status) ?? []
  return name ?? String(status)
}

/** Objects become sections of their own, the rest goes into one called `state`. */
function sections(of: object | undefined): InspectorSections | null {
  if (!of) return null
  const found: InspectorSections = { state: [] }
  for (const [key, value] of Object.entries(of) as [string, unknown][]) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    if (isObject)
      found[key] = Object.entries(value).map(([name, one]) => ({
        key: name,
        value: one as unknown,
      }))
    else found.state!.push({ key, value })
  }
  return found
}
