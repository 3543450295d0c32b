/** The versions of one table, one made from the other, of which the last changes are remembered. */
type Line = { /** The version before the first that is remembered. */ first: number; changes: (readonly string[])[] }

/** Which version of which line a table is. Tables that nobody has any more go, and what is known of them. */
const known = new WeakMap<object, { line: Line; version: number }>()

/** A reader that fell further behind looks at all rows. */
const remembered = 64

/** Says that a table was made from another by changing, adding or taking away the rows with these keys, and no others. */
export function noteChanged(before: object, after: object, keys: readonly string[]): void {
  const { line, version } = atTheEnd(before)
  line.changes.push(keys)
  if (line.changes.length > remembered) {
    line.changes.shift()
    line.first += 1
  }
  known.set(after, { line, version: version + 1 })
}

/** Where a table stands; one from which another was made already begins a line of its own. */
function atTheEnd(table: object): { line: Line; version: number } {
  const has = known.get(table)
  if (has && has.version === has.line.first + has.line.changes.length) return has
  const begun = { line: { first: 0, changes: [] }, version: 0 }
  known.set(table, begun)
  return begun
}

/** The keys of the rows that may differ between a table and a later one; undefined where nobody knows, so any may. */
export function changedRows<Key extends string>(
  before: Readonly<Record<Key, unknown>> | ReadonlyMap<Key, unknown>,
  after: Readonly<Record<Key, unknown>> | ReadonlyMap<Key, unknown>,
): ReadonlySet<Key> | undefined {
  if (before === after) return new Set()
  const [from, to] = [known.get(before), known.get(after)]
  if (!from || !to || from.line !== to.line || from.version < from.line.first || from.version > to.version) return
  const { first, changes } = to.line
  return new Set(changes.slice(from.version - first, to.version - first).flat() as Key[]) // the keys of both
}
