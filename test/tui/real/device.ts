// One process of one user: the published SDK with its core, the adapter on top, and nothing between them. The test in
// the parent process plays the server, and tells the device what to do.
import { createRequire } from 'node:module'
import type * as Sdk from '@tencentcloud/tuiroom-engine-js'
import { fromTUIRoomEngine } from '../../../src/engines/tui'
import { InvitationEvent } from '../../../src/manager/enums'
import { createChat, type Chat } from './chat'
import type { DeviceCall, FromDevice, ServerAnswer, ToDevice } from './messages'
import { guardNetwork } from './network-guard'
import { standInForBrowser, standInForDependencies } from './stand-ins'
import { mountStore } from './store'

const connections = guardNetwork()
standInForBrowser()
standInForDependencies()
// the SDK writes a log of its own
for (const level of ['debug', 'info', 'log', 'warn'] as const) console[level] = () => {}

const tell = (message: FromDevice) => process.send!(message)
const { default: Engine, TUIRoomType } = createRequire(import.meta.url)(
  '@tencentcloud/tuiroom-engine-js/index.cjs.js',
) as typeof Sdk
await new Promise<void>((resolve) => Engine.once('ready', () => resolve()))

const engine = new Engine()
const sdk = engine.getConferenceInvitationManager()
const manager = fromTUIRoomEngine(sdk)
for (const name of Object.values(InvitationEvent)) {
  sdk.on(name as never, (payload: unknown) => tell({ kind: 'event', source: 'sdk', name, payload }))
  manager.on(name, (payload) => tell({ kind: 'event', source: 'kit', name, payload }))
}

let chat: Chat | null = null
let store: ReturnType<typeof mountStore> | null = null
let requestCount = 0
const requests = new Map<number, (answer: ServerAnswer) => void>()

async function login(userId: string) {
  chat = createChat(userId, (request) => {
    const id = ++requestCount
    tell({ kind: 'request', id, request })
    return new Promise((resolve) => requests.set(id, resolve))
  })
  await Engine.login({ sdkAppId: 1_400_000_001, userId, userSig: 'none', tim: chat.tim as never })
}

const calls: Record<DeviceCall, (options: never) => unknown> = {
  login,
  logout: () => Engine.logout(),
  enterRoom: async (roomId: string) =>
    void (await engine.enterRoom({ roomId, roomType: TUIRoomType.kConference })),
  exitRoom: () => engine.exitRoom(),
  inviteUsers: (options) => manager.inviteUsers(options),
  cancelInvitation: (options) => manager.cancelInvitation(options),
  accept: (options) => manager.accept(options),
  reject: (options) => manager.reject(options),
  getInvitationList: (options) => manager.getInvitationList(options),
  mountStore(options) {
    store = mountStore({ manager, ...(options as object) })
  },
  incoming: () =>
    store?.incoming.map(({ roomId, inviters }) => ({
      roomId,
      inviters: inviters.map(({ userId }) => userId),
    })),
  connections: () => connections,
}

async function run({ id, name, options }: Extract<ToDevice, { kind: 'call' }>) {
  try {
    tell({ kind: 'result', id, value: await calls[name](options as never) })
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string }
    tell({ kind: 'failure', id, code, message })
  }
}

process.on('message', (message: ToDevice) => {
  if (message.kind === 'call') void run(message)
  else if (message.kind === 'notice') chat?.notify(message.notice)
  else requests.get(message.id)?.(message.answer)
})
// no test, no device
process.on('disconnect', () => process.exit())
tell({ kind: 'ready' })
