import type { Redis } from 'ioredis'
import type { RawEntry } from './commit-backend'

/** Where a follower of the bus is. */
export interface BusPosition {
  /** Which life of the engine it was read in. */
  run: string
  /** Number of the newest entry. */
  last: number
}

export interface BusListener {
  onEntries(entries: readonly RawEntry[]): void
  /** Entries may have been missed. */
  onGap(): void
}

/** Longest wait for an entry: so often a line that went silently is noticed. */
const BLOCK_MS = 2_000
const ENTRIES_PER_READ = 500
const RETRY_MS = 100

/**
 * Follows the bus on a connection of its own, from its end on; resolves when it does, to how to stop. The connection
 * is the caller's to close.
 *
 * @param findPosition - asks, on that connection, where the bus is now
 */
export async function followBus(
  connection: Redis,
  stream: string,
  findPosition: () => Promise<BusPosition>,
  listener: BusListener,
): Promise<() => void> {
  let position = await findPosition()
  let isStopped = false
  let isNewLine = false
  const noteNewLine = () => (isNewLine = true)
  connection.on('ready', noteNewLine)

  async function follow() {
    while (!isStopped) {
      try {
        if (isNewLine) await resume()
        await readOn()
      } catch {
        // the line is down, or the engine is busy with its start
        if (!isStopped) await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    }
  }

  /** On a new line: goes on where it was, unless the engine has been away and may have lost something. */
  async function resume() {
    isNewLine = false
    try {
      const now = await findPosition()
      if (now.run === position.run) return
      position = now
    } catch (error) {
      isNewLine = true
      throw error
    }
    listener.onGap()
  }

  async function readOn() {
    const from = `${position.last}-0`
    const reply = await connection.xread(
      ...(['COUNT', ENTRIES_PER_READ, 'BLOCK', BLOCK_MS, 'STREAMS', stream, from] as const),
    )
    const found = reply?.[0]?.[1]
    // on a line that is new by now the place to read from is found first; the same comes again
    if (isStopped || isNewLine || !found?.length) return
    const first = numberOf(found[0]![0])
    // the bus was cut behind the place where this reader was
    if (first !== position.last + 1) listener.onGap()
    position = { ...position, last: numberOf(found.at(-1)![0]) }
    listener.onEntries(found.flatMap(([, fields]) => entriesOf(fields)))
  }

  void follow()
  return () => {
    isStopped = true
    connection.off('ready', noteNewLine)
  }
}

function numberOf(id: string): number {
  return Number(id.slice(0, id.indexOf('-')))
}

/** One entry of the bus is what one commit appended. */
function entriesOf([, mark = '', ...fields]: string[]): RawEntry[] {
  const entries: RawEntry[] = []
  for (let at = 0; at + 5 < fields.length; at += 6) {
    entries.push({ log: fields[at + 1]!, seq: Number(fields[at + 3]), text: fields[at + 5]!, mark })
  }
  return entries
}
