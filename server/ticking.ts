import type { Clock } from '../src/manager/ports'
import type { Off } from '../src/manager/types'

/** Runs a task again and again, `everyMs` after the last time ended. */
export function startTicking(clock: Clock, everyMs: number, task: () => Promise<void>): Off {
  let isStopped = false
  let cancelTimer = clock.setTimer(run, everyMs)

  function run() {
    void task().finally(() => {
      if (!isStopped) cancelTimer = clock.setTimer(run, everyMs)
    })
  }

  return () => {
    isStopped = true
    cancelTimer()
  }
}
