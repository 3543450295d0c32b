import type { CopyRequest } from '../files/vm-copy'
import type { FileRequest } from '../files/file-request'
import type { HostRequest } from '../hardware/host-request'
import type { HostEvent } from '../vsphere/host-event'
import type { ReadBack } from '../vsphere/host-history'
import type { ConnectionId, QuestionKey, RunId, TaskKey, VmKey } from '../vsphere/ids'
import type { QuestionChoice } from '../vsphere/question'
import type { FaultText, TaskView } from '../vsphere/task'
import type { Actor } from './actor'
import type { Origin } from '../rules/rule'
import type { Decided, Policy, StartHow } from './decide'
import type { HostSubject, PathSubject, Subject, VmSubject } from './subject'
import type { RunRequest } from './verb'

/** Why a run was not started at all. */
export type Refusal =
  | { why: 'question-pending'; question: StepQuestion }
  | { why: 'no-choices'; question: StepQuestion }
  | { why: 'no-default'; question: StepQuestion }
  | { why: 'task-unfinished'; task: TaskKey; taskName: string; progress?: number }
  /** `vmCan` said no when the host's own state was read. */
  | { why: 'not-possible'; because: string }

/**
 * How a run ended. `left-blocked` is not the end of the vSphere task: the run keeps following it. `lost` is called "Outcome
 * unknown" wherever it is read: the host itself cannot tell. (Before 0.3 a minute without contact was enough, and the run kept following.)
 */
export type RunOutcome =
  /** `made`: the VM that it brought into the inventory. `madeAt`: since when that was ready, as its host says; ISO 8601. */
  | { kind: 'succeeded'; made?: VmKey; madeAt?: string }
  | { kind: 'failed'; fault: FaultText }
  /** `probable`: their request left, its reply is missing, and the host cancelled the task. */
  | { kind: 'cancelled'; by: Actor; probable?: true }
  | { kind: 'left-blocked'; because: LeftBlocked }
  | { kind: 'refused'; refusal: Refusal }
  /** An earlier task was answered instead; the wanted task was not started. */
  | { kind: 'answered-earlier'; task?: TaskKey }
  | { kind: 'lost'; reason: string }

export type LeftBlocked = 'not-cancelable' | 'cancel-refused' | 'cancel-without-effect' | 'cancel-unanswered'

/** A question as a step records it: enough to read it years later. */
export type StepQuestion = {
  key: QuestionKey
  text: string
  messageId?: string
  choices: QuestionChoice[]
  defaultIndex?: number
}

/** Why auto-answer left a question to a person although it is on. */
export type NotAnswered = 'no-default' | 'no-choices' | 'came-back-three-times' | 'too-many-answers' | 'answer-failed'

/**
 * What is known of why a question is no longer asked, when it is not the answer that this console gave. Hosts do not say
 * who answered. `own-answer-probable`: an answer went out from here, its reply is missing, and the question has gone.
 * `another-answer`: the host says that another answer came first. `task-cancelled`: it went with its task. `changed`:
 * the host asks something else under the same id. `not-watched`: it went while nobody looked from here.
 * `connection-removed`: it may still be asked, and nobody looks from here any more.
 */
export type WhyGone =
  | 'own-answer-probable'
  | 'another-answer'
  | 'task-cancelled'
  | 'changed'
  | 'vm-gone'
  | 'not-watched'
  | 'connection-removed'
  | 'unknown'

/** What kept a run from sending anything for so long that a person has to be asked again. */
export type HeldBecause = 'andon-stopped' | 'no-contact' | 'not-recorded'

export type StepEvent =
  /** What was asked for stands in the run itself. */
  | { kind: 'requested' }
  /**
   * It has sent nothing so far and is not young any more: it waits until a person says that it is still wanted. `since`:
   * when it was asked for. `ageUnknown`: Andon's clock was set back meanwhile. `method`: where it is known, what it would have sent.
   */
  | { kind: 'held'; because: HeldBecause; since: string; method?: string; ageUnknown?: true }
  /** A person says that a run which was held is still wanted: it is checked anew. */
  | { kind: 'confirmed' }
  | { kind: 'checked'; found: 'nothing' }
  | { kind: 'checked'; found: 'question'; question: StepQuestion; decided?: Decided }
  | { kind: 'checked'; found: 'task'; task: TaskKey; taskName: string; progress?: number }
  | { kind: 'start-sent'; method: string }
  /** Nobody knows yet whether the host took the start: its reply is missing, or was never recorded. */
  | { kind: 'start-unanswered'; method: string; reason: string }
  /** `found`: the reply was missing, and the task was found among the host's recent ones. */
  | { kind: 'started'; method: string; task?: TaskKey; found?: true }
  | { kind: 'progress'; percent: number }
  /** A file is about to be written under a temporary name beside its place; a stored path. `checksum`: of what was known whole, SHA-256. `makesFolder`: that folder is made for it first. */
  | { kind: 'writing'; temporary: string; bytes: number; checksum?: string; makesFolder?: string }
  /** It is whole, and about to be moved to its own name. */
  | { kind: 'placing'; method: string }
  /** The temporary file was removed, or `left` says why it may still be there. */
  | { kind: 'cleared'; temporary: string; left?: string }
  | { kind: 'question-raised'; question: StepQuestion; percent?: number; decided?: Decided }
  /** `together`: answers that one press gave have this in common. */
  | { kind: 'answer-sent'; question: QuestionKey; choice: QuestionChoice; isDefault: boolean; together?: string }
  | {
      kind: 'answered'
      question: QuestionKey
      choice: QuestionChoice
      isDefault: boolean
      afterMs: number
      together?: string
    }
  /** A person says that they deal with it. The first who says so has it. `together`: what one press took. */
  | { kind: 'question-taken'; question: QuestionKey; together: string }
  /** Nobody deals with it any more. `silence`: who had it has done nothing about it for too long. */
  | { kind: 'question-let-go'; question: QuestionKey; because: 'given-back' | 'silence' }
  /** The host refused the answer: the question may still wait. `reason` is for people. */
  | { kind: 'answer-not-taken'; question: QuestionKey; reason?: string }
  /**
   * The answer was sent, and nobody knows whether the host took it. `asked`: what it answered, where the process that
   * sent it is gone: the next one may not know since when that is asked, and a host uses an id again.
   */
  | { kind: 'answer-unconfirmed'; question: QuestionKey; reason: string; asked?: StepQuestion }
  /** It is no longer asked. */
  | { kind: 'question-gone'; question: QuestionKey; known: WhyGone }
  /** Version 0.1 wrote this whenever a question went away. It never meant that anybody was known to have answered. */
  | { kind: 'answered-elsewhere'; question: QuestionKey }
  /** A question that no run of ours has to deal with. `raisedAt`: as far as known, and never before it was first seen here. */
  | {
      kind: 'question-noted'
      question: StepQuestion
      origin: Origin
      raisedAt: string
      hostName?: string
      /** Where a rule decided, or would have. */
      decided?: Decided
    }
  /**
   * A task that no run began, as it ended; one that has not ended in it is one that the server has forgotten. `readBack`:
   * nobody looked when it went on, and the host's own history had it afterwards.
   */
  | { kind: 'task-noted'; task: TaskView; readBack?: true }
  /** What a host says has happened around its VMs. `readBack`: as of a task. */
  | { kind: 'event-noted'; event: HostEvent; readBack?: true }
  /** Nobody looked at the connection from here: what came and went meanwhile is known only as far as the host kept it. */
  | { kind: 'not-watched'; from: string; to: string; because: 'no-contact' | 'andon-stopped' }
  /** What the host's own history had of a time in which nobody looked from here. */
  | { kind: 'read-back'; from: string; to: string; tasks: ReadBack; events: ReadBack }
  /** Of so many events it was not written down what they were: there were too many. */
  | { kind: 'events-left-out'; from: string; to: string; count: number }
  | { kind: 'not-answered'; question: QuestionKey; because: NotAnswered; raw?: string }
  /** `question-left`: auto-answer is on and could not answer, so the task is treated as if it were off. `rule`: one says so. */
  | { kind: 'cancel-sent'; because: 'auto-answer-off' | 'question-left' | 'rule' | 'person' }
  | { kind: 'cancel-taken' }
  | { kind: 'cancel-refused'; reason: string }
  | { kind: 'cancel-too-late' }
  | { kind: 'not-cancelable'; method: string }
  | { kind: 'cancel-unanswered' }
  | { kind: 'left-blocked'; because: LeftBlocked }
  | { kind: 'contact-lost'; reason: string }
  | { kind: 'contact-back' }
  /**
   * The journal was brought back from a backup whose last entry is of `until`: what the run did after that was done, and
   * is not in this record.
   */
  | { kind: 'restored'; until: string }
  /**
   * What became of the vSphere task after a run had ended as left-blocked, answered-earlier or lost. `unknown`: the host
   * no longer has the task, or nobody can ask it any more.
   */
  | { kind: 'task-ended'; state: 'success' | 'error' | 'unknown'; fault?: FaultText }
  /** `following: false` when there is no task left to follow although the outcome alone would allow it. */
  | { kind: 'ended'; outcome: RunOutcome; following?: false }

export type RunStep = { at: string; actor: Actor; event: StepEvent }

/** The error a run shows: the question itself, never overwritten by what became of the cancel. */
export type RunError =
  | { kind: 'question'; question: StepQuestion }
  | { kind: 'fault'; fault: FaultText }
  | { kind: 'text'; text: string }

export type RunState =
  | { at: 'checking' }
  /** It asks a person first, see the step; nothing was sent. */
  | { at: 'held' }
  | { at: 'starting' }
  | { at: 'running'; percent?: number }
  | { at: 'waiting'; question: QuestionKey; percent?: number }
  | { at: 'cancelling'; percent?: number }
  /** `following`: the run has its outcome and its vSphere task goes on. */
  | { at: 'ended'; outcome: RunOutcome; endedAt: string; following: boolean; percent?: number }

/** What a run is asked to do, and to what; fixed at the start. Each kind has its own way to be carried out. */
export type Asked =
  /** A task of one VM, or an operation of its guest. It may meet questions. */
  | {
      kind: 'vm'
      subjects: readonly [VmSubject]
      request: RunRequest
      /** Of the rules only those that may be about this VM. */
      policy: Policy
      /** Absent: as the switch says. */
      start?: StartHow
    }
  /** Files and disks of a datastore. The second path is where they go. */
  | { kind: 'file'; subjects: readonly [PathSubject, ...PathSubject[]]; request: FileRequest }
  /** A file from a browser. `ticket` is the browser's own name for it, so that it knows its run. */
  | {
      kind: 'upload'
      subjects: readonly [PathSubject]
      request: { bytes: number; overwrite: boolean; ticket?: string }
    }
  /** The configuration of a host, which asks nothing. */
  | { kind: 'host'; subjects: readonly [HostSubject]; request: HostRequest }
  /** A copy of a VM by its disks: the folder is what it makes. */
  | { kind: 'vmCopy'; subjects: readonly [VmSubject, PathSubject]; request: CopyRequest }
  /** A VM's configuration file. `changes` says in words what becomes different; secrets are not in it. */
  | { kind: 'vmxSave'; subjects: readonly [VmSubject, PathSubject]; request: { changes: string } }

export type RunKind = Asked['kind']

type RunProgress = {
  id: RunId
  /** Counts up from 1 in this console; what people call it: "Run 4176". */
  number: number
  connection: ConnectionId
  actor: Actor
  startedAt: string
  /** How far the host's clock was ahead of Andon's then, in ms, where that was known. */
  hostAheadMs?: number
  state: RunState
  task?: TaskKey
  error?: RunError
  /** All steps so far, oldest first. */
  steps: RunStep[]
}

export type RunView = RunProgress & Asked
/** One that is read by its id: with what its connection is called, if there still is such a connection. */
export type ReadRun = RunView & { connectionName?: string }
export type RunOf<Kind extends RunKind> = RunProgress & Extract<Asked, { kind: Kind }>

/** The path that a run works on, where it is one; the first of several. */
export const pathOf = ({ subjects }: { subjects: readonly Subject[] }): PathSubject | undefined =>
  subjects.find((subject) => subject.kind === 'datastorePath')

/** The VM that a run works on, where it is one. */
export const vmOf = ({ subjects }: { subjects: readonly Subject[] }): VmSubject | undefined =>
  subjects.find((subject) => subject.kind === 'vm')

/** The last percentage that the task reported, 0..100. */
export function percentOf(run: RunView): number | undefined {
  const { state } = run
  if (state.at === 'checking' || state.at === 'held' || state.at === 'starting') return undefined
  if (state.percent !== undefined) return state.percent
  const last = run.steps.findLast(({ event }) => event.kind === 'progress' || event.kind === 'question-raised')
  if (last?.event.kind === 'progress') return last.event.percent
  return last?.event.kind === 'question-raised' ? last.event.percent : undefined
}
