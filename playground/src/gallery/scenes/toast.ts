import { h } from 'vue'
import {
  IncomingInvitationToast,
  type ConferenceInvitationsOptions,
} from 'vue-conference-invitations'
import {
  ConferenceInvitationError,
  InvitationErrorCode,
  type ReceivedInvitation,
} from 'vue-conference-invitations/manager'
import { NOW, ringOf, roomOf, userOf } from '../samples'
import type { Scene, Stage } from '../scene'
import { forever, type Script } from '../scripted-manager'
import { place } from './place'

const JOIN = '.ci-call__join'
const lost = new ConferenceInvitationError(InvitationErrorCode.CONNECTION_LOST, 'gone')

/** Ben's device, outside of any room. */
const ben: ConferenceInvitationsOptions = {
  currentUser: userOf('ben'),
  currentRoom: null,
  members: [],
}

interface Ring {
  calls?: readonly ReceivedInvitation[]
  script?: Script
  app?: ConferenceInvitationsOptions
  modal?: boolean
  act?: (stage: Stage) => void | Promise<void>
}

function ring(name: string, { calls = [ringOf()], script, app, modal, act }: Ring = {}): Scene {
  return {
    name,
    render: () => place('page', h(IncomingInvitationToast, { modal })),
    script: { pending: calls, ...script },
    app: { ...ben, ...app },
    act,
  }
}

const join = ({ click }: Stage) => click(JOIN)
const three = [
  ringOf('weekly'),
  ringOf('design', { inviter: userOf('cat'), expiresAt: NOW + 25_000 }),
  ringOf('planning', { inviter: userOf('dan'), expiresAt: null }),
]

export const toastScenes: readonly Scene[] = [
  ring('ringing'),
  ring('with message', { calls: [ringOf('weekly', {}, 'We need your numbers for ten minutes.')] }),
  ring('no deadline', { calls: [ringOf('weekly', { expiresAt: null })] }),
  ring('last 10 s', { calls: [ringOf('weekly', { expiresAt: NOW + 8_000 })] }),
  ring('three stacked', { calls: three }),
  ring('more answers', { act: ({ click }) => click('.ci-call__more') }),
  ring('silent', { calls: [ringOf('weekly', { silent: true })] }),
  ring('modal', { modal: true }),
  ring('accepting', { script: { accept: () => forever() }, act: join }),
  ring('accept failed', { script: { accept: () => Promise.reject(lost) }, act: join }),
  ring('join failed', { app: { onJoin: () => Promise.reject(lost) }, act: join }),
  ring('joined', { act: join }),
  ring('cancelled', { act: ({ emit }) => emit('onInvitationCancelled', ringOf()) }),
  ring('revoked', {
    act: ({ emit }) =>
      emit('onInvitationRevokedByAdmin', { ...ringOf(), operateUser: userOf('ann') }),
  }),
  ring('missed', { act: ({ clock }) => clock.advance(42_000) }),
  ring('answered elsewhere', {
    act: ({ emit }) =>
      emit('onInvitationHandledByOtherDevice', { roomInfo: roomOf(), accepted: true }),
  }),
  ring('declined elsewhere', {
    act: ({ emit }) =>
      emit('onInvitationHandledByOtherDevice', { roomInfo: roomOf(), accepted: false }),
  }),
]
