import { interleave } from '../lib/interleave.mjs'

const FEW = 20

/** Rows with the goal for each: how many times a list of few rows. */
const sizes = /** @type {const} */ ([
  [10_000, 1.3],
  [100_000, 1.6],
])

/** The peer's way is tried with as many rows as it can bear. */
const PEER_ROWS = 10_000

/**
 * P2: the panel is mounted.
 * @param {import('../lib/browser.mjs').Browser} browser
 * @returns {Promise<import('../lib/report.mjs').Row[]>}
 */
export async function panel(browser) {
  // what the peer's way leaves behind must not burden the others: it has a tab, and so a process, of its own
  const tabs = { kit: await browser.openTab(), peer: await browser.openTab() }
  /** @type {Map<string, number>} */
  const elements = new Map()

  /** @param {'kit' | 'peer'} kind @param {number} rows */
  const mount = (kind, rows) => async () => {
    const mounting = await tabs[kind].call('mountList', kind, rows)
    elements.set(`${kind} ${rows}`, mounting.elements)
    return mounting.ms
  }

  const floor = { floor: mount('kit', FEW) }
  const rows = []
  for (const [count, goal] of sizes) {
    const ways = { ours: mount('kit', count), ...floor }
    const hasPeer = count === PEER_ROWS
    const figures = hasPeer
      ? await interleave({ ...ways, peer: mount('peer', count) })
      : await interleave(ways)
    const isSame = elements.get(`kit ${count}`) === elements.get(`kit ${FEW}`)
    rows.push({
      id: 'P2',
      work: `mount the panel with ${count.toLocaleString('en')} rows`,
      unit: 'ms',
      ...figures,
      goal: `≤ ${goal} × floor (20 rows), as few elements`,
      isMet: figures.ours <= goal * figures.floor && isSame,
      note: `${elements.get(`kit ${count}`)} elements, floor ${elements.get(`kit ${FEW}`)}${
        hasPeer ? `, peer ${elements.get(`peer ${count}`)}` : ''
      }`,
    })
  }
  for (const tab of Object.values(tabs)) await tab.close()
  return rows
}
