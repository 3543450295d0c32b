import { assertNever } from '@/lib/assert-never'
import { withoutUndefined } from '@/lib/without-undefined'
import type { LiveMessage, LiveOp, LiveTables } from '@/lib/live/live-state'

/** Who reads: a signed-in person, or a wall display with its token. */
export type ViewName = 'console' | 'wall'

/** What one reader may see of what changed. */
export const projectOps = (view: ViewName, ops: readonly LiveOp[]): LiveOp[] =>
  view === 'console' ? [...ops] : ops.flatMap((op) => wallOp(op) ?? [])

/** Undefined for what no wall draws. */
function wallOp(op: LiveOp): LiveOp | undefined {
  if (op.table === 'hosts' || op.table === 'datastores') return undefined
  if (op.op === 'remove') return op
  switch (op.table) {
    case 'connections':
      return { ...op, value: wallConnection(op.value) }
    case 'vms':
      return { ...op, value: wallVm(op.value) }
    case 'runs':
      return { ...op, value: wallRun(op.value) }
    case 'questions':
    case 'tasks':
      return op
    default:
      return assertNever(op, 'table')
  }
}

export function projectTables(view: ViewName, tables: LiveTables): LiveTables {
  if (view === 'console') return tables
  return {
    ...tables,
    hosts: {},
    datastores: {},
    connections: mapValues(tables.connections, wallConnection),
    vms: mapValues(tables.vms, wallVm),
    runs: mapValues(tables.runs, wallRun),
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

/** Names and power states: what totals and labels need. */
function wallVm(vm: LiveTables['vms'][string]): LiveTables['vms'][string] {
  const { key, connection, moid, name, storedName, powerState, host } = vm
  const { connectionState, hostState, lastKnown, isTemplate } = vm
  return {
    key,
    connection,
    moid,
    name,
    storedName,
    powerState,
    connectionState,
    ...withoutUndefined({ hostState, lastKnown, isTemplate, host }),
    detailVersion: 0,
  }
}

/** What is changed in a configuration is nobody's to photograph. */
const wallRun = (run: LiveTables['runs'][string]): LiveTables['runs'][string] =>
  run.kind === 'vmxSave' ? { ...run, steps: [], request: { changes: '' } } : { ...run, steps: [] }

function mapValues<V>(record: Record<string, V>, change: (value: V) => V): Record<string, V> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}

const encoder = new TextEncoder()

/** One message as a server-sent event. State carries its place as the event id, which a browser sends back by itself. */
export function encodeMessage(message: LiveMessage): Uint8Array {
  const place =
    message.kind === 'snapshot' || message.kind === 'delta' ? `id: ${message.epoch}:${message.version}\n` : ''
  return encoder.encode(`${place}data: ${JSON.stringify(message)}\n\n`)
}
