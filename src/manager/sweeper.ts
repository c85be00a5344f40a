import type { Executor } from './executor'
import type { Clock } from './ports'
import { createTimer } from './timer'

/** Runs the sweep when the next record is due. */
export interface Sweeper {
  /** Looks anew at when that is: after a change, or after a sleep. */
  wake(): void
  stop(): void
}

/** How long to wait after a sweep that failed, in milliseconds. */
const RETRY_MS = 1_000

/** Creates a {@link Sweeper}; it sets one timer at the most and sleeps until it is woken first. */
export function createSweeper(executor: Pick<Executor, 'sweep'>, clock: Clock): Sweeper {
  const timer = createTimer(clock)
  let isStopped = false
  let isSweeping = false
  let isWoken = false

  function wake() {
    isWoken = true
    if (!isSweeping && !isStopped) void run()
  }

  async function run() {
    isSweeping = true
    let next: number | null = null
    while (isWoken && !isStopped) {
      isWoken = false
      next = await executor.sweep().catch(() => clock.now() + RETRY_MS)
    }
    isSweeping = false
    timer.stop()
    if (next !== null && !isStopped) timer.set(wake, Math.max(next - clock.now(), 0))
  }

  function stop() {
    isStopped = true
    timer.stop()
  }

  return { wake, stop }
}
