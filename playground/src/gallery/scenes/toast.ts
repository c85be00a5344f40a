import { h } from 'vue'
import {
  IncomingInvitationToast,
  type ConferenceInvitationsOptions,
  type IncomingInvitationToastProps,
} from 'vue-conference-invitations'
import {
  ConferenceInvitationError,
  InvitationErrorCode,
  type ReceivedInvitation,
} from 'vue-conference-invitations/manager'
import { PRETENDED_SOUND, pretendSound } from '../pretended-sound'
import { LONG_NAME, NOW, ringOf, roomOf, userOf } from '../samples'
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
  props?: IncomingInvitationToastProps
  prepare?: Scene['prepare']
  act?: Scene['act']
}

function ring(
  name: string,
  { calls = [ringOf()], script, app, props, prepare, act }: Ring = {},
): Scene {
  return {
    name,
    render: () => place('page', h(IncomingInvitationToast, props)),
    prepare,
    script: { pending: calls, ...script },
    app: { ...ben, ...app },
    act,
  }
}

const join = ({ click }: Stage) => click(JOIN)

/** A ring of an app's own sound, in a browser that plays it or wants a gesture first. */
function sound(name: string, answer: 'playing' | 'blocked', act: (stage: Stage) => Promise<void>) {
  return ring(name, {
    app: {
      ringtone: { sound: PRETENDED_SOUND, titleFlash: false, badge: false, vibration: false },
    },
    prepare: () => pretendSound(answer),
    act,
  })
}

const decline = ({ click }: Stage) => click('.ci-call__decline')
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
  ring('more than fit', { calls: [...three, ringOf('release'), ringOf('retro')] }),
  ring('all unfolded', {
    calls: [...three, ringOf('release')],
    act: ({ click }) => click('.ci-calls__more'),
  }),
  ring('all unfolded at the top', {
    calls: [...three, ringOf('release')],
    props: { position: 'top' },
    act: ({ click }) => click('.ci-calls__more'),
  }),
  ring('more answers of several', {
    calls: [...three, ringOf('release', {}, 'We need your numbers for ten minutes.')],
    act: ({ click }) => click('.ci-call__more'),
  }),
  ring('two callers', {
    act: ({ emit }) => emit('onReceiveInvitation', ringOf('weekly', { inviter: userOf('cat') })),
  }),
  ring('long names', {
    calls: [
      ringOf(
        'weekly',
        { inviter: { ...userOf('cat'), userName: LONG_NAME } },
        'Could you join us for the numbers of the third quarter? '.repeat(3),
        'Quarterly planning of everybody who works on the mobile application',
      ),
    ],
  }),
  ring('more answers', { act: ({ click }) => click('.ci-call__more') }),
  ring('silent', { calls: [ringOf('weekly', { silent: true })] }),
  ring('silenced', {
    async act({ click }) {
      await click('.ci-call__more')
      await click('.ci-call__silence')
    },
  }),
  sound('sound on', 'playing', ({ appearance }) => appearance('.ci-call__mute')),
  sound('sound muted', 'playing', async ({ appearance, click }) => {
    await appearance('.ci-call__mute')
    await click('.ci-call__mute')
  }),
  sound('sound blocked', 'blocked', async ({ appearance }) => {
    // the card is painted first, and a page that nobody has touched lets other tabs go before it
    await appearance('.ci-call__blocked', 20)
  }),
  ring('modal', { props: { modal: true } }),
  ring('at the bottom', { props: { position: 'bottom-start' } }),
  ring('accepting', { script: { accept: () => forever() }, act: join }),
  ring('accept failed', { script: { accept: () => Promise.reject(lost) }, act: join }),
  ring('declining', { script: { reject: () => forever() }, act: decline }),
  ring('decline failed', { script: { reject: () => Promise.reject(lost) }, act: decline }),
  ring('joining', { app: { onJoin: () => forever() }, act: join }),
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
