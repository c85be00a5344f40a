import { h } from 'vue'
import { InviteDialog, type DirectoryUser } from 'vue-conference-invitations'
import {
  ConferenceInvitationError,
  InvitationCode,
  InvitationErrorCode,
  UserRole,
} from 'vue-conference-invitations/manager'
import { everybody, mixedCalls, roomOf, userOf } from '../samples'
import type { Scene, Stage } from '../scene'
import { forever } from '../scripted-manager'
import { place } from './place'

const CALL = '.ci-dialog__call'

const render = () => place('page', h(InviteDialog, { open: true }))

const find = async (users: readonly DirectoryUser[]) => ({ users: [...users], cursor: '' })

/** Ben and Cat are chosen. */
async function choose({ click }: Stage) {
  await click('.ci-person[aria-posinset="2"], [aria-posinset="2"] .ci-person')
  await click('.ci-person[aria-posinset="3"], [aria-posinset="3"] .ci-person')
}

async function call(stage: Stage) {
  await choose(stage)
  await stage.click(CALL)
}

const busyTimes = new ConferenceInvitationError(InvitationErrorCode.FREQUENCY_LIMIT, 'too often')
const lost = new ConferenceInvitationError(InvitationErrorCode.CONNECTION_LOST, 'gone')
const fewPeople = everybody.slice(0, 9)
const onLeave = { ...everybody[10]!, disabledReason: 'On leave' }

export const dialogScenes: readonly Scene[] = [
  { name: 'empty search', render },
  { name: 'chosen people', render, act: choose },
  {
    name: 'disabled with reasons',
    render,
    script: { list: mixedCalls },
    app: {
      directory: { search: () => find([...fewPeople, onLeave]) },
      members: [userOf('ann'), userOf('fay')],
    },
  },
  { name: 'searching', render, app: { directory: { search: () => forever() } } },
  {
    name: 'nothing found',
    render,
    async act({ type, clock }) {
      await type('.ci-search__field', 'xyz')
      await clock.advance(200)
    },
  },
  { name: 'search failed', render, app: { directory: { search: () => Promise.reject(lost) } } },
  { name: 'nobody to invite', render, app: { directory: { search: () => find([]) } } },
  {
    name: 'groups and link',
    render,
    app: {
      joinUrl: 'https://meet.example/weekly',
      directory: {
        search: () => find(fewPeople.map((user) => ({ ...user, group: 'Design' }))),
        groups: async () => [{ group: 'Design', total: 9 }, { group: 'Sales' }],
        members: async () => [...fewPeople],
      },
    },
  },
  { name: 'offline', render, script: { status: 'offline' }, act: choose },
  {
    name: 'not allowed',
    render,
    app: {
      currentUser: userOf('ben'),
      currentRoom: roomOf('weekly', { inviterRole: UserRole.ADMINISTRATOR }),
      members: [userOf('ann', UserRole.ROOM_OWNER), userOf('ben')],
    },
  },
  { name: 'sending', render, script: { inviteUsers: () => forever() }, act: call },
  {
    name: 'partly sent',
    render,
    script: {
      inviteUsers: async () =>
        new Map<string, InvitationCode>([
          ['ben', InvitationCode.SUCCESS],
          ['cat', InvitationCode.ALREADY_IN_CONFERENCE],
        ]),
    },
    act: call,
  },
  { name: 'failed', render, script: { inviteUsers: () => Promise.reject(busyTimes) }, act: call },
]
