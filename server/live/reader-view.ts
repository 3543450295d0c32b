import type { LiveMessage, LiveOp, LiveTables, SubjectView, TableName } from '@/lib/live/live-state'
import { withoutUndefined } from '@/lib/without-undefined'

/** As which reader a topic is seen: a signed-in person, or a wall display with its token. */
export type ViewName = 'console' | 'wall'

/** What one reader may see of what changed. */
export const projectOps = (view: ViewName, ops: readonly LiveOp[]): readonly LiveOp[] =>
  view === 'console' ? ops : ops.flatMap((op) => wallOp(op) ?? [])

/** The same of all rows of a table. */
export function projectRows(view: ViewName, table: TableName, rows: ReadonlyMap<string, unknown>): object {
  if (view === 'console') return Object.fromEntries(rows)
  const ops = [...rows].flatMap(([id, value]) => wallOp({ op: 'put', table, id, value } as LiveOp) ?? []) // rows of this table
  return Object.fromEntries(ops.flatMap((op) => (op.op === 'put' ? [[op.id, op.value]] : [])))
}

/** What a wall draws something of. Whoever adds a table says it here. */
const isDrawn: Record<TableName, boolean> = {
  connections: true,
  counts: true,
  questions: true,
  tasks: true,
  runs: true,
  subjects: true,
  notices: true,
  volumes: false,
  vms: false,
  hosts: false,
  datastores: false,
}

/** Undefined for what no wall draws. */
function wallOp(op: LiveOp): LiveOp | undefined {
  if (!isDrawn[op.table]) return undefined
  if (op.op === 'remove') return op
  switch (op.table) {
    case 'connections':
      return { ...op, value: wallConnection(op.value) }
    case 'runs':
      return { ...op, value: wallRun(op.value) }
    case 'subjects':
      return { ...op, value: wallSubject(op.value) }
    case 'notices':
      // Where the data are is nobody's to photograph.
      return { ...op, value: { ...op.value, sentence: '' } }
    default:
      return op
  }
}

/** A display's link may be photographed: no addresses, user names or raw texts beyond what the wall draws. */
function wallConnection(connection: LiveTables['connections'][string]): LiveTables['connections'][string] {
  const { id, name, kind, autoAnswer, product } = connection
  const { raw: _raw, ...state } = { raw: undefined, ...connection.state }
  return {
    id,
    name,
    kind,
    autoAnswer,
    state,
    ...(product && { product }),
    user: '',
    endpoint: { transport: 'https', host: '', port: 443, trust: { kind: 'system' } },
  }
}

/** Where it is. */
function wallSubject({ key, connection, name, host }: SubjectView): SubjectView {
  return { key, connection, name, ...withoutUndefined({ host }) }
}

/** What is changed in a configuration is nobody's to photograph. */
const wallRun = (run: LiveTables['runs'][string]): LiveTables['runs'][string] =>
  run.kind === 'vmxSave' ? { ...run, steps: [], request: { changes: '' } } : { ...run, steps: [] }

const encoder = new TextEncoder()

/**
 * One message as a server-sent event. `isPlace`: who has read it has all up to its version, which is then the event's id,
 * `epoch:version`: a browser sends it back as `Last-Event-ID`.
 */
export function encodeMessage(message: LiveMessage, isPlace = false): Uint8Array {
  const id = isPlace && 'version' in message ? `id: ${message.epoch}:${message.version}\n` : ''
  return encoder.encode(`${id}data: ${JSON.stringify(message)}\n\n`)
}
