import type { PageReading, Reading, ScheduleReading, View } from './commit-backend'
import {
  justAfter,
  Place,
  placeKey,
  placeRange,
  restOf,
  Single,
  singleKey,
  sortable,
  unpack,
} from './ordered-layout'
import type { OrderedMap, Snapshot } from './ordered-map'

/** Reads all parts of a reading from one snapshot. */
export async function readOrdered(map: OrderedMap, now: number, reading: Reading): Promise<View> {
  const { values = [], tables = [], sets = [], pages = [], schedules = [] } = reading
  const snapshot = map.snapshot()
  try {
    const [packed, fields, members, rows, times] = await Promise.all([
      snapshot.getMany(values.map((key) => singleKey(Single.VALUE, key))),
      Promise.all(tables.map(({ table, fields }) => readTable(snapshot, table, fields))),
      Promise.all(sets.map((set) => readSet(snapshot, set))),
      Promise.all(pages.map((page) => readPage(snapshot, page))),
      Promise.all(schedules.map((schedule) => readSchedule(snapshot, schedule))),
    ])
    return {
      now,
      values: packed.map((text) => unpack(text, now)),
      tables: fields,
      sets: members,
      pages: rows,
      schedules: times,
    }
  } finally {
    await snapshot.close()
  }
}

async function readTable(
  snapshot: Snapshot,
  table: string,
  fields: readonly string[] | 'all',
): Promise<Map<string, string>> {
  if (fields === 'all') {
    const found = await snapshot.list(...placeRange(Place.TABLE, table))
    return new Map(found.map(([key, text]) => [restOf(key, table), text]))
  }
  const texts = await snapshot.getMany(fields.map((field) => placeKey(Place.TABLE, table, field)))
  return new Map(
    fields.flatMap((field, index) => {
      const text = texts[index]
      return text === undefined ? [] : [[field, text] as const]
    }),
  )
}

async function readSet(
  snapshot: Snapshot,
  set: string,
  after = '',
  count = Infinity,
): Promise<string[]> {
  const [from, to] = placeRange(Place.SET, set, justAfter(after))
  return (await snapshot.list(from, to, count)).map(([key]) => restOf(key, set))
}

async function readPage(
  snapshot: Snapshot,
  { set, after, count, table, prefixLength }: PageReading,
): Promise<string[]> {
  const members = await readSet(snapshot, set, after, count)
  const fields = members.map((member) => member.slice(prefixLength))
  return [...(await readTable(snapshot, table, fields)).values()]
}

async function readSchedule(
  snapshot: Snapshot,
  { schedule, until, count }: ScheduleReading,
): Promise<Array<[string, number]>> {
  const [from] = placeRange(Place.SCHEDULE, schedule)
  const [to] = placeRange(Place.SCHEDULE, schedule, sortable(until + 1))
  return (await snapshot.list(from, to, count)).map(([key]) => {
    const rest = restOf(key, schedule)
    const end = rest.indexOf('\0')
    return [rest.slice(end + 1), Number(rest.slice(0, end))]
  })
}
