import type { ConnectionId, VmKey } from '../vsphere/ids'
import type { QuestionChoice } from '../vsphere/question'
import { defaultChoice } from '../vsphere/question-dictionary'

/** The auto-answer switch of a connection, and who set it. */
export type Policy = { autoAnswer: boolean; setBy: string }

/**
 * Whose question it is. `own run`: a run of ours has to deal with it, because its own task asks, or because the question
 * stands in its way before anything is started. `foreign task`: a task that Andon did not start waits for the answer.
 */
export type Origin = 'own run' | 'foreign task' | 'no task'

/** What the person who started the run wanted to happen with its questions. */
export type StartChoice = 'as the switch says'

/** A rule that says more than the switch does. There are none yet; each will name what it fits and what it gives. */
export type Rule = { readonly name: string }

/** How many automatic answers there were: to the same question, to one of its kind, and at all. */
export type Given = { same: number; alike: number; inRun: number }
export const noneGiven: Given = { same: 0, alike: 0, inRun: 0 }

/** A question, and everything that may count when it is decided what becomes of it. */
export type AboutQuestion = {
  connection: ConnectionId
  vm: VmKey
  origin: Origin
  start: StartChoice
  question: {
    messageId?: string
    /** Without a leading message id. */
    text: string
    choices: readonly QuestionChoice[]
    defaultIndex?: number
  }
  /** Automatic answers that were given before in the same run. */
  given: Given
  /** When it was raised, ISO 8601. */
  raisedAt: string
  /** A run's own, fixed when it began; else the connection's present one. Undefined: not known, which counts as off. */
  policy: Policy | undefined
  rules: readonly Rule[]
}

/**
 * What is done about a question. `leave`: it waits for a person, and nothing else happens. `block`: it is the error of
 * the run, whose task is cancelled where that is possible, or which is not started at all.
 */
export type Decision =
  | { do: 'answer'; choice: QuestionChoice; because: 'default' }
  | { do: 'leave'; because: 'auto-answer-off' | 'no-choices' | 'not-started-here' | 'no-task' }
  | {
      do: 'block'
      because: 'auto-answer-off' | 'no-choices' | 'no-default' | 'came-back-three-times' | 'too-many-answers'
    }

/** A decision as a step records it, so that the record says for ever what was done, and why. */
export type Decided = WithoutChoice<Decision>
type WithoutChoice<One> = One extends Decision ? Pick<One, 'do' | 'because'> : never

/** The same question again after this many automatic answers: a "Retry" that does not help. */
export const maxSameAnswers = 3
/** Questions of one kind, each about another thing: a VM may have some serial ports, and no loop gets far. */
export const maxAlikeAnswers = 8
/** Whatever a host asks, a run does not go on answering for ever. */
export const maxAnswersInRun = 20

/**
 * How auto-answer decides, in the only place where it does. The switch is the master: off, nothing is answered. On, the
 * default of the host is given to the questions of our own runs, and nothing to those of others.
 */
export function decide(about: AboutQuestion): Decision {
  const { origin, question, given, policy } = about
  const own = origin === 'own run'
  // Whatever the switch says, it is not about these.
  if (origin === 'no task') return { do: 'leave', because: 'no-task' }
  if (!policy?.autoAnswer) return { do: own ? 'block' : 'leave', because: 'auto-answer-off' }
  if (question.choices.length === 0) return { do: own ? 'block' : 'leave', because: 'no-choices' }
  if (!own) return { do: 'leave', because: 'not-started-here' }
  const choice = defaultChoice({ ...question, choices: [...question.choices] })
  if (!choice) return { do: 'block', because: 'no-default' }
  if (given.same >= maxSameAnswers) return { do: 'block', because: 'came-back-three-times' }
  if (given.alike >= maxAlikeAnswers || given.inRun >= maxAnswersInRun) {
    return { do: 'block', because: 'too-many-answers' }
  }
  return { do: 'answer', choice, because: 'default' }
}
