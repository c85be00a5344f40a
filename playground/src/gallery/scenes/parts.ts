import { h } from 'vue'
import {
  InvitationCountdown,
  InvitationStatusBadge,
  UserAvatar,
  type InvitationBadgeState,
} from 'vue-conference-invitations'
import { everybody, NOW } from '../samples'
import type { Scene } from '../scene'
import { place } from './place'

const badgeStates: Record<InvitationBadgeState, string> = {
  calling: 'calling',
  accepted: 'accepted',
  notified: 'notified',
  noAnswer: 'no answer',
  busy: 'busy',
  declined: 'declined',
  cancelling: 'cancelling',
  inRoom: 'in the room',
}

const states = Object.keys(badgeStates) as InvitationBadgeState[]

export const badgeScenes: readonly Scene[] = states.map((state) => ({
  name: badgeStates[state],
  render: () =>
    place('parts', h('span', { class: 'ci-scope' }, [h(InvitationStatusBadge, { state })])),
}))

function countdown(name: string, secondsLeft: number | null): Scene {
  const expiresAt = secondsLeft === null ? null : NOW + secondsLeft * 1_000
  const invitation = { createdAt: NOW - 18_000, expiresAt }
  // Without a deadline there is nothing but what the ring would go around.
  const inside =
    secondsLeft === null ? { default: () => h(UserAvatar, { user: everybody[0]!, size: 56 }) } : {}
  const size = { inlineSize: '56px', blockSize: '56px', display: 'inline-grid' }
  return {
    name,
    render: () =>
      place('parts', [
        h('span', { class: 'ci-scope', style: size }, [
          h(InvitationCountdown, { invitation }, inside),
        ]),
        h('span', { class: 'ci-scope' }, [
          h(InvitationCountdown, { invitation, appearance: 'text' }),
        ]),
      ]),
  }
}

export const countdownScenes: readonly Scene[] = [
  countdown('running', 42),
  countdown('last 10 s', 8),
  countdown('over', 0),
  countdown('no deadline', null),
]

const picture =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Cpath fill='%23357' d='M0 0h8v8H0z'/%3E%3Ccircle cx='4' cy='3.5' r='2' fill='%23fff'/%3E%3C/svg%3E"

export const avatarScenes: readonly Scene[] = [
  {
    name: 'initials',
    render: () =>
      place(
        'parts',
        everybody
          .slice(0, 24)
          .map((user) => h(UserAvatar, { user, label: user.userName, key: user.userId })),
      ),
  },
  {
    name: 'picture',
    render: () =>
      place(
        'parts',
        h(UserAvatar, { user: { userId: 'ann', avatarUrl: picture }, size: 64, label: 'Ann' }),
      ),
  },
  {
    name: 'broken picture',
    render: () =>
      place(
        'parts',
        h(UserAvatar, {
          user: { userId: 'ann', userName: 'Ann', avatarUrl: 'data:image/png,' },
          size: 64,
          label: 'Ann',
        }),
      ),
    act: ({ appearance }) => appearance('.ci-avatar[data-state="initials"]'),
  },
  {
    name: 'sizes',
    render: () =>
      place(
        'parts',
        [24, 40, 64, 96].map((size) =>
          h(UserAvatar, { user: everybody[1]!, size, label: `${size} px`, key: size }),
        ),
      ),
  },
]
