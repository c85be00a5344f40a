/** Reads a record; `null` stays what it is. */
export function parse<Value>(text: string | null): Value | null {
  return text === null ? null : (JSON.parse(text) as Value)
}

/** Reads the records of a table. */
export function parseAll<Value>(fields: ReadonlyMap<string, string>): Map<string, Value> {
  return new Map([...fields].map(([id, text]) => [id, JSON.parse(text) as Value]))
}
