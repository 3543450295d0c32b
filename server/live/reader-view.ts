import { createHash } from 'node:crypto'
import type { LiveMessage, LiveOp, LiveTables, QuestionView, SubjectView, TableName } from '@/lib/live/live-state'
import type { Only } from '@/lib/accounts/limited'
import { joinDatastorePath, splitDatastorePath } from '@/lib/names/datastore-path'
import { isRunWithin } from '@/lib/runs/run-within'
import { isCertificateOpen } from '@/lib/vsphere/connection'
import { splitKey, type ConnectionId } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { maskedOp } from './masked-view'

/** As which reader a topic is seen: a signed-in person, or a wall display with its token. */
export type ViewName = 'console' | 'wall'

/** How a topic is seen: as which reader, of which connections alone, and whether without names. */
export type View = { view: ViewName; only?: Only; isMasked?: boolean }

/** Views of one key see the same. */
export const viewKey = ({ view, only, isMasked = false }: View): string =>
  `${view}${isMasked ? ' masked' : ''}${only === undefined ? '' : ` ${only.toSorted().join(' ')}`}`

/**
 * Of another epoch for each set of connections, and without names: who sees something else than before begins with a
 * snapshot. What stands before the `_` is the life of the server, `lifeOf` in lib/live.
 */
export const epochOf = (epoch: string, { only, isMasked = false }: View): string =>
  only === undefined && !isMasked
    ? epoch
    : `${epoch}_${createHash('sha256')
        .update(`${isMasked ? 'masked ' : ''}${only?.toSorted().join(' ') ?? ''}`)
        .digest('hex')
        .slice(0, 12)}`

/** What one reader may see of what changed. */
export const projectOps = <Op extends LiveOp>(of: View, ops: readonly Op[]): readonly (Op | LiveOp)[] =>
  seesAll(of) ? ops : ops.flatMap((op) => seen(of, op) ?? [])

/** The same of all rows of a table. */
export function projectRows(of: View, table: TableName, rows: ReadonlyMap<string, unknown>): object {
  if (seesAll(of)) return Object.fromEntries(rows)
  const ops = [...rows].flatMap(([id, value]) => seen(of, { op: 'put', table, id, value } as LiveOp) ?? []) // rows of this table
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
  volumes: true,
  vms: false,
  hosts: false,
  datastores: false,
}

const seesAll = ({ view, only }: View) => view === 'console' && only === undefined

function seen({ view, only, isMasked }: View, op: LiveOp): LiveOp | undefined {
  if (only !== undefined && !isWithin(only, op)) return undefined
  if (view === 'console') return op
  const drawn = wallOp(op)
  return drawn && isMasked ? maskedOp(drawn) : drawn
}

/** Whether a row is of these connections. A run that has gone is known by its number alone, which says nothing of it. */
function isWithin(only: readonly ConnectionId[], op: LiveOp): boolean {
  switch (op.table) {
    case 'connections':
    case 'counts':
      return only.some((id) => id === op.id)
    // They are about the console itself.
    case 'notices':
      return true
    case 'runs':
      return op.op === 'remove' || isRunWithin(only, op.value)
    default: {
      const of = splitKey(op.id)?.connection
      return of !== undefined && only.includes(of)
    }
  }
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
    case 'questions':
      return { ...op, value: wallQuestion(op.value) }
    case 'notices':
      // Where the data are is nobody's to photograph.
      return { ...op, value: { ...op.value, sentence: '' } }
    default:
      return op
  }
}

/** A display's link may be photographed: no addresses, user names or raw texts beyond what the wall draws. */
function wallConnection(connection: LiveTables['connections'][string]): LiveTables['connections'][string] {
  const { id, name, kind, autoAnswer, product, otherServer, otherCertificate } = connection
  const { raw: _raw, ...state } = { raw: undefined, ...connection.state }
  return {
    id,
    name,
    kind,
    autoAnswer: { ...autoAnswer, changedBy: '' },
    state,
    ...(product && { product }),
    ...(otherServer && { otherServer: { fullName: '', apiType: otherServer.apiType } }),
    // That it changed, and whether somebody has said what becomes of it.
    ...(otherCertificate && { otherCertificate: noCertificate }),
    ...(otherCertificate && !isCertificateOpen(connection) && { pin: keptPin }),
    user: '',
    endpoint: { transport: 'https', host: '', port: 443, trust: { kind: 'system' } },
  }
}

const noCertificate = { sha256: 'another', subject: '', issuer: '', names: [] }
const keptPin = { kept: { by: '', at: '', other: noCertificate.sha256 } }

/** Where it is, and on which datastore: `[ssd-01]`. */
function wallSubject({ key, connection, name, host, vmxPath }: SubjectView): SubjectView {
  const split = splitDatastorePath(vmxPath ?? '')
  const datastore = split.ok ? joinDatastorePath(split.datastore) : undefined
  return { key, connection, name, ...withoutUndefined({ host, vmxPath: datastore }) }
}

/** Who started a task is nobody's to photograph; who deals with its question is what the room asks. */
function wallQuestion({ file: _file, task, ...question }: QuestionView): QuestionView {
  if (!task) return question
  const { startedBy: _startedBy, ...shown } = task
  return { ...question, task: shown }
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
