import 'vue-conference-invitations/style.css'
import './page.css'
import { createEmbeddedEngine } from 'vue-conference-invitations/embedded'
import { startCountdowns, type EndCountdowns } from '../work/countdown'
import { enterRoom, openDevice, type Device } from '../work/embedded'
import { openHop, type Hop } from '../work/hop'
import { mountList } from '../work/panel'
import { openStream, type Stream, type StreamOptions } from '../work/stream'
import { deliverFromWorker } from '../work/ticker'
import { countTimers, type TimerCount } from '../work/timers'

let stream: Stream
let endCountdowns: EndCountdowns
let timers: TimerCount
let device: Device
let hop: Hop

/** What the benchmarks call in this page, one by one; everything goes in and out as plain values. */
const bench = {
  mountList: (kind: keyof typeof mountList, rows: number) => mountList[kind](rows),

  async openStream(options: StreamOptions) {
    stream = await openStream(options, deliverFromWorker)
  },
  runStream: () => stream.run(),
  endStream: () => stream.end(),

  async startCountdowns(kind: keyof typeof startCountdowns, rows: number) {
    timers = countTimers()
    endCountdowns = await startCountdowns[kind](rows)
  },
  readTimers: () => ({ running: timers.running, wakeUps: timers.wakeUps }),
  resetTimers: () => timers.reset(),
  endCountdowns() {
    endCountdowns()
    timers.restore()
  },
  /** Tells the page that it is hidden, as leaving its tab does; a browser without windows never does so. */
  setHidden(isHidden: boolean) {
    const state = isHidden ? 'hidden' : 'visible'
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  },

  async openDevice(userId: string, isInRoom: boolean) {
    const engine = await createEmbeddedEngine({ user: { userId } })
    if (isInRoom) await enterRoom(engine)
    device = openDevice(engine)
  },
  call: (userId: string) => device.call(userId),
  takeBack: (userId: string) => device.takeBack(userId),
  whenToast: () => device.whenToast(),
  whenNoToast: () => device.whenNoToast(),

  async openHop() {
    hop = await openHop()
  },
  send: () => hop.send(),
  whenTold: () => hop.whenTold(),
  /** Says that everything asked before is under way. */
  ready: () => true,
}

export type Bench = typeof bench

Object.assign(globalThis, { bench })
