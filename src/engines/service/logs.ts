import type { EventFrame, LogFrame, LogPositions } from './wire'

/** How far this device has followed each log. */
export interface Logs {
  readonly positions: LogPositions
  /** Takes notice of where a log goes on; tells whether something of it was missed for good. */
  note(log: string, part: Pick<LogFrame, 'state' | 'seq'>): boolean
  /** What an event is to this device: the next one, one behind a gap, or `null`: it has had that. */
  place(frame: Pick<EventFrame, 'log' | 'seq'>): 'next' | 'gap' | null
}

/** Creates {@link Logs}. */
export function createLogs(): Logs {
  const positions = new Map<string, number>()

  return {
    get positions() {
      return Object.fromEntries(positions)
    },
    note(log, { state, seq }) {
      const isReset = state === 'reset'
      if (!isReset && state !== 'live') positions.delete(log)
      // what comes next of a log that is known is what follows this device's own number
      else if (isReset || !positions.has(log)) positions.set(log, seq)
      return isReset
    },
    place({ log, seq }) {
      const last = positions.get(log)
      if (last === undefined || seq <= last) return null
      if (seq > last + 1) return 'gap'
      positions.set(log, seq)
      return 'next'
    },
  }
}

const ROOM = 'room:'

/** The name of a room's log. */
export function logOfRoom(roomId: string): string {
  return ROOM + roomId
}

/** The room of a log, `null` for a person's log. */
export function roomOfLog(log: string): string | null {
  return log.startsWith(ROOM) ? log.slice(ROOM.length) : null
}
