import type { ServerAnswer, ServerNotice, ServerRequest } from './messages'

/** How a chat reaches the server. */
export type Ask = (request: ServerRequest) => Promise<ServerAnswer>

/** The chat that carries the SDK's requests and notices; everything else it takes and forgets. */
export interface Chat {
  /** What the SDK gets. */
  tim: object
  notify(notice: ServerNotice): void
}

/** Creates a {@link Chat}, in which a person is logged in already. */
export function createChat(userId: string, ask: Ask): Chat {
  const listeners = new Map<string, Set<(event: object) => void>>()

  async function send({ serviceCommand, data }: { serviceCommand: string; data: string }) {
    const { Head, Body } = JSON.parse(data) as {
      Head?: { RoomId?: string }
      Body?: Record<string, unknown>
    }
    const roomId = Head?.RoomId ?? ''
    const answer = await ask({ userId, command: serviceCommand, roomId, body: Body ?? {} })
    const reply =
      'body' in answer
        ? { ErrorCode: 0, ErrorInfo: '', ActionStatus: 'OK', Response: answer.body }
        : { ErrorCode: answer.code, ErrorInfo: answer.message, ActionStatus: 'FAIL' }
    return { data: JSON.stringify(reply) }
  }

  const known: Record<string | symbol, unknown> = {
    then: undefined,
    on(event: string, listener: (event: object) => void) {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener))
    },
    off(event: string, listener: (event: object) => void) {
      listeners.get(event)?.delete(listener)
    },
    isReady: () => true,
    getLoginUser: () => userId,
    login: async () => ({ data: { repeatLogin: true } }),
    async getUserProfile({ userIDList }: { userIDList: string[] }) {
      const toProfile = (userID: string) => ({ userID, nick: `Nick ${userID}`, avatar: '' })
      return {
        code: 0,
        data: userIDList.map((one) => ({ ...toProfile(one), profileCustomField: [] })),
      }
    },
    async callExperimentalAPI(name: string, parameters: { serviceCommand?: string; data: string }) {
      if (parameters?.serviceCommand !== undefined) return send(parameters as never)
      return { code: 0, data: name === 'isCommercialAbilityEnabled' ? { enabled: true } : {} }
    },
  }

  return {
    tim: new Proxy(known, {
      get(target, key) {
        if (key in target || typeof key === 'symbol') return target[key]
        return async () => ({ code: 0, data: {} })
      },
    }),
    notify({ command, roomId, data }) {
      const text = JSON.stringify({
        Head: { Command: command, Version: 1, RoomId: roomId },
        Data: data,
      })
      const event = { name: 'onRoomCustomDataReceived', data: text }
      for (const listener of listeners.get('ROOM_CUSTOM_DATA_RECEIVED') ?? []) listener(event)
    },
  }
}
