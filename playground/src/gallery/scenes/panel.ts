import { h } from 'vue'
import { InvitationListPanel, type ConferenceInvitationsOptions } from 'vue-conference-invitations'
import { ConferenceInvitationError, InvitationErrorCode } from 'vue-conference-invitations/manager'
import { callOf, manyCalls, mixedCalls, roomOf, userOf } from '../samples'
import type { Scene } from '../scene'
import { forever, type Script } from '../scripted-manager'
import { place } from './place'

const lost = new ConferenceInvitationError(InvitationErrorCode.CONNECTION_LOST, 'gone')

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
  panel('long list', { script: { list: manyCalls } }),
  panel('cancelling', {
    script: { list: mixedCalls, cancelInvitation: () => forever() },
    act: ({ click }) => click('[data-user-id="ben"] button'),
  }),
  panel('cancel failed', {
    script: { list: mixedCalls, cancelInvitation: () => Promise.reject(lost) },
    act: ({ click }) => click('[data-user-id="ben"] button'),
  }),
  panel('loading', { script: { getInvitationList: () => forever() } }),
  panel('error', { script: { getInvitationList: () => Promise.reject(lost) } }),
  panel('offline', {
    script: { list: mixedCalls },
    act: ({ setStatus }) => setStatus('offline'),
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
