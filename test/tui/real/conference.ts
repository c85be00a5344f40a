import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { InvitationEvent } from '../../../src/manager/enums'
import type { InvitationEventPayloads } from '../../../src/manager/types'
import { deviceFile } from './build-device'
import type { DeviceCall, FromDevice, ServerNotice, ToDevice } from './messages'
import { createRoomServer } from './room-server'

type HeardEvent = Extract<FromDevice, { kind: 'event' }>

/** A device in a process of its own, as a test drives it. */
export interface RemoteDevice {
  /** Everything that the SDK said and that the adapter handed on, oldest first. */
  readonly heard: readonly HeardEvent[]
  /** Does something; rejects with an error that has the same `code`. */
  call(name: DeviceCall, options?: unknown): Promise<unknown>
  /** The payloads of the adapter's events of one room. */
  eventsOf<Name extends InvitationEvent>(
    name: Name,
    roomId: string,
  ): InvitationEventPayloads[Name][]
  /** Names of the adapter's events of one room. */
  namesOf(roomId: string): InvitationEvent[]
  /** Waits until the adapter (or the SDK itself) has told an event so many times in a room. */
  waitFor<Name extends InvitationEvent>(
    name: Name,
    roomId: string,
    options?: { count?: number; source?: 'sdk' | 'kit' },
  ): Promise<InvitationEventPayloads[Name]>
}

/** Everybody's devices, with the server between them. */
export interface Conference {
  server: ReturnType<typeof createRoomServer>
  /** Starts a process in which a person logs in; the same person may have several. */
  start(userId: string): Promise<RemoteDevice>
  /** Ends every process. */
  close(): Promise<void>
}

/** Creates a {@link Conference}. */
export function createConference(): Conference {
  const devices = new Map<ChildProcess, string>()
  const server = createRoomServer(notify)

  function notify(userId: string, notice: ServerNotice) {
    for (const [child, name] of devices)
      if (name === userId) send(child, { kind: 'notice', notice })
  }

  async function start(userId: string): Promise<RemoteDevice> {
    const child = fork(deviceFile, { serialization: 'advanced' })
    devices.set(child, userId)
    const heard: HeardEvent[] = []
    const waiting = new Set<() => void>()
    const calls = new Map<number, (message: FromDevice) => void>()
    let callCount = 0
    let setReady = () => {}

    child.on('message', (message: FromDevice) => {
      if (message.kind === 'ready') setReady()
      else if (message.kind === 'request') {
        const { id, request } = message
        send(child, { kind: 'answer', id, answer: server.answer(request) })
      } else if (message.kind === 'event') {
        heard.push(message)
        for (const look of [...waiting]) look()
      } else calls.get(message.id)?.(message)
    })

    function call(name: DeviceCall, options?: unknown): Promise<unknown> {
      if (name === 'login') devices.set(child, options as string)
      const id = ++callCount
      send(child, { kind: 'call', id, name, options })
      return new Promise((resolve, reject) => {
        calls.set(id, (message) => {
          if (message.kind === 'result') resolve(message.value)
          if (message.kind !== 'failure') return
          reject(Object.assign(new Error(message.message), { code: message.code }))
        })
      })
    }

    const filter = (source: string, roomId: string, name?: string) =>
      heard.filter(
        (one) =>
          one.source === source &&
          (name === undefined || one.name === name) &&
          roomIdOf(one.payload) === roomId,
      )

    const device: RemoteDevice = {
      heard,
      call,
      eventsOf: (name, roomId) =>
        filter('kit', roomId, name).map(({ payload }) => payload as never),
      namesOf: (roomId) => filter('kit', roomId).map(({ name }) => name),
      waitFor: (name, roomId, { count = 1, source = 'kit' } = {}) =>
        new Promise((resolve) => {
          function look() {
            const found = filter(source, roomId, name)[count - 1]
            if (!found) return
            waiting.delete(look)
            resolve(found.payload as never)
          }
          waiting.add(look)
          look()
        }),
    }
    await new Promise<void>((resolve, reject) => {
      setReady = resolve
      child.once('exit', (code) => reject(new Error(`the device of ${userId} ended: ${code}`)))
    })
    await call('login', userId)
    return device
  }

  async function close() {
    const running = [...devices.keys()].filter(({ exitCode }) => exitCode === null)
    devices.clear()
    await Promise.all(
      running.map(async (child) => {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }),
    )
  }

  return { server, start, close }
}

function send(child: ChildProcess, message: ToDevice) {
  if (child.connected) child.send(message)
}

/** The room of a payload, also in the SDK's own forms. */
function roomIdOf(payload: unknown): string | undefined {
  const { roomId, roomInfo } = payload as { roomId?: string; roomInfo: string | { roomId: string } }
  return roomId ?? (typeof roomInfo === 'string' ? roomInfo : roomInfo.roomId)
}
