import TUIRoomEngine, {
  TUIRoomType,
  type TUIRoomEvents,
  type TUIRoomInfo,
  type TUIUserInfo,
} from '@tencentcloud/tuiroom-engine-js'
import type {
  ConnectionStatus,
  RoomEngine,
  RoomInfo,
  RoomSnapshot,
  UserInfo,
  UserProfile,
} from 'vue-conference-invitations/manager'
import { fromTUIRoomEngine } from 'vue-conference-invitations/tui'
import { readCredentials } from './credentials'

/** Once for the page: the SDK says so only once. */
const ready = new Promise<void>((resolve) => TUIRoomEngine.once('ready', () => resolve()))

/** Logs somebody in to Tencent's service and gives their rooms the form that the playground knows. */
export async function connectSdk(user: UserProfile): Promise<RoomEngine> {
  const { sdkAppId, userId, userSig } = readCredentials()
  if (userId !== user.userId) {
    throw new Error(`The UserSig was made for ${userId || 'nobody'}, not for ${user.userId}.`)
  }
  await ready
  await TUIRoomEngine.login({ sdkAppId: Number(sdkAppId), userId, userSig })
  const { userName = '', avatarUrl = '' } = user
  await TUIRoomEngine.setSelfInfo({ userName, avatarUrl })
  const self: UserInfo = { userId, userName, nameCard: '', avatarUrl, userRole: 2 }
  return createSdkEngine(new TUIRoomEngine(), self)
}

function createSdkEngine(sdk: TUIRoomEngine, user: UserInfo): RoomEngine {
  const manager = fromTUIRoomEngine(sdk.getConferenceInvitationManager())
  const roomListeners = new Set<(room: RoomSnapshot | null) => void>()
  const statusListeners = new Set<(status: ConnectionStatus) => void>()
  let status: ConnectionStatus = 'online'
  let roomInfo: RoomInfo | null = null
  let members = new Map<string, UserInfo>()

  function setRoom(info: RoomInfo | null, people: Iterable<UserInfo> = []) {
    members = new Map(Array.from(people, (person) => [person.userId, person]))
    roomInfo = info && { ...info, roomMemberCount: members.size }
    const snapshot = roomInfo && { roomInfo, members: [...members.values()] }
    for (const listener of roomListeners) listener(snapshot)
  }

  const follow = {
    onRemoteUserEnterRoom: ({ userInfo }: { userInfo: TUIUserInfo }) => putMember(userInfo),
    onUserInfoChanged: ({ userInfo }: { userInfo: TUIUserInfo }) => putMember(userInfo),
    onRemoteUserLeaveRoom({ userInfo: { userId } }: { userInfo: TUIUserInfo }) {
      const left = [...members.values()].filter((member) => member.userId !== userId)
      if (roomInfo) setRoom(roomInfo, left)
    },
    onRoomDismissed: () => setRoom(null),
    onKickedOutOfRoom: () => setRoom(null),
    onKickedOffLine: () => setStatus('closed'),
    onUserSigExpired: () => setStatus('closed'),
  }

  function putMember(person: TUIUserInfo) {
    const others = [...members.values()].filter(({ userId }) => userId !== person.userId)
    if (roomInfo) setRoom(roomInfo, [...others, person])
  }

  function setStatus(next: ConnectionStatus) {
    if (next === status) return
    status = next
    for (const listener of statusListeners) listener(next)
  }

  async function allMembers(): Promise<UserInfo[]> {
    const people: UserInfo[] = []
    let nextSequence = 0
    do {
      const page = await sdk.getUserList({ nextSequence })
      people.push(...page.userInfoList)
      nextSequence = page.nextSequence
    } while (nextSequence !== 0)
    return people
  }

  async function leave(way: () => Promise<unknown>) {
    if (!roomInfo) return
    await way()
    setRoom(null)
  }

  const follows = Object.entries(follow) as [
    TUIRoomEvents,
    (payload: { userInfo: TUIUserInfo }) => void,
  ][]
  for (const [name, listener] of follows) sdk.on(name, listener)

  return {
    user,
    get roomInfo() {
      return roomInfo
    },
    get members() {
      return [...members.values()]
    },
    get status() {
      return status
    },
    storage: 'shared',
    createRoom: ({ roomId, roomName = roomId }) =>
      sdk.createRoom({ roomId, roomName, roomType: TUIRoomType.kConference }),
    async enterRoom({ roomId }) {
      await leave(() => sdk.exitRoom())
      const info: TUIRoomInfo = await sdk.enterRoom({ roomId, roomType: TUIRoomType.kConference })
      setRoom(info, await allMembers())
      return info
    },
    exitRoom: () => leave(() => sdk.exitRoom()),
    destroyRoom: () => leave(() => sdk.destroyRoom()),
    changeUserRole: (options) => sdk.changeUserRole(options),
    getConferenceInvitationManager: () => manager,
    onRoomChange(listener) {
      roomListeners.add(listener)
      return () => roomListeners.delete(listener)
    },
    onStatusChange(listener) {
      statusListeners.add(listener)
      return () => statusListeners.delete(listener)
    },
    async close() {
      for (const [name, listener] of follows) sdk.off(name, listener)
      manager.close()
      await leave(() => sdk.exitRoom())
      setStatus('closed')
      await TUIRoomEngine.logout()
    },
  }
}
