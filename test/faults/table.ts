import type { Row } from './run-scenario'

const HEAD = [
  'fault',
  's',
  'calls',
  'lost',
  'twice',
  'two winners',
  'ghosts',
  'reconnects',
  'resets',
  '',
]

/** The scenarios as a table for people. */
export function formatTable(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cellsOf)]
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  const isText = (column: number) => column === 0 || column === HEAD.length - 1
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          isText(column) ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function cellsOf({ name, seconds, figures, note, error }: Row): string[] {
  const numbers = figures
    ? [
        figures.calls,
        figures.lost,
        figures.duplicates,
        figures.doubleWinners,
        figures.ghostRings,
        figures.reconnects,
        figures.resets,
      ]
    : Array.from({ length: 7 }, () => '')
  return [name, seconds.toFixed(1), ...numbers.map(String), error === null ? note : 'FAILED']
}
