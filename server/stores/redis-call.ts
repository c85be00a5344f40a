import type { Commit, Reading, View } from './commit-backend'

/** Keys and arguments of one call of a script. */
export interface ScriptCall {
  keys: readonly string[]
  args: readonly string[]
}

/** Arguments of one command at most: a script can unpack no more than about 8,000. */
const ARGUMENTS_PER_COMMAND = 2_000

/** Collects the keys and commands of a call. */
function createCommandList(keyOf: (kind: string, name: string) => string, first: string[] = []) {
  const keys = [...first]
  const indexes = new Map<string, number>()
  const args: string[] = []
  let count = 0

  /** The number of a key among those of the call. */
  function key(kind: string, name: string): string {
    const full = keyOf(kind, name)
    let index = indexes.get(full)
    if (index === undefined) {
      index = keys.push(full)
      indexes.set(full, index)
    }
    return String(index)
  }

  function add(command: string, keyNumber: string, ...rest: string[]) {
    for (let start = 0; start === 0 || start < rest.length; start += ARGUMENTS_PER_COMMAND) {
      const part = rest.slice(start, start + ARGUMENTS_PER_COMMAND)
      args.push(command, keyNumber, String(part.length), ...part)
      count++
    }
  }

  /** Adds a command unless it has nothing to say. */
  function addSome(command: string, keyNumber: string, rest: string[]) {
    if (rest.length > 0) add(command, keyNumber, ...rest)
  }

  return { keys, args, key, add, addSome, count: () => count }
}

export type KeyOf = (kind: string, name: string) => string

/** A reading as a call of the script `READ`; `decode` makes a view of its answer. */
export function encodeReading(
  keyOf: KeyOf,
  now: string,
  { values = [], tables = [], sets = [], pages = [], schedules = [] }: Reading,
): ScriptCall & { decode: (answer: unknown[]) => View } {
  const list = createCommandList(keyOf)
  // its keys are arguments: the first is there for its place
  list.addSome(
    'MGET',
    '1',
    values.map((value) => list.key('value', value)),
  )
  for (const { table, fields } of tables) {
    const key = list.key('table', table)
    if (fields === 'all') list.add('HGETALL', key)
    else list.addSome('HMGET', key, [...fields])
  }
  for (const set of sets) list.add('ZRANGE', list.key('set', set), '0', '-1')
  for (const { set, after, count, table, prefixLength } of pages) {
    const hash = list.key('table', table)
    const from = after === '' ? '-' : `(${after}`
    list.add('PAGE', list.key('set', set), hash, String(prefixLength), from, String(count))
  }
  for (const { schedule, until, count } of schedules) {
    const key = list.key('schedule', schedule)
    list.add('ZRANGEBYSCORE', key, '-inf', String(until), 'WITHSCORES', 'LIMIT', '0', String(count))
  }

  function decode([now, ...answers]: unknown[]): View {
    const next = () => answers.shift()
    return {
      now: Number(now),
      values: takeChunks(values.length),
      tables: tables.map(({ fields }) => {
        if (fields === 'all') return new Map(pairs(next() as string[]))
        return fields.length === 0 ? new Map() : zip(fields, takeChunks(fields.length))
      }),
      sets: sets.map(() => next() as string[]),
      pages: pages.map(() => (next() as Array<string | null>).filter((text) => text !== null)),
      schedules: schedules.map(() =>
        pairs(next() as string[]).map(([member, at]) => [member, Number(at)]),
      ),
    }

    function takeChunks(length: number) {
      const texts: Array<string | null> = []
      while (texts.length < length) texts.push(...(next() as Array<string | null>))
      return texts
    }
  }

  return { keys: list.keys, args: [now, ...list.args], decode }
}

/** What all commits of a store have in common: the first keys and arguments of the script `COMMIT`. */
export interface CommitFrame {
  keys: string[]
  args: string[]
}

/** How old a decision may be when it is carried out, in milliseconds. */
const MOST_AGE_MS = 1_000

/** A commit as a call of the script `COMMIT`. */
export function encodeCommit(keyOf: KeyOf, frame: CommitFrame, commit: Commit): ScriptCall {
  const { expect = [], values = [], tables = [], sets = [], schedules = [], append = [] } = commit
  const list = createCommandList(keyOf, frame.keys)
  const expectations = expect.flatMap(([key, value]) => [
    list.key('value', key),
    value === null ? '0' : '1',
    value ?? '',
  ])
  for (const { key, value, ttlMs } of values) {
    if (value === null) list.add('DEL', list.key('value', key))
    else list.add('SET', list.key('value', key), value, 'PX', String(ttlMs))
  }
  for (const { table, fields, ttlMs } of tables) {
    const key = list.key('table', table)
    const put = [...fields].flatMap(([field, text]) => (text === null ? [] : [field, text]))
    list.addSome('HSET', key, put)
    list.addSome(
      'HDEL',
      key,
      namesWhere(fields, (text) => text === null),
    )
    list.add('PEXPIRE', key, String(ttlMs))
  }
  for (const { set, members, ttlMs } of sets) {
    const key = list.key('set', set)
    const put = namesWhere(members, (isIn) => isIn).flatMap((member) => ['0', member])
    list.addSome('ZADD', key, put)
    list.addSome(
      'ZREM',
      key,
      namesWhere(members, (isIn) => !isIn),
    )
    list.add('PEXPIRE', key, String(ttlMs))
  }
  for (const { schedule, members, ttlMs } of schedules) {
    const key = list.key('schedule', schedule)
    const put = [...members].flatMap(([member, at]) => (at === null ? [] : [String(at), member]))
    list.addSome('ZADD', key, put)
    list.addSome(
      'ZREM',
      key,
      namesWhere(members, (at) => at === null),
    )
    list.add('PEXPIRE', key, String(ttlMs))
  }
  const count = list.count()
  const entries = append.flatMap(({ log, text }) => [
    list.key('log', log),
    list.key('number', log),
    log,
    text,
  ])
  return {
    keys: list.keys,
    args: [
      ...frame.args,
      commit.decidedAt === undefined ? '' : String(commit.decidedAt),
      String(MOST_AGE_MS),
      commit.mark ?? '',
      String(expect.length),
      ...expectations,
      String(count),
      ...list.args,
      ...entries,
    ],
  }
}

function namesWhere<Value>(
  entries: ReadonlyMap<string, Value>,
  isWanted: (value: Value) => boolean,
): string[] {
  return [...entries].flatMap(([name, value]) => (isWanted(value) ? [name] : []))
}

function pairs(flat: readonly string[]): Array<[string, string]> {
  return flat.flatMap((name, index): Array<[string, string]> =>
    index % 2 === 0 ? [[name, flat[index + 1]!]] : [],
  )
}

function zip(names: readonly string[], texts: ReadonlyArray<string | null>): Map<string, string> {
  return new Map(
    names.flatMap((name, index): Array<[string, string]> => {
      const text = texts[index] ?? null
      return text === null ? [] : [[name, text]]
    }),
  )
}
