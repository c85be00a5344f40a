import { encode } from 'uqr'

/** A QR code as an svg draws it: one unit for each field. */
export interface QrDrawing {
  /** The dark fields. */
  path: string
  /** Width and height, the light edge included. */
  size: number
}

/** Light fields that a code needs around it for cameras to find it. */
const EDGE = 4

/** Draws a text as a QR code; throws when it is too long for one. */
export function drawQrCode(text: string): QrDrawing {
  const { data, size } = encode(text, { ecc: 'M', border: EDGE })
  return { path: data.flatMap((row, y) => runsOf(row).map(drawRun(y))).join(''), size }
}

interface Run {
  from: number
  length: number
}

/** Dark fields side by side, which are drawn as one: drawn alone, thin lines would show between them. */
function runsOf(row: readonly boolean[]): Run[] {
  const runs: Run[] = []
  for (const [x, isDark] of row.entries()) {
    const last = runs.at(-1)
    if (!isDark) continue
    if (last && last.from + last.length === x) last.length += 1
    else runs.push({ from: x, length: 1 })
  }
  return runs
}

function drawRun(y: number) {
  return ({ from, length }: Run) => `M${from} ${y}h${length}v1h-${length}z`
}
