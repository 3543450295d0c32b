import type { LiveOp, LongTable, PatchOp, ToldOp } from './live-state'

type Row = Readonly<Record<string, unknown>>

/** What became of a row. `fields`: of one that was there before, those whose value is another now. */
export type RowChange = LiveOp & { fields?: ReadonlySet<string> }

/** The fields in which two rows of a table differ. */
export function changedFields(before: object, after: object): Set<string> {
  const [old, now] = [before as Row, after as Row] // rows are plain objects
  const fields = new Set<string>()
  for (const name of Object.keys(now)) if (!isSame(old[name], now[name])) fields.add(name)
  for (const name of Object.keys(old)) if (now[name] === undefined && old[name] !== undefined) fields.add(name)
  return fields
}

/** What is inside of a row is short: a name with its key, a few numbers. */
const isSame = (a: unknown, b: unknown): boolean =>
  a === b ||
  (typeof a === 'object' &&
    typeof b === 'object' &&
    a !== null &&
    b !== null &&
    JSON.stringify(a) === JSON.stringify(b))

/** As they are sent: rows of which the same fields changed go together, a value that all of them share once. */
export function toldOps(changes: readonly RowChange[]): ToldOp[] {
  const told: ToldOp[] = []
  const alike = new Map<string, { table: LongTable; fields: string[]; rows: [id: string, row: Row][] }>()
  for (const { fields, ...op } of changes) {
    if (op.op === 'remove' || fields === undefined || !isPatched(op.table)) {
      told.push(op)
      continue
    }
    const names = [...fields].sort()
    const key = [op.table, ...names].join(' ')
    const group = alike.get(key) ?? { table: op.table, fields: names, rows: [] }
    group.rows.push([op.id, { ...op.value }])
    alike.set(key, group)
  }
  for (const { table, fields, rows } of alike.values()) told.push(patchOf(table, fields, rows))
  return told
}

/** The tables that can be long: of a row of them little changes at a time. Whoever reads the others gets whole rows. */
export const isPatched = (table: string): table is LongTable =>
  table === 'vms' || table === 'hosts' || table === 'datastores'

function patchOf(table: LongTable, fields: readonly string[], rows: readonly [string, Row][]): PatchOp {
  const first = rows[0]?.[1] ?? {}
  const isShared = (name: string) => rows.every(([, row]) => isSame(row[name], first[name]))
  const shared = fields.filter(isShared)
  const own = fields.filter((name) => !shared.includes(name))
  return {
    op: 'patch',
    table,
    same: Object.fromEntries(shared.map((name) => [name, first[name] ?? null])),
    fields: own,
    rows: Object.fromEntries(rows.map(([id, row]) => [id, own.map((name) => row[name] ?? null)])),
  }
}

/** A row as it is after a patch; the given one is not changed. */
export function patched(row: object, { same, fields }: PatchOp, values: readonly unknown[]): object {
  const after: Record<string, unknown> = { ...row, ...same }
  for (const [at, name] of fields.entries()) after[name] = values[at]
  for (const name of [...Object.keys(same), ...fields]) if (after[name] === null) delete after[name]
  return after
}
