import type { VmQuestion } from '../vsphere/question'
import type { QuestionFile } from '../runs/question-file'
import type { WhyWaiting } from '../runs/why-waiting'
import type { Actor } from '../runs/actor'
import type { RunView, WhyGone } from '../runs/run'
import type { ConnectionView } from '../vsphere/connection'
import type { ConnectionId, DatastoreKey, HostKey, Moid, QuestionKey, RunId, TaskKey, VmKey } from '../vsphere/ids'
import type { TaskView } from '../vsphere/task'
import type { VmView } from '../vsphere/vm'

export type QuestionState =
  | { at: 'waiting'; why: WhyWaiting }
  /** An answer is on its way to the host. */
  | { at: 'sending'; choiceKey: string; by: Actor }
  /** An answer that was given here. Kept for 60 s as a record. */
  | { at: 'answered'; by: Actor; answeredAt: string; choiceKey?: string; isDefault: boolean; afterMs: number }
  /** Went away without an answer that we know of. `sent`: what was sent from here without a reply. */
  | { at: 'gone'; goneAt: string; known: WhyGone; sent?: { by: Actor; choiceKey: string } }

/** The task that waits for the answer. */
export type QuestionTask = {
  key: TaskKey
  label: string
  method?: string
  progress?: number
  startedBy?: string
  /** Andon started it, for `startedBy`. */
  ours?: true
  cancelable: boolean
  /** How it ended, once that is known. `fault` is the host's sentence. */
  end?: { state: 'success' } | { state: 'error'; fault: string; cancelled?: true }
}

export type QuestionView = {
  key: QuestionKey
  connection: ConnectionId
  vm: VmKey
  vmName: string
  vmStoredName: string
  hostName?: string
  question: VmQuestion
  /** `msg.serial.file.open`, from messages[] or the leading id of the text. */
  messageId?: string
  /** The text without a leading message id. */
  text: string
  /** When Andon first saw it, or the host's VmMessageEvent if that is known. */
  raisedAt: string
  task?: QuestionTask
  run?: RunId
  /** The file that it found where it wanted to write, as far as the host lets it be read. */
  file?: QuestionFile
  state: QuestionState
}

/** Everything that is live, as tables by id. Runs: unfinished ones and those that ended within the last 15 minutes. */
export type LiveTables = {
  connections: Record<string, ConnectionView>
  vms: Record<string, VmView>
  hosts: Record<string, HostView>
  datastores: Record<string, DatastoreView>
  questions: Record<string, QuestionView>
  /** Unfinished tasks, and those that ended within the last 15 minutes, whoever started them. */
  tasks: Record<string, TaskView>
  runs: Record<string, RunView>
}

export type TableName = keyof LiveTables

type PutOp = { [T in TableName]: { op: 'put'; table: T; id: string; value: LiveTables[T][string] } }[TableName]
type RemoveOp = { op: 'remove'; table: TableName; id: string }
export type LiveOp = PutOp | RemoveOp

/**
 * What the stream carries. `epoch` names one life of the server process: versions of different epochs cannot be
 * compared. A delta fits exactly when `from` equals the version that the reader has; anything else is a gap, and the
 * reader asks for a snapshot instead of guessing. `at` is the server's clock (ISO 8601), so ages do not depend on the
 * browser's.
 */
export type LiveMessage =
  | { kind: 'snapshot'; epoch: string; version: number; at: string; tables: LiveTables }
  | { kind: 'delta'; epoch: string; from: number; version: number; at: string; ops: LiveOp[] }
  /** Sent every `heartbeatMs` when nothing else was. */
  | { kind: 'heartbeat'; epoch: string; version: number; at: string }
  /** The session behind the stream has ended; the stream closes. */
  | { kind: 'signed-out' }

/** A live view turns stale after three of these without a message. */
export const heartbeatMs = 5_000
export const staleAfterMs = 3 * heartbeatMs

/** How long what has ended stays in the tables: runs, and tasks that were not started here. */
export const justFinishedMs = 15 * 60_000
/** How long an answered question stays as a record. */
export const answeredRecordMs = 60_000
/** How long it is remembered what was sent to a host, for a page that has not been brought up to date. */
export const sentRecordMs = 60 * 60_000

export type LiveState = { epoch: string; version: number; at: string; tables: LiveTables }

export const emptyTables = (): LiveTables => ({
  connections: {},
  vms: {},
  hosts: {},
  datastores: {},
  questions: {},
  tasks: {},
  runs: {},
})

/** A HostSystem as lists need it. */
export type HostView = {
  key: HostKey
  connection: ConnectionId
  moid: Moid
  name: string
  /** `unknown`: not told. */
  connectionState: string
  /** Absent: the server does not say. */
  inMaintenanceMode?: boolean
  cpuModel?: string
  cpuPackages?: number
  cpuCores?: number
  cpuThreads?: number
  cpuMHz?: number
  cpuUsageMHz?: number
  memoryBytes?: number
  memoryUsageMiB?: number
  uptimeSeconds?: number
  /** When the usage was read or told last (ISO 8601, our clock). Servers do not notify it, so it may be a while ago. */
  figuresAt?: string
  version?: string
}

/** A Datastore as lists need it. */
export type DatastoreView = {
  key: DatastoreKey
  connection: ConnectionId
  moid: Moid
  name: string
  storedName: string
  type: string
  /** What the file systems of its hosts call it: `/vmfs/volumes/<volume>`. */
  volume?: string
  /** Absent: the server does not say. */
  accessible?: boolean
  /** Roles that the connection's account holds on it; absent: the server does not say. */
  roles?: number[]
  capacityBytes?: number
  freeBytes?: number
  /** What thin disks may still grow by. */
  uncommittedBytes?: number
  /** `normal`, `enteringMaintenance`, `inMaintenance`, or what a newer server says. */
  maintenance?: string
  /** Hosts that have it, and how many of them can reach it, where they say so. */
  mounts?: { hosts: number; reaching?: number }
}
