import { CloseCode } from '../src/engines/service/wire'
import type { Clock } from '../src/manager/ports'
import type { Sessions } from './sockets/sessions'

const LOOK_EVERY_MS = 50

/**
 * Sends everybody to another gateway: says so, lets them go by themselves and what is under way end, then hangs up.
 *
 * @param drainMs - how long to wait at the most
 */
export async function drain(sessions: Sessions, clock: Clock, drainMs: number): Promise<void> {
  const until = clock.now() + drainMs
  for (const session of sessions.all()) {
    // spread, so that they do not all come to the next gateway at once
    session.move(Math.floor((Math.random() * drainMs) / 2))
  }
  while (sessions.size > 0 && clock.now() < until) await wait(clock, LOOK_EVERY_MS)
  const settled = Promise.all(sessions.all().map((session) => session.settled()))
  await Promise.race([settled, wait(clock, drainMs)])
  for (const session of sessions.all()) {
    session.hangUp(CloseCode.GOING_AWAY, 'this gateway goes down')
  }
}

function wait(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimer(resolve, ms)
  })
}
