import type { HostView, DatastoreView } from '../../lib/live/live-state'
import type { RunRequest } from '../../lib/runs/verb'
import type {
  ConnectionKind,
  ConnectionState,
  ConnectionView,
  Endpoint,
  ServerIdentity,
} from '../../lib/vsphere/connection'
import type { Certificate } from '../../lib/vsphere/certificate'
import type { ConnectionId, DatastoreKey, HostKey, Moid, MoRef, TaskKey, VmKey } from '../../lib/vsphere/ids'
import type { VmQuestion } from '../../lib/vsphere/question'
import type { DiskHolder, TaskView } from '../../lib/vsphere/task'
import type { VmDetail, VmView } from '../../lib/vsphere/vm'
import type { MayChange } from '../vsphere/leave-guard'
import type { OpenTap } from '../vsphere/wire-tap'
import type { EndpointAccess } from './access'
import type { HostHistory } from './host-history'
import type { SignInPort } from './sign-in-port'

/** What changed at one endpoint; the middle rooms turn this into live deltas. */
export type InventoryChange =
  | { kind: 'vm'; key: VmKey; vm: VmView | undefined }
  | { kind: 'host'; key: HostKey; host: HostView | undefined }
  | { kind: 'datastore'; key: DatastoreKey; datastore: DatastoreView | undefined }
  /** Undefined: the host no longer knows the task, or does not let this account know of it; `withheld` says why. */
  | { kind: 'task'; key: TaskKey; task: TaskView | undefined; withheld?: string }
  /** `raisedAt` comes from the host's VmMessageEvent when that is known, else it is when we saw it. */
  | { kind: 'question'; vm: VmKey; question: VmQuestion | undefined; raisedAt: string }
  | { kind: 'connection'; state: ConnectionState; product?: ConnectionView['product']; endpointKind: ConnectionKind }

/** Read from the host itself, not from what the stream told us: the check before a run. */
export type VmBeforeRun = {
  view: VmView
  question?: VmQuestion
  unfinishedTasks: TaskView[]
  /** What the server is; absent: not known. */
  server?: ConnectionKind
  /** Privileges that the account is known not to have on it; absent: not known. */
  missing?: readonly string[]
  /** Whatever the stream tells of its question from now on was raised after this was read (only-new-questions.ts). */
  tellsOnlyNew?: true
}

/** `entity`: what it works on, where the host says it; of files that is a datastore, a datacenter or nothing. */
export type RecentTask = TaskView & { entity?: MoRef }

/** What a host has of a VM's tasks, or of all, that go on or ended lately. */
export type RecentTasks = {
  tasks: RecentTask[]
  /** How many of them it would not show. */
  unread: number
  /** The host's clock at that moment, as it writes it. */
  hostNow: string
  /** As whom we are signed in: as the host writes it, or, where it does not say, as we signed in. */
  user: string
  userIsSaid: boolean
}

export type StartedTask = { kind: 'task'; task: MoRef<'Task'> } | { kind: 'no-task' }

/**
 * What is known about one endpoint, and the calls to it. One session and one property stream, however many viewers.
 * Calls reject with `VimFault` or `WireError` (see ../vsphere/errors.ts).
 */
export type Inventory = {
  readonly id: ConnectionId
  readonly state: ConnectionState
  readonly endpointKind: ConnectionKind
  readonly product: ConnectionView['product'] | undefined
  /** The version of TLS that is spoken, where it is one that can be broken. */
  readonly oldTls: ConnectionView['oldTls'] | undefined
  /** What the account may do; undefined while the server has not said. Changes of it come with `connection`. */
  readonly rights: ConnectionView['rights'] | undefined
  /** How far the server's clock is ahead of ours, in ms. Times in views are in ours. Undefined: not known. */
  readonly clockOffsetMs: number | undefined
  /** The server that answers in place of the one that was known. It is told nothing, and nothing is taken from it. */
  readonly otherServer: ServerIdentity | undefined
  /** Of the session. */
  readonly certificate: Certificate | undefined
  /** What the server shows in place of the pinned certificate. It is told nothing, and nothing is taken from it. */
  readonly otherCertificate: Certificate | undefined
  readonly vms: ReadonlyMap<VmKey, VmView>
  readonly hosts: ReadonlyMap<HostKey, HostView>
  readonly datastores: ReadonlyMap<DatastoreKey, DatastoreView>
  readonly tasks: ReadonlyMap<TaskKey, TaskView>
  readonly questions: ReadonlyMap<VmKey, { question: VmQuestion; raisedAt: string }>
  /**
   * Changes arrive in batches as one update set brings them, when all that is known has been brought up to date with
   * them: hosts, datastores, VMs, then tasks that go on, questions, and tasks that have ended or are gone.
   * Returns how to stop listening.
   */
  onChanges(listener: (changes: readonly InventoryChange[]) => void): () => void
  /** Connects, and keeps connecting with growing pauses until closed. Never rejects. */
  start(): void
  retryNow(): void
  close(): Promise<void>

  readBeforeRun(vm: Moid): Promise<VmBeforeRun>
  startTask(vm: Moid, request: RunRequest): Promise<StartedTask>
  /** For a start whose reply is missing. Without a VM: what the task manager lists. */
  readRecentTasks(vm?: Moid): Promise<RecentTasks>
  /**
   * Follows a task until it has ended, though perhaps nobody lists it, also over reconnects. What is known of it already
   * stays in `tasks`; what becomes of it comes as changes: one that the host does not know is told as gone.
   */
  followTask(task: Moid): void
  readQuestion(vm: Moid): Promise<VmQuestion | undefined>
  /** An answer is being recorded: what Andon asks of the host on its own waits until it has left. @returns to be told when it has. */
  expectAnswer(): () => void
  answerVm(vm: Moid, questionId: string, choiceKey: string): Promise<void>
  cancelTask(task: Moid): Promise<void>
  readVmDetail(vm: Moid): Promise<VmDetail>
  /** Which other VMs have a disk that could not be locked, those that are on first. `file`: as the fault has it. */
  readDiskHolders(vm: Moid, file?: string): Promise<DiskHolder[]>
  /** What of it is on screens now: figures of that are read more often for a while. */
  noteLook(seen: OnScreens): void
  /** The server's own list of what has happened. Throws WireError without contact. */
  history(): HostHistory
  /** For the rooms of files and hardware. Throws WireError without contact. */
  access(): EndpointAccess
}

/** What of a connection is on screens. `allVms`: any VM may be; `hosts`: all of them are. */
export type OnScreens = { allVms: boolean; vms: readonly Moid[]; hosts: boolean }

export type OpenInventory = (options: {
  id: ConnectionId
  endpoint: Endpoint
  user: string
  password: string
  /** The server that was there before, and who is told of the one that is to be known from now on. */
  server?: { known: ServerIdentity | undefined; remember: (seen: ServerIdentity) => void }
  /** Absent: what fails is not counted, and not tried again. */
  signIns?: SignInPort
  /** A person waits for the first sign-in: they have entered or agreed to something. */
  isWanted?: boolean
  /** Milliseconds since the epoch; injected so that tests decide. */
  now?: () => number
  /** Sees what goes over the wire, session by session. */
  openTap?: OpenTap
  /** Whether what changes something at the host may still leave; asked at the moment in which it does. */
  mayChange?: MayChange
}) => Inventory
