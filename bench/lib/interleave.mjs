/** How often each way is measured; a first time, which warms up, does not count. */
export const ROUNDS = 7

/** The one in the middle. @param {readonly number[]} figures */
export function median(figures) {
  const sorted = [...figures].sort((one, other) => one - other)
  const middle = sorted.length / 2
  const [lower = NaN, upper = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return (lower + upper) / 2
}

/**
 * Measures several ways of doing the same in turns, so that whatever else the machine does meets all of them.
 * @template {string} Way
 * @param {Record<Way, () => Promise<number>>} ways
 * @param {{ rounds?: number, warmUps?: number }} [options]
 * @returns {Promise<Record<Way, number>>} the median of each
 */
export async function interleave(ways, { rounds = ROUNDS, warmUps = 1 } = {}) {
  const all = Object.entries(ways).map(([name, measure]) => ({
    name,
    measure: /** @type {() => Promise<number>} */ (measure),
    figures: /** @type {number[]} */ ([]),
  }))
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const { measure, figures } of all) {
      const figure = await measure()
      if (round >= 0) figures.push(figure)
    }
  }
  const medians = Object.fromEntries(all.map(({ name, figures }) => [name, median(figures)]))
  return /** @type {Record<Way, number>} */ (medians)
}
