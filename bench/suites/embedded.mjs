import { interleave } from '../lib/interleave.mjs'

const FRAME_MS = 1_000 / 60
const ROUNDS = 20
/** The backend bears ten calls of one person in five seconds. */
const PAUSE_MS = 550

/** @param {number} ms */
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * P5: one tab calls, another one rings.
 * @param {import('../lib/browser.mjs').Browser} browser
 * @returns {Promise<import('../lib/report.mjs').Row[]>}
 */
export async function embedded(browser) {
  const ann = await browser.openTab()
  const ben = await browser.openTab()
  await ann.call('openDevice', 'ann', true)
  await ben.call('openDevice', 'ben', false)
  await ann.call('openHop')
  await ben.call('openHop')

  /** Milliseconds from what one tab does until the other one has it. @param {string} arrival */
  async function measure(arrival, /** @type {() => Promise<number>} */ act) {
    const arriving = ben.call(arrival)
    await ben.call('ready')
    const start = await act()
    return (await arriving) - start
  }

  const figures = await interleave(
    {
      async ours() {
        await wait(PAUSE_MS)
        const ms = await measure('whenToast', () => ann.call('call', 'ben'))
        await ann.call('takeBack', 'ben')
        await ben.call('whenNoToast')
        return ms
      },
      floor: () => measure('whenTold', () => ann.call('send')),
    },
    { rounds: ROUNDS },
  )
  await ann.close()
  await ben.close()
  return [
    {
      id: 'P5',
      work: 'a call in one tab until its card is painted in another',
      unit: 'ms',
      ...figures,
      goal: '≤ 2 × floor + one frame',
      isMet: figures.ours <= 2 * figures.floor + FRAME_MS,
      note: `at most ${(2 * figures.floor + FRAME_MS).toFixed(1)} ms`,
    },
  ]
}
