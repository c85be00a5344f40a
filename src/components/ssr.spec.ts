// @vitest-environment node
import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { createSSRApp, h, type Component } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { createConferenceInvitations } from '../plugin'
import { createFakeManager } from '../stores/testing/fake-manager'
import { invitation, received, room, user } from '../stores/testing/samples'
import { IncomingInvitationToast } from './IncomingInvitationToast'
import { MissedInvitationList } from './MissedInvitationList'
import { InvitationCountdown } from './InvitationCountdown'
import { InvitationListPanel } from './InvitationListPanel'
import { InvitationStatusBadge } from './InvitationStatusBadge'
import { InviteDialog } from './InviteDialog'
import { UserAvatar } from './UserAvatar'

function render(component: Component, props: Record<string, unknown> = {}) {
  const { manager } = createFakeManager({
    list: () => [invitation('ben')],
    pending: () => [received()],
  })
  const app = createSSRApp({ render: () => h('main', [h(component, props)]) })
  app.use(createPinia())
  app.use(createConferenceInvitations({ manager, currentUser: user('ann'), currentRoom: room() }))
  return renderToString(app)
}

describe('on a server', () => {
  it.each<[string, Component, Record<string, unknown>, string]>([
    ['UserAvatar', UserAvatar, { user: user('ann') }, 'ci-avatar'],
    ['InvitationStatusBadge', InvitationStatusBadge, { state: 'calling' }, 'Calling'],
    ['InvitationCountdown', InvitationCountdown, { invitation: { expiresAt: null } }, 'unlimited'],
    ['InvitationListPanel', InvitationListPanel, {}, 'Invited people'],
    ['InviteDialog', InviteDialog, {}, '<main>'],
    ['IncomingInvitationToast', IncomingInvitationToast, {}, '<main>'],
    ['MissedInvitationList', MissedInvitationList, {}, 'Missed invitations'],
  ])('renders %s without a browser', async (_, component, props, part) => {
    expect(await render(component, props)).toContain(part)
  })
})
