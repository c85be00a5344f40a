import { defineComponent, h } from 'vue'
import {
  InvitationListPanel,
  useRingtone,
  type ConferenceInvitationsOptions,
} from 'vue-conference-invitations'
import {
  ConferenceInvitationError,
  InvitationErrorCode,
  UserRole,
} from 'vue-conference-invitations/manager'
import { PRETENDED_SOUND, pretendSound } from '../pretended-sound'
import { callOf, LONG_NAME, manyCalls, mixedCalls, roomOf, userOf } from '../samples'
import type { Scene, Stage } from '../scene'
import { forever, type Script } from '../scripted-manager'
import { place } from './place'

/** The buttons above the list are the search and this one. */
const MORE = '.ci-menu > button'
const longNamed = { ...userOf('cat'), userName: LONG_NAME }

async function search({ click, type }: Stage, text: string) {
  await click('.ci-panel__header > .ci-icon-button')
  await type('.ci-panel__field', text)
}

const lost = new ConferenceInvitationError(InvitationErrorCode.CONNECTION_LOST, 'gone')

/** The panel in an app that lets calls ring. */
const RingingPanel = defineComponent(() => {
  useRingtone()
  return () => h(InvitationListPanel)
})

interface Panel {
  script?: Script
  app?: ConferenceInvitationsOptions
  isCompact?: boolean
  act?: Scene['act']
}

function panel(name: string, { isCompact, ...more }: Panel): Scene {
  return {
    name,
    render: ({ density }) =>
      place('panel', h(InvitationListPanel, { density: isCompact ? 'compact' : density })),
    ...more,
  }
}

export const panelScenes: readonly Scene[] = [
  panel('empty', {}),
  panel('calling', { script: { list: [callOf('ben')] } }),
  panel('every state', { script: { list: mixedCalls } }),
  {
    name: 'ring-back',
    render: () => place('panel', h(RingingPanel)),
    prepare: () => pretendSound('playing'),
    script: { list: [callOf('ben')] },
    app: {
      ringtone: {
        ringBack: 'always',
        ringBackSound: PRETENDED_SOUND,
        titleFlash: false,
        badge: false,
        vibration: false,
      },
    },
    // the panel is painted before the tone begins
    act: ({ appearance }) => appearance('.ci-panel__header > .ci-icon-button', 20),
  },
  panel('long list', { script: { list: manyCalls } }),
  panel('cancelling', {
    script: { list: mixedCalls, cancelInvitation: () => forever() },
    act: ({ click }) => click('[data-user-id="ben"] button'),
  }),
  panel('cancel failed', {
    script: { list: mixedCalls, cancelInvitation: () => Promise.reject(lost) },
    act: ({ click }) => click('[data-user-id="ben"] button'),
  }),
  panel('revoked', {
    script: { list: mixedCalls },
    act({ emit }) {
      const gone = { roomInfo: roomOf(), invitation: callOf('gus') }
      const operateUser = userOf('eve', UserRole.ADMINISTRATOR)
      emit('onInvitationRevokedByAdmin', { ...gone, operateUser })
    },
  }),
  panel('loading', { script: { getInvitationList: () => forever() } }),
  panel('error', { script: { getInvitationList: () => Promise.reject(lost) } }),
  panel('offline', {
    script: { list: mixedCalls },
    act: ({ setStatus }) => setStatus('offline'),
  }),
  panel('next page failed', {
    script: {
      getInvitationList: ({ cursor }) =>
        cursor
          ? Promise.reject(lost)
          : Promise.resolve({ invitationList: manyCalls.slice(0, 50), cursor: 'more' }),
    },
    async act({ scrollToEnd, appearance }) {
      scrollToEnd('.ci-panel__scroller')
      await appearance('.ci-panel__body .ci-notice')
    },
  }),
  panel('menu', { script: { list: mixedCalls }, act: ({ click }) => click(MORE) }),
  panel('filtered', {
    script: { list: mixedCalls },
    act: ({ click }) => click('.ci-filter:last-child'),
  }),
  panel('searched', { script: { list: mixedCalls }, act: (stage) => search(stage, 'a') }),
  panel('nothing found', { script: { list: mixedCalls }, act: (stage) => search(stage, 'xyz') }),
  panel('selecting', {
    script: { list: mixedCalls },
    async act({ click }) {
      await click(MORE)
      await click('.ci-menu__item')
      await click('[data-user-id="ben"] .ci-row__box')
      await click('[data-user-id="dan"] .ci-row__box')
    },
  }),
  panel('long names', {
    script: {
      list: mixedCalls.map((call) => ({ ...call, inviter: longNamed, invitee: longNamed })),
    },
  }),
  panel('may not invite', {
    script: { list: mixedCalls },
    app: {
      currentUser: userOf('ben'),
      currentRoom: roomOf('weekly', { inviterRole: UserRole.ADMINISTRATOR }),
      members: [userOf('ann', UserRole.ROOM_OWNER), userOf('ben')],
    },
  }),
  panel('compact', { script: { list: mixedCalls }, isCompact: true }),
  panel('calls of others', {
    script: { list: [callOf('dan', { inviter: userOf('cat') }), callOf('eve')] },
    app: {
      currentUser: userOf('ben'),
      currentRoom: roomOf('weekly'),
      members: [userOf('ben'), userOf('cat')],
    },
  }),
]
