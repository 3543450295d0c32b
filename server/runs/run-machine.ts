import type { Origin } from '@/lib/rules/rule'
import type { Actor } from '@/lib/runs/actor'
import { decide, type Decided, type Decision, type Policy, type StartChoice } from '@/lib/runs/decide'
import { givenTo } from '@/lib/runs/fold-run'
import { askedAt, type OrderAge } from '@/lib/runs/order-age'
import type { RunOf, StepEvent, StepQuestion, WhyGone } from '@/lib/runs/run'
import { verbMethod, type RunRequest } from '@/lib/runs/verb'
import { describeQuestion } from '@/lib/vsphere/question-dictionary'
import { questionKey, splitKey, type QuestionKey, type TaskKey, type VmKey } from '@/lib/vsphere/ids'
import type { QuestionChoice, VmQuestion } from '@/lib/vsphere/question'
import type { Likeness } from '@/lib/vsphere/same-question'
import type { TaskView } from '@/lib/vsphere/task'
import type { PowerState } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import type { VmBeforeRun } from '../inventory/contract'
import type { Found } from './find-start'
import type { CallError } from './host-call'
import type { TaskReport } from './task-reports'

/**
 * What a run has to know to decide its next step, and nothing else. `held`: it asks a person first. `ending`: the task is over, and it is being read
 * whether its question went with it. `following`: the run has its outcome, its task goes on. `over`: nothing to do.
 */
export type RunSoFar = {
  readonly vm: VmKey
  readonly request: RunRequest
  readonly method: string
  readonly policy: Policy
  readonly start: StartChoice
  /** Who asked for the run. */
  readonly actor: Actor
  readonly vmName: string
  phase: 'checking' | 'held' | 'answering-earlier' | 'starting' | 'running' | 'ending' | 'following' | 'over'
  /** When it was asked for, or confirmed by a person. */
  askedAt: string
  /** Nobody waits for the check at this moment, so that it waits for contact. */
  patient?: true
  /** How often the check was made again because somebody else had answered. */
  rechecks: number
  /** The task that is followed; `own` when this run started it. */
  task?: TaskKey
  own: boolean
  /** Undefined until the task was reported once. */
  cancelable?: boolean
  percent?: number
  recordedPercent?: number
  pending?: Pending
  /** Reports that came while a reply of the host was awaited which says what they mean. */
  held: readonly TaskReport[]
  ending?: { task: TaskView; outcomeGiven: boolean }
  /** What auto-answer has answered so far. A host gives a question that comes back a new id each time, or the same. */
  answersGiven: readonly Likeness[]
  /**
   * Where the reply to the start is missing: how long after its sending it was looked for at least, ms, and how often the
   * host would not say.
   */
  search?: { waitedMs: number; unsaid: number }
  /** Whether the guest was asked to shut down is not known. */
  guestUnsure?: true
  /** The guest has had its time, and there was no contact to see what it did. */
  guestLate?: true
  /**
   * A request to cancel, ours or a person's. `blocks`: when it comes to nothing, the run is left blocked. `unanswered`: nobody
   * knows whether the host took it, and nobody waits for that any more.
   */
  cancel?: { by: Actor; state: 'sent' | 'taken' | 'unanswered'; blocks: boolean }
  contact: boolean
  lostReason: string
}

/** The question that the VM asks, and what this run is doing about it. */
export type Pending = {
  question: VmQuestion
  key: QuestionKey
  raisedAt: string
  /**
   * `answering`: an answer is on its way, ours or a person's. `unconfirmed`: one was sent and nobody knows what became of
   * it. `answered`: the host took one; the question will go. `left`: it waits for a person.
   */
  doing: 'undecided' | 'answering' | 'unconfirmed' | 'answered' | 'left'
  attempts: number
  /** Auto-answer could not answer, and that is recorded. */
  gaveUp?: true
  /** An answer was sent whose reply is missing: if the question goes, it was probably that. */
  maybeTaken?: true
  /** What the host said when it would not take the last one. */
  lastRaw?: string
}

/** What became of an answer that was sent. */
export type AnswerEnd =
  | { end: 'answered' }
  /** Somebody else answered from here, and that is recorded. */
  | { end: 'already' }
  /** The host did not take it, since the question is no longer asked; `now` is what the VM asks at present. */
  | { end: 'gone'; known: WhyGone; now: VmQuestion | undefined }
  /** It was not sent: the host asks something else under this id. */
  | { end: 'changed'; now: VmQuestion }
  /** Somebody else is answering it at this moment. */
  | { end: 'busy' }
  | { end: 'failed'; raw: string }
  /** The host would not take it at this moment; it may a moment later. */
  | { end: 'passing'; raw: string }
  | { end: 'unknown'; reason: string }

export type CancelEnd =
  | { end: 'taken' }
  | { end: 'refused'; reason: string }
  /** The task had ended before. */
  | { end: 'too-late' }
  | { end: 'unanswered' }

export type TimerName = 'late' | 'cancel-effect' | 'guest' | 'read-again' | 'answer-again' | 'look-again'

/** What a host says of a start whose reply is missing. `done`: it takes no task, and what it was to bring has come. */
export type Looked = Found | { is: 'done' }

export type Input =
  | { is: 'read'; before: VmBeforeRun; at: string; age: OrderAge }
  | { is: 'read-failed'; error: CallError }
  /** There is contact, which was waited for. */
  | { is: 'contact' }
  /** The start was written down, and is not sent any more: that took too long. */
  | { is: 'late'; age: OrderAge }
  /** A person says that a run which was held is still wanted, or is not. */
  | { is: 'confirmed' | 'given-up'; by: Actor; at: string }
  | { is: 'started'; task?: TaskKey }
  | { is: 'start-failed'; error: CallError }
  /** What the host's recent tasks say of the start whose reply is missing. */
  | { is: 'looked'; found: Looked; sentMsAgo: number }
  | { is: 'look-failed'; error: CallError }
  | { is: 'report'; report: TaskReport; at: string }
  /** Somebody's answer to this question is on its way. */
  | { is: 'answering'; key: QuestionKey }
  /** `mine`: it was this run's own answer. */
  | { is: 'answer'; key: QuestionKey; mine: boolean; result: AnswerEnd; at: string }
  | { is: 'reread'; question: VmQuestion | undefined; at: string; age: OrderAge }
  | { is: 'reread-failed'; error: CallError }
  | { is: 'cancelling'; by: Actor }
  | { is: 'cancel'; result: CancelEnd; at: string }
  | { is: 'timer'; name: TimerName }
  | { is: 'power'; powerState: PowerState | 'vm-gone' }
  /** Nothing of the connection concerns the run any more: it was removed, unless `because` says otherwise. */
  | { is: 'dropped'; because?: string }

export type Command =
  | { do: 'read' }
  | { do: 'start' }
  | { do: 'look' }
  | { do: 'await-contact' }
  | { do: 'follow'; task: TaskKey }
  | { do: 'reread' }
  | { do: 'answer'; pending: Pending; choice: QuestionChoice; by: Actor }
  | { do: 'cancel'; task: TaskKey; because: 'auto-answer-off' | 'question-left' | 'rule'; by: Actor }
  | { do: 'timer'; name: TimerName; ms: number }
  | { do: 'clear'; name: TimerName }
  | { do: 'watch-power' }

export type NewStep = { actor: Actor; event: StepEvent }

/** One decision: what to record, and, once that is recorded, what to do. */
export type Turn = { soFar: RunSoFar; steps: NewStep[]; commands: Command[] }

/** How often an answer is tried again while the host does not take it, somebody else seems to be answering, or nobody knows. */
export const maxAttempts = 5
export const answerAgainMs = 2_000

export const andon: Actor = { kind: 'andon' }

/** On whose behalf something is done that was decided: of who set the rule or the switch, or started it with defaults. */
export function decidedBy({ policy, actor }: Pick<RunSoFar, 'policy' | 'actor'>, decision?: Decision): Actor {
  if (decision?.rule) return { kind: 'autoAnswer', setBy: decision.rule.setBy, rule: decision.rule.name }
  if (decision?.because === 'started-with-defaults' && actor.kind === 'person') {
    return { kind: 'autoAnswer', setBy: actor.name }
  }
  return { kind: 'autoAnswer', setBy: policy.setBy }
}

export const record = (turn: Turn, event: StepEvent, actor: Actor = andon) => void turn.steps.push({ actor, event })

/** Progress is shown as it comes; it is recorded where something happens, so that history knows how far the task was. */
export function recordPercent(turn: Turn): void {
  const { soFar } = turn
  if (soFar.percent === undefined || soFar.percent === soFar.recordedPercent) return
  soFar.recordedPercent = soFar.percent
  record(turn, { kind: 'progress', percent: soFar.percent })
}

export const soFarOf = (view: RunOf<'vm'>): RunSoFar => ({
  vm: view.subjects[0].key,
  request: view.request,
  method: verbMethod[view.request.verb],
  policy: view.policy,
  start: view.start ?? 'as the switch says',
  actor: view.actor,
  vmName: view.subjects[0].name,
  phase: 'checking',
  askedAt: askedAt(view),
  rechecks: 0,
  own: true,
  held: [],
  answersGiven: [],
  contact: true,
  lostReason: '',
})

export function pendingOf(soFar: RunSoFar, question: VmQuestion, raisedAt: string): Pending {
  const at = splitKey(soFar.vm)
  if (!at) throw new Error(`not the key of a VM: ${soFar.vm}`)
  const key = questionKey(at.connection, at.moid, question.id)
  return { question, key, raisedAt, doing: 'undecided', attempts: 0 }
}

const originOf = ({ request, own }: RunSoFar): Origin => {
  if (request.verb === 'answerQuestion') return request.origin
  return own ? 'own run' : 'foreign task'
}

/** What becomes of the question that the run has to deal with. */
export function decisionOn(soFar: RunSoFar, pending: Pending): Decision {
  const at = splitKey(soFar.vm)
  if (!at) throw new Error(`not the key of a VM: ${soFar.vm}`)
  const question = stepQuestion(pending)
  return decide({
    connection: at.connection,
    vm: soFar.vm,
    origin: originOf(soFar),
    vmName: soFar.vmName,
    start: soFar.start,
    question,
    given: givenTo(question, soFar.answersGiven),
    raisedAt: pending.raisedAt,
    policy: soFar.policy,
  })
}

/** A decision as a step records it. */
export function decidedOf(decision: Decision): Decided {
  if (decision.do !== 'answer') return decision
  const { choice: _, ...decided } = decision
  return decided
}

export function stepQuestion({ question, key }: Pick<Pending, 'question' | 'key'>): StepQuestion {
  const { messageId, text } = describeQuestion(question)
  return {
    key,
    text,
    ...withoutUndefined({ messageId }),
    choices: question.choices,
    ...withoutUndefined({ defaultIndex: question.defaultIndex }),
  }
}
