import type { WhyGone } from '../runs/run'
import type { ConnectionId, QuestionKey, RunId, VmKey } from '../vsphere/ids'

/** What a route can be asked to tell: one tick each. */
export const topics = ['raised', 'waiting', 'overdue', 'taken', 'answered', 'run', 'connection', 'certificate'] as const
export type Topic = (typeof topics)[number]

export type SignalVm = { readonly key: VmKey; readonly name: string }

/** A question as a signal tells of it: short enough to be kept and sent many times. `raisedAt`: ISO 8601. */
export type SignalQuestion = {
  readonly key: QuestionKey
  readonly messageId?: string
  /** A few words for what it asks. */
  readonly title: string
  readonly text: string
  readonly choices: readonly string[]
  readonly defaultChoice?: string
  readonly raisedAt: string
}

export type SignalRun = { readonly id: RunId; readonly number: number; readonly what: string; readonly by: string }

type OfQuestion = { readonly vm: SignalVm; readonly question: SignalQuestion }

/**
 * One thing that happened and that somebody may want to be told of. `id` is its own for ever, so that it can be told once;
 * `at` is ISO 8601. A question is one that waits for a person: what auto-answer deals with is no happening.
 */
export type Happening = { readonly id: string; readonly at: string; readonly connection: ConnectionId } & (
  | ({ readonly kind: 'question-raised' } & OfQuestion)
  | ({ readonly kind: 'still-waiting'; readonly minutes: number } & OfQuestion)
  | ({ readonly kind: 'overdue'; readonly minutes: number } & OfQuestion)
  /** Nobody took it for so long: a step of the chain. `times`: how often this step has told of it, with this time. */
  | ({ readonly kind: 'escalated'; readonly minutes: number; readonly times: number } & OfQuestion)
  | ({ readonly kind: 'taken'; readonly by: string } & OfQuestion)
  /** `by` absent: who had taken it was silent for too long. */
  | ({ readonly kind: 'given-back'; readonly by?: string } & OfQuestion)
  | ({ readonly kind: 'answered'; readonly by: string; readonly answer: string } & OfQuestion)
  | ({ readonly kind: 'gone'; readonly known: WhyGone } & OfQuestion)
  | {
      readonly kind: 'run-failed' | 'run-left-blocked' | 'run-unknown'
      readonly run: SignalRun
      readonly vm?: SignalVm
      readonly sentence: string
    }
  | { readonly kind: 'connection-lost'; readonly since: string; readonly reason: string }
  | { readonly kind: 'connection-back'; readonly since: string }
  | { readonly kind: 'certificate-changed'; readonly sha256: string }
)

export type HappeningKind = Happening['kind']

/** The tick that a happening belongs to; undefined: a chain names its routes itself. */
export const topicOf: Readonly<Record<HappeningKind, Topic | undefined>> = {
  'question-raised': 'raised',
  'still-waiting': 'waiting',
  overdue: 'overdue',
  escalated: undefined,
  taken: 'taken',
  'given-back': 'taken',
  answered: 'answered',
  gone: 'answered',
  'run-failed': 'run',
  'run-left-blocked': 'run',
  'run-unknown': 'run',
  'connection-lost': 'connection',
  'connection-back': 'connection',
  'certificate-changed': 'certificate',
}

/** What goes on until something else happens, so that it is worth to be told again. */
export const lasts: ReadonlySet<HappeningKind> = new Set([
  'question-raised',
  'still-waiting',
  'overdue',
  'connection-lost',
])
