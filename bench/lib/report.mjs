/**
 * @typedef {object} Row one line of the table
 * @property {string} id
 * @property {string} work
 * @property {string} unit of the figures
 * @property {number} ours
 * @property {number} [floor] what the machine can do at all
 * @property {number} [peer] how others do it
 * @property {string} goal
 * @property {boolean} isMet
 * @property {string} [note] what else was seen
 */

/** Rounds to three digits that say something. @param {number | undefined} figure */
function inWords(figure) {
  if (figure === undefined) return '–'
  return figure >= 100 ? figure.toFixed(0) : String(Number(figure.toPrecision(3)))
}

/** How many times one is the other. @param {number | undefined} one @param {number | undefined} other */
const times = (one, other) =>
  one === undefined || other === undefined || other === 0 ? undefined : one / other

/** The row with both ratios: ours by the floor, the peer's way by ours. @param {Row} row */
export const withRatios = (row) => ({
  ...row,
  timesFloor: times(row.ours, row.floor),
  timesFaster: times(row.peer, row.ours),
})

/** One table of all rows. @param {readonly Row[]} rows */
export function table(rows) {
  const head = ['', 'work', 'unit', 'ours', 'floor', 'peer', '× floor', '× faster', 'goal', '']
  const body = rows
    .map(withRatios)
    .map((row) => [
      row.id,
      row.work,
      row.unit,
      ...[row.ours, row.floor, row.peer, row.timesFloor, row.timesFaster].map(inWords),
      row.goal,
      `${row.isMet ? 'met' : 'MISSED'}${row.note ? `: ${row.note}` : ''}`,
    ])
  const lines = [head, ...body]
  const widths = head.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  )
  return lines
    .map((line) =>
      line
        .map((cell, column) => {
          const width = widths[column] ?? 0
          const isFigure = column >= 3 && column <= 7
          return isFigure ? cell.padStart(width) : cell.padEnd(width)
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
