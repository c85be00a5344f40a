import { loadWork } from '../lib/build.mjs'
import { interleave } from '../lib/interleave.mjs'

const ROWS = 10_000
const CHANGES = 100_000
/** A change costs the peer's way the same however many there are, and all of them would take minutes. */
const PEER_CHANGES = 500

/**
 * P1: the store takes changes of status.
 * @returns {Promise<import('../lib/report.mjs').Row[]>}
 */
export async function store() {
  const { applyChanges } = await loadWork('apply-changes')
  const rows = []
  for (const isRead of [false, true]) {
    const common = { rows: ROWS, isRead }
    const figures = await interleave({
      ours: () => applyChanges.ours({ ...common, changes: CHANGES }),
      floor: () => applyChanges.floor({ ...common, changes: CHANGES }),
      peer: () => applyChanges.peer({ ...common, changes: PEER_CHANGES }),
    })
    rows.push({
      id: 'P1',
      work: `100,000 changes to 10,000 rows, ${isRead ? 'list read in each frame' : 'nobody looking'}`,
      unit: 'µs each',
      ...figures,
      goal: '≤ 3 × floor, ≥ 100 × faster',
      isMet: figures.ours <= 3 * figures.floor && figures.peer >= 100 * figures.ours,
    })
  }
  return rows
}
