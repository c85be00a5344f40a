import { createManualClock } from '../../../testing'
import { nextTask } from '../../../testing/next-task'
import type { WebSocketConstructor, WebSocketLike } from '../line'
import { WIRE_PROTOCOL, type CallFrame, type ClientFrame, type WelcomeFrame } from '../wire'

/** One socket, seen from the service's end. */
export interface FakeLine {
  readonly sent: ClientFrame[]
  readonly isEnded: boolean
  open(): void
  say(frame: unknown): void
  sayText(text: string): void
  hangUp(code: number): void
  /** Opens and says welcome to Ann; `parts` replaces parts of that. */
  welcome(parts?: Partial<WelcomeFrame>): Promise<void>
  /** The calls of a command that came in. */
  calls(name: CallFrame['name']): CallFrame[]
  answer(call: CallFrame | undefined, output?: unknown): Promise<void>
}

/** The service's end of all sockets, played by a test. */
export function createFakeService() {
  const clock = createManualClock()
  const lines: FakeLine[] = []

  class FakeSocket implements WebSocketLike {
    onopen: ((event: never) => void) | null = null
    onmessage: ((event: never) => void) | null = null
    onclose: ((event: never) => void) | null = null
    onerror: ((event: never) => void) | null = null
    isEnded = false
    sent: ClientFrame[] = []

    constructor(_url: string, protocol: string) {
      if (protocol !== WIRE_PROTOCOL) throw new Error('another protocol')
      lines.push(this.createLine())
    }

    send(data: string) {
      if (!this.isEnded) this.sent.push(JSON.parse(data) as ClientFrame)
    }

    close() {
      this.isEnded = true
    }

    private createLine(): FakeLine {
      const isEnded = () => this.isEnded
      const tell = (listener: ((event: never) => void) | null, event: object) =>
        listener?.(event as never)
      const line: FakeLine = {
        sent: this.sent,
        get isEnded() {
          return isEnded()
        },
        open: () => tell(this.onopen, {}),
        say: (frame) => line.sayText(JSON.stringify(frame)),
        sayText: (data) => tell(this.onmessage, { data }),
        hangUp: (code) => tell(this.onclose, { code }),
        async welcome(parts) {
          line.open()
          line.say({
            t: 'welcome',
            user: { userId: 'ann', userName: 'Ann', nameCard: '', avatarUrl: '' },
            now: clock.now(),
            expiresAt: clock.now() + 600_000,
            heartbeatMs: 15_000,
            logs: { 'user:ann': { state: 'live', seq: 10 } },
            ...parts,
          })
          await nextTask()
        },
        calls: (name) =>
          this.sent.filter(
            (frame): frame is CallFrame => frame.t === 'call' && frame.name === name,
          ),
        async answer(call, output) {
          if (!call) throw new Error('there was no such call')
          line.say({ t: 'answer', id: call.id, output })
          await nextTask()
        },
      }
      return line
    }
  }

  return {
    clock,
    lines,
    WebSocket: FakeSocket as WebSocketConstructor,
    /** The newest line. */
    line: () => lines.at(-1)!,
    /** Lets what was begun go on: promises and the next task. */
    settle: nextTask,
  }
}

export type FakeService = ReturnType<typeof createFakeService>
