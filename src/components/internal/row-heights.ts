/** Where the rows of a list begin, when few of them were measured and the others have one height. */
export interface RowHeights {
  /** Height of all rows, in pixels. */
  total: () => number
  /** Where a row begins, in pixels from the top of the list. */
  startOf: (index: number) => number
  /** The row at a distance in pixels from the top; the nearest one beyond both ends. */
  indexAt: (offset: number) => number
}

/**
 * Lays out rows.
 *
 * @param count - how many rows there are
 * @param estimate - height of a row that was not measured
 * @param extraOf - by how much a row's height differs from that; 0 when it was not measured
 */
export function layOutRows(
  count: number,
  estimate: number,
  extraOf: ((index: number) => number) | null,
): RowHeights {
  /** Rows that differ, and the sum of all differences up to each. */
  const differing: number[] = []
  const sums: number[] = []
  let sum = 0
  for (let index = 0; extraOf !== null && index < count; index += 1) {
    const extra = extraOf(index)
    if (extra === 0) continue
    differing.push(index)
    sums.push((sum += extra))
  }

  function startOf(index: number) {
    const before = firstWhere(differing.length, (at) => differing[at]! >= index)
    return index * estimate + (sums[before - 1] ?? 0)
  }

  return {
    total: () => count * estimate + sum,
    startOf,
    indexAt(offset) {
      const next = firstWhere(count, (index) => startOf(index) > offset)
      return Math.min(Math.max(next - 1, 0), Math.max(count - 1, 0))
    },
  }
}

/** The first of `count` indexes from which on something holds; `count` when it never does. */
function firstWhere(count: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
