import type { VmQuestion } from '../vsphere/question'
import type { DryRun } from '../runs/decide'
import type { QuestionFile } from '../runs/question-file'
import type { WhyWaiting } from '../runs/why-waiting'
import type { Actor } from '../runs/actor'
import type { RunView, WhyGone } from '../runs/run'
import type { ConnectionView } from '../vsphere/connection'
import type { ConnectionId, DatastoreKey, HostKey, Moid, QuestionKey, RunId, TaskKey, VmKey } from '../vsphere/ids'
import type { TaskView } from '../vsphere/task'
import type { PowerState, VmView } from '../vsphere/vm'
import { Rows } from './rows'

export type QuestionState =
  /** `dryRun`: what a rule, or the switch, would have done and did not. */
  | { at: 'waiting'; why: WhyWaiting; dryRun?: DryRun }
  /** An answer is on its way to the host. */
  | { at: 'sending'; choiceKey: string; by: Actor }
  /** An answer that was given here. Kept for 60 s as a record. */
  | {
      at: 'answered'
      by: Actor
      answeredAt: string
      choiceKey?: string
      isDefault: boolean
      afterMs: number
      /** Answers of one press have this in common. */
      together?: string
    }
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
  /** When it is overdue if nobody answers, by the limit of Settings. Absent: the usual time after it was raised. */
  overdueAt?: string
  task?: QuestionTask
  run?: RunId
  /** The file that it found where it wanted to write, as far as the host lets it be read. */
  file?: QuestionFile
  /** Who says that they deal with it, and since when. It lapses by itself. */
  taken?: QuestionTaken
  state: QuestionState
}

/** A person deals with a question; `at`: ISO 8601, the server's clock. */
export type QuestionTaken = { by: string; at: string }

/** How much there is at a connection, for who needs no more of it. Absent: nothing has been told. */
export type InventoryCounts = {
  vms: number
  hosts: number
  datastores: number
  /** Its VMs by `knownPower`. */
  powers: Record<PowerState, number>
}

/** Of a VM that a question, a task or a run of the board is about, what is said and decided there. */
export type SubjectView = Pick<VmView, 'key' | 'connection' | 'name' | 'host' | 'roles' | 'vmxPath'> &
  /** Whether there is a screen to be seen; walls are not told. */
  Partial<Pick<VmView, 'powerState' | 'connectionState' | 'lastKnown'>>

/** What a datastore is called, for texts and paths that name it. */
export type VolumeView = Pick<DatastoreView, 'key' | 'connection' | 'name' | 'storedName' | 'volume'>

/**
 * Everything that is live, as tables by id. Runs: unfinished ones and those that ended within the last 15 minutes.
 * `vms`, `hosts` and `datastores` may be long: a reader has those parts of them whose topics it asked for.
 */
export type LiveTables = {
  connections: Record<string, ConnectionView>
  /** By connection. */
  counts: Record<string, InventoryCounts>
  vms: Record<string, VmView>
  hosts: Record<string, HostView>
  datastores: Record<string, DatastoreView>
  questions: Record<string, QuestionView>
  /** Unfinished tasks, and those that ended within the last 15 minutes, whoever started them. */
  tasks: Record<string, TaskView>
  runs: Record<string, RunView>
  /** By VM: those that the three tables above are about, as far as they are known. */
  subjects: Record<string, SubjectView>
  /** By datastore. */
  volumes: Record<string, VolumeView>
  /** What everybody has to know of Andon itself. Empty: nothing. */
  notices: Record<string, NoticeView>
}

/** The record cannot be written: runs wait, and what people ask for is refused. `sentence`: place, cause and way out. */
export type NoticeView = { kind: 'record-paused'; since: string; sentence: string }

export type TableName = keyof LiveTables

/** Tables that can be long: each connection's part of one is a topic of its own. */
export type LongTable = 'vms' | 'hosts' | 'datastores'

/** The tables of the board's topic: what every screen needs, whatever the size of the estate. */
export type BoardTables = Omit<LiveTables, LongTable>

/** What has a version of its own in the stream, and is sent as a whole and by changes. */
export type Topic =
  | 'board'
  | `${LongTable}:${ConnectionId}`
  /** One VM, for a page that is about it alone. */
  | `vm:${VmKey}`

type PutOp = { [T in TableName]: { op: 'put'; table: T; id: string; value: LiveTables[T][string] } }[TableName]
type RemoveOp = { op: 'remove'; table: TableName; id: string }
export type LiveOp = PutOp | RemoveOp

/**
 * Of rows that the reader has: what is another now. `same` holds the fields that are alike in all of these rows, `rows` the
 * others by id, in the order of `fields`; null: there is no such field any more. No field of a row is null otherwise.
 */
export type PatchOp = {
  op: 'patch'
  table: LongTable
  same: Readonly<Record<string, unknown>>
  fields: readonly string[]
  rows: Readonly<Record<string, readonly unknown[]>>
}
export type ToldOp = LiveOp | PatchOp

/**
 * What the stream carries. Each topic has versions of its own; they grow, and are taken from one count, so that one
 * number says of every topic of a stream how far it was followed. `epoch` names one life of a server process: versions
 * of different epochs cannot be compared. A delta fits when it begins at or before the version that the reader has;
 * else there is a gap, and the reader asks for snapshots instead of guessing. `at` is the server's clock (ISO 8601), so
 * ages do not depend on the browser's.
 */
export type LiveMessage =
  | { kind: 'snapshot'; topic: Topic; epoch: string; version: number; at: string; tables: Partial<LiveTables> }
  | { kind: 'delta'; topic: Topic; epoch: string; from: number; version: number; at: string; ops: ToldOp[] }
  /**
   * Ends what a reader gets at first, and is sent every `heartbeatMs` when nothing else was. `places` are all topics of
   * the reader with their versions: it has them, and nothing else.
   */
  | { kind: 'heartbeat'; epoch: string; version: number; at: string; places: Places }
  /** The reader may not have this, or there is no such thing. Nothing is sent of it. */
  | { kind: 'refused'; wanted: string; sentence: string }
  /** The reader may see other connections from now on: what it has is void, and the next stream begins anew. This one closes. */
  | { kind: 'begin-again' }
  /** The session behind the stream has ended; the stream closes. */
  | { kind: 'signed-out' }

export type Places = Partial<Record<Topic, number>>

/** A live view turns stale after three of these without a message. */
export const heartbeatMs = 5_000
export const staleAfterMs = 3 * heartbeatMs

/** How long what has ended stays in the tables: runs, and tasks that were not started here. */
export const justFinishedMs = 15 * 60_000
/** How long an answered question stays as a record. */
export const answeredRecordMs = 60_000
/** How long it is remembered what was sent to a host, for a page that has not been brought up to date. */
export const sentRecordMs = 60 * 60_000

/** What a reader has: each topic as of a version, all of them together as tables. */
export type LiveState = {
  at: string
  topics: Partial<Record<Topic, { epoch: string; version: number }>>
  tables: HeldTables
}

/** The tables as a reader holds them: the one that can have tens of thousands of rows, of which some change all the time, in parts. */
export type HeldTables = Omit<LiveTables, 'vms'> & { vms: Rows<VmKey, VmView> }

/** Tables as they are told, held. */
export const heldTables = (tables: LiveTables): HeldTables => ({
  ...tables,
  vms: Rows.of(Object.entries(tables.vms) as [VmKey, VmView][]), // keyed by VmKey
})

export const emptyTables = (): LiveTables => ({
  connections: {},
  counts: {},
  vms: {},
  hosts: {},
  datastores: {},
  questions: {},
  tasks: {},
  runs: {},
  subjects: {},
  volumes: {},
  notices: {},
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
  /** How many VMs are known to be on it. Absent: not counted. */
  vmCount?: number
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
