import { h } from 'vue'
import {
  InviteDialog,
  type DirectoryUser,
  type InviteDialogProps,
  type UserDirectory,
} from 'vue-conference-invitations'
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

const dialog = (props?: InviteDialogProps) => () =>
  place('page', h(InviteDialog, { open: true, ...props }))
const render = dialog()

const find = async (users: readonly DirectoryUser[], cursor = '') => ({
  users: [...users],
  cursor,
})

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
const SIX = ['ben', 'cat', 'dan', 'eve', 'fay', 'gus']
const fewPeople = everybody.slice(0, 9)
const onLeave = { ...everybody[10]!, disabledReason: 'On leave' }

const departments = [
  { group: 'Engineering', total: 412 },
  { group: 'Design', total: 9 },
  { group: 'People and Organisation of the Northern Region', total: 1_204 },
  { group: 'Sales' },
  { group: 'Research', total: 80 },
  { group: 'Support', total: 31 },
  { group: 'Legal', total: 5 },
]
const teams = [
  { group: 'Platform', id: 'engineering/platform', total: 120 },
  { group: 'Apps', id: 'engineering/apps', total: 292 },
]

/** A directory of departments, teams and people. */
const company: UserDirectory = {
  search: () => find(fewPeople),
  groups: async () => departments,
  members: async () => [...fewPeople],
  browse: async (group) => ({
    ...(await find(fewPeople.slice(2))),
    groups: group === 'Engineering' ? teams : [],
  }),
}

const scenes: readonly Scene[] = [
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
    render: () => place('page', h(InviteDialog, { open: true, selected: SIX })),
    app: {
      joinUrl: 'https://meet.example/weekly',
      directory: {
        search: () => find(fewPeople.map((user) => ({ ...user, group: 'Design' }))),
        groups: async () => [
          { group: 'Design', total: 9 },
          { group: 'Sales' },
          { group: 'Research', total: 1_204 },
          { group: 'Support' },
        ],
        members: async () => [...fewPeople],
      },
    },
  },
  { name: 'many groups', render, app: { directory: company } },
  {
    name: 'in a group',
    render,
    app: { directory: company },
    act: ({ click }) => click('.ci-group__name'),
  },
  {
    name: 'deep in groups',
    render,
    app: { directory: company },
    async act({ click }) {
      await click('.ci-group__name')
      await click('.ci-group__name')
      await click('.ci-path > .ci-group__choose')
    },
  },
  {
    name: 'empty group',
    render,
    app: { directory: { ...company, browse: () => find([]) } },
    act: ({ click }) => click('.ci-group__name'),
  },
  {
    name: 'group failed',
    render,
    app: {
      directory: {
        search: () => find(fewPeople),
        groups: async () => [{ group: 'Design', total: 9 }],
        members: () => Promise.reject(lost),
      },
    },
    act: ({ click }) => click('.ci-group__choose'),
  },
  {
    name: 'QR code',
    render,
    app: { joinUrl: 'https://meet.example/weekly' },
    async act({ click, appearance }) {
      await click('.ci-qr > button')
      await appearance('.ci-qr__code')
    },
  },
  {
    name: 'next page failed',
    render,
    app: {
      directory: {
        search: (_, { cursor }) =>
          cursor ? Promise.reject(lost) : find(fewPeople.slice(0, 3), 'more'),
      },
    },
    act: ({ appearance }) => appearance('.ci-people .ci-notice'),
  },
  { name: 'no more can be chosen', render: dialog({ max: 2 }), act: choose },
  {
    name: 'pasted list',
    render,
    act: ({ paste }) => paste('.ci-search__field', 'Ben, Cat, Nobody at all, x-4711, Ann'),
  },
  {
    name: 'time of its own',
    render,
    act: ({ select }) => select('.ci-field__select', 'custom'),
  },
  {
    name: 'message nearly too long',
    render: dialog({ maxMessageLength: 60 }),
    act: ({ type }) =>
      type('input[id$="-message"]', 'Could you join us for the numbers of the quarter?'),
  },
  {
    name: 'ringing only some',
    render: () =>
      place(
        'page',
        h(InviteDialog, { open: true, selected: SIX.slice(0, 4), notified: ['cat', 'eve'] }),
      ),
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

/** What is in the dialog is loaded when it is needed. */
export const dialogScenes: readonly Scene[] = scenes.map((scene) => ({
  ...scene,
  async act(stage) {
    await stage.appearance('.ci-dialog')
    await scene.act?.(stage)
  },
}))
