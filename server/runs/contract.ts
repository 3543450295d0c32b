import type { AnswersSoFar, NotTaken, SeenQuestion } from '@/lib/contract/run-input'
import type { Actor } from '@/lib/runs/actor'
import type { Policy, StartHow } from '@/lib/runs/decide'
import type { RunRequest } from '@/lib/runs/verb'
import type { Definition } from '@/lib/files/define-vm'
import type { FileRequest, FileStarted } from '@/lib/files/file-request'
import type { Uploaded } from '@/lib/files/transfer'
import type { VmxSave, VmxSaved } from '@/lib/files/vmx-file'
import type { HostRequest } from '@/lib/hardware/host-request'
import type { Result } from '@/lib/result'
import type { ConnectionId, DatastoreKey, HostKey, QuestionKey, RunId, TaskKey, VmKey } from '@/lib/vsphere/ids'
import type { Inventory } from '../inventory/contract'
import type { UploadRequest } from '../files/upload'
import type { Journal } from '../journal/journal'
import type { Replica } from '../journal/store'

/** Calls `run` once after `ms`, unless it was called off. Injected, so that tests turn the clock. */
export type After = (ms: number, run: () => void) => () => void

export type RunsOptions = {
  /** What this process has to do with others on its database; undefined: it is alone. */
  replica?: Pick<Replica, 'leases' | 'orders'>
  journal: Journal
  /** Milliseconds since the epoch. */
  now: () => number
  /** A clock that nobody can set, ms; the process's own unless a test turns it. */
  elapsed?: () => number
  /** `setTimeout` unless a test turns the clock. */
  after?: After
  /** Undefined: there is no such connection (any more). */
  inventoryOf: (connection: ConnectionId) => Inventory | undefined
  policyOf: (connection: ConnectionId) => Policy | undefined
  /** What people call the connection; its id when this says nothing. */
  connectionName?: (connection: ConnectionId) => string | undefined
  /** Told of what goes wrong on our side, such as a journal that cannot be written. */
  warn?: (text: string, error: unknown) => void
}

/** A person's answer: the key of a choice, what the person saw, and whether an answer that loses something was agreed to. */
export type Press = {
  choice: string
  seen: SeenQuestion
  confirmed?: true
  /** Answers of one press to many have this in common. */
  together?: string
}
export type QuestionPress = { question: QuestionKey; press: Press }

export type Person = Extract<Actor, { kind: 'person' }>

/** `ticket` is the browser's own name for it, by which it finds its run among the live ones. */
export type UploadWanted = UploadRequest & { ticket?: string }

/** A run that is held is still wanted, or is not. */
export type HeldDecision = 'confirmed' | 'given-up'

/** Takes orders. What becomes of them is in the journal, for everybody who wants to show it. */
export type Runs = {
  /**
   * Takes up the runs that the journal says are unfinished. Called once, when the connections' inventories exist; they
   * need not have contact.
   */
  resume(): Promise<void>
  /** An inventory was opened: every question that its VMs ask is recorded, whoever's task raised it. */
  watch(inventory: Inventory): void
  /** Journals the intent and lets the run begin. One run at a time per subject: a second one is an error that says so. */
  start(vm: VmKey, request: RunRequest, actor: Actor, how?: StartHow): Promise<Result<{ run: RunId }>>
  /** One result per VM, in the order given. */
  startMany(
    vms: readonly VmKey[],
    request: RunRequest,
    actor: Actor,
    how?: StartHow,
  ): Promise<{ vm: VmKey; result: Result<{ run: RunId }> }[]>
  /** What a person asked of the files of a datastore. Resolves when the host has taken or refused it. */
  startFile(datastore: DatastoreKey, request: FileRequest, actor: Actor): Promise<Result<FileStarted>>
  /** A VM from a VMX or a domain XML. Resolves when the host has taken or refused it, or it did not come to that. */
  defineVm(datastore: DatastoreKey, definition: Definition, actor: Actor): Promise<Result<FileStarted>>
  /** A change of a host itself. Resolves when the host has taken or refused it. */
  changeHost(host: HostKey, request: HostRequest, actor: Actor): Promise<Result<FileStarted>>
  /** The same for whether one VM starts with its host. */
  startWithHost(vm: VmKey, wanted: boolean, actor: Actor): Promise<Result<FileStarted>>
  /** A file from a browser; resolves when it is in its place, or is not. */
  upload(datastore: DatastoreKey, request: UploadWanted, actor: Actor): Promise<Result<Uploaded>>
  /** A VM's configuration file; resolves when it is saved, or is not. */
  saveVmx(vm: VmKey, save: VmxSave, actor: Actor): Promise<Result<VmxSaved>>
  /** Cancels what a run does: its task at the host, or the bytes that are on their way. */
  cancelRun(run: RunId, actor: Actor): Promise<Result<null>>
  /** A person says that a run which is held is still wanted, or is not. It is checked anew before anything is sent. */
  decideHeld(run: RunId, what: HeldDecision, actor: Actor): Promise<Result<null>>
  /** A person's answer to a pending question, whoever's task raised it. Resolves when the host has taken or refused it. */
  answer(question: QuestionKey, press: Press, actor: Actor): Promise<Result<null>>
  /** Takes in a person's answers to many questions. Under an id that is known already, those that are new to it. */
  answerMany(id: string, presses: readonly QuestionPress[], by: Person): Promise<Result<null>>
  /** What has become of them, from a place on; waits a moment for news. */
  readAnswers(id: string, from: number, by: Person): Promise<Result<AnswersSoFar>>
  /** Nothing more of them is sent. */
  stopAnswers(id: string, by: Person): Promise<Result<null>>
  /** A person deals with these questions, as everybody sees; those that they have not got come back. */
  take(questions: readonly QuestionKey[], by: Person): Promise<NotTaken[]>
  giveBack(questions: readonly QuestionKey[], by: Person): Promise<NotTaken[]>
  /** Asks the host to cancel a task, whoever started it. Resolves when the host has taken or refused the request. */
  cancelTask(task: TaskKey, actor: Actor): Promise<Result<null>>
  /** The connection has been opened anew (its endpoint or password was edited): its runs attach to their tasks again. */
  reattach(connection: ConnectionId): void
  /** Ends, as lost, the runs of a connection that is being removed, or to which something else has happened. */
  dropConnection(connection: ConnectionId, because?: string): Promise<void>
  /** Stops following; what is unfinished is taken up again by `resume` in the next life of the process. */
  close(): Promise<void>
}
