import type { StoreBench } from './bench'
import { deviceOf } from '../support/records'

export const ROOM = 'weekly'

export const ANN = deviceOf('ann-1')
export const BEN = deviceOf('ben-1')
export const CAT = deviceOf('cat-1')

/** Ann's room, with her inside. */
export async function openRoom({ call }: StoreBench, roomId = ROOM) {
  await call(ANN, 'createRoom', { roomId, roomName: 'Weekly', inviterRole: 2 })
  await call(ANN, 'enterRoom', { roomId })
}

/** Ann calls people. */
export function invite({ call }: StoreBench, userIdList: string[], timeout = 30) {
  return call(ANN, 'inviteUsers', { roomId: ROOM, userIdList, timeout, extensionInfo: '' })
}

/** Ids that sort as they are numbered. */
export function manyIds(count: number) {
  return Array.from({ length: count }, (_, index) => `p-${String(index).padStart(4, '0')}`)
}
