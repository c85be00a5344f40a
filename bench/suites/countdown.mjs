import { interleave } from '../lib/interleave.mjs'

const ROWS = 1_000
const MS = 10_000

/** @param {number} ms */
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * P4: invitations count down.
 * @param {import('../lib/browser.mjs').Browser} browser
 * @returns {Promise<import('../lib/report.mjs').Row[]>}
 */
export async function countdown(browser) {
  const tab = await browser.openTab()
  let timers = 0
  let wakeUps = 0

  /** Milliseconds of script in ten seconds. @param {'ours' | 'floor' | 'peer'} kind */
  const scriptMs = (kind) => async () => {
    await tab.call('startCountdowns', kind, ROWS)
    // what mounting leaves behind is over by then
    await wait(500)
    const before = await tab.readMs('ScriptDuration')
    await wait(MS)
    const ms = (await tab.readMs('ScriptDuration')) - before
    if (kind === 'ours') timers = Math.max(timers, (await tab.call('readTimers')).running)
    await tab.call('endCountdowns')
    return ms
  }

  const figures = await interleave(
    { ours: scriptMs('ours'), floor: scriptMs('floor'), peer: scriptMs('peer') },
    { rounds: 5, warmUps: 0 },
  )

  await tab.call('startCountdowns', 'ours', ROWS)
  await tab.call('setHidden', true)
  await wait(1_500)
  await tab.call('resetTimers')
  await wait(MS)
  wakeUps = (await tab.call('readTimers')).wakeUps
  await tab.call('endCountdowns')
  await tab.close()

  return [
    {
      id: 'P4',
      work: '1,000 invitations in the panel count down for 10 s',
      unit: 'ms of script',
      ...figures,
      goal: '≤ 2 × floor, 1 timer, no wake-up while hidden',
      isMet: figures.ours <= 2 * figures.floor && timers === 1 && wakeUps === 0,
      note: `${timers} timer, ${wakeUps} wake-ups in 10 s hidden`,
    },
  ]
}
