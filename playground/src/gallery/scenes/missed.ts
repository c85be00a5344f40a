import { h } from 'vue'
import {
  MissedInvitationCount,
  MissedInvitationList,
  type ConferenceInvitationsOptions,
} from 'vue-conference-invitations'
import { ConferenceInvitationError, InvitationErrorCode } from 'vue-conference-invitations/manager'
import { NOW, ringOf, userOf } from '../samples'
import type { Scene, Stage } from '../scene'
import { forever } from '../scripted-manager'
import { place } from './place'

const lost = new ConferenceInvitationError(InvitationErrorCode.CONNECTION_LOST, 'gone')
const ben: ConferenceInvitationsOptions = {
  currentUser: userOf('ben'),
  currentRoom: null,
  members: [],
}

/** Calls that were over when they came. */
async function miss({ emit, clock }: Stage) {
  const callers = ['ann', 'cat', 'dan']
  for (const [index, roomId] of ['weekly', 'design', 'planning'].entries()) {
    const times = { createdAt: NOW - 180_000, expiresAt: NOW - 120_000 + index * 30_000 }
    const message = index === 0 ? 'Have you got ten minutes?' : ''
    emit(
      'onReceiveInvitation',
      ringOf(roomId, { ...times, inviter: userOf(callers[index]!) }, message),
    )
    await clock.advance(60_000)
  }
}

const render = () => place('page', h(MissedInvitationList))

export const missedListScenes: readonly Scene[] = [
  { name: 'empty', render, app: ben },
  { name: 'some', render, app: ben, act: miss },
  { name: 'checking', render, app: { ...ben, canJoin: () => forever() }, act: miss },
  { name: 'cannot be joined', render, app: { ...ben, canJoin: () => false }, act: miss },
  {
    name: 'joining',
    render,
    app: { ...ben, onJoin: () => forever() },
    async act(stage) {
      await miss(stage)
      await stage.click('.ci-missed__join')
    },
  },
  {
    name: 'failed join',
    render,
    app: { ...ben, onJoin: () => Promise.reject(lost) },
    async act(stage) {
      await miss(stage)
      await stage.click('.ci-missed__join')
    },
  },
]

export const missedCountScenes: readonly Scene[] = [
  { name: 'some', render: () => place('parts', h(MissedInvitationCount)), app: ben, act: miss },
]
