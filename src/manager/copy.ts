/** Copies plain data; `change` may put something else in a field's place, by the field's name. */
export function copy<Value>(
  value: Value,
  change: (name: string, part: unknown) => unknown = (_, part) => part,
): Value {
  if (Array.isArray(value)) return value.map((part: unknown) => copy(part, change)) as Value
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, part]: [string, unknown]) => [
    name,
    copy(change(name, part), change),
  ])
  return Object.fromEntries(entries) as Value
}
