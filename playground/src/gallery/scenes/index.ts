import type { SceneGroup } from '../scene'
import { dialogScenes } from './dialog'
import { missedCountScenes, missedListScenes } from './missed'
import { notificationScenes } from './notifications'
import { panelScenes } from './panel'
import { avatarScenes, badgeScenes, countdownScenes } from './parts'
import { themeScenes } from './themes'
import { toastScenes } from './toast'

/** Every component in every state. */
export const sceneGroups: readonly SceneGroup[] = [
  { component: 'InviteDialog', scenes: dialogScenes },
  { component: 'IncomingInvitationToast', scenes: toastScenes },
  { component: 'InvitationListPanel', scenes: panelScenes },
  { component: 'MissedInvitationList', scenes: missedListScenes },
  { component: 'MissedInvitationCount', scenes: missedCountScenes },
  { component: 'CallNotificationButton', scenes: notificationScenes },
  { component: 'InvitationStatusBadge', scenes: badgeScenes },
  { component: 'InvitationCountdown', scenes: countdownScenes },
  { component: 'UserAvatar', scenes: avatarScenes },
  { component: 'ExampleTheme', scenes: themeScenes },
]
