import { fits, mayFitVm, type FitsWhat } from '../rules/fits'
import type { Rule } from '../rules/rule'
import { withoutUndefined } from '../without-undefined'
import type { RuleId, VmKey } from '../vsphere/ids'
import { choiceLabel, type QuestionChoice } from '../vsphere/question'
import { defaultChoice } from '../vsphere/question-dictionary'
import { choiceNamed } from '../vsphere/known-by-id'

/**
 * What holds for the questions of a connection: its auto-answer switch and who set it, and the rules. `dryRun`: the switch
 * is as good as off, and what it would have done if it were on is said.
 */
export type Policy = { autoAnswer: boolean; setBy: string; dryRun?: true; rules?: readonly Rule[] }

/** The policy that a run of this VM begins with, and keeps: of the rules those that may ever be about it. */
export const policyFor = (vm: Pick<FitsWhat, 'connection' | 'vmName'>, policy: Policy): Policy => {
  const { autoAnswer, setBy, dryRun } = policy
  const rules = policy.rules?.filter((rule) => mayFitVm(rule, vm))
  return { autoAnswer, setBy, ...withoutUndefined({ dryRun }), ...(rules && rules.length > 0 ? { rules } : {}) }
}

/** What the person who started the run wanted to happen with its questions. */
export type StartChoice = 'as the switch says' | StartHow
/** The same where it was said at the start. */
export type StartHow = 'ask me' | 'with defaults'

/** How many automatic answers there were: to the same question, to one of its kind, and at all. */
export type Given = { same: number; alike: number; inRun: number }
export const noneGiven: Given = { same: 0, alike: 0, inRun: 0 }

/** A question, and everything that may count when it is decided what becomes of it. */
export type AboutQuestion = Omit<FitsWhat, 'question'> & {
  vm: VmKey
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
  /** A run's own, fixed when it began; else what the connection has when it is raised. Undefined: not known, which counts as off. */
  policy: Policy | undefined
}

/** The rule that decided, as a record names it: it may be changed or removed later. */
export type DecidingRule = { id: RuleId; name: string; setBy: string }

/** Why an answer is given without a person. */
export type AnswerBecause = 'default' | 'rule' | 'started-with-defaults'

/**
 * Why a question waits for a person, and nothing else happens. `rule-not-offered`: the host does not offer what the rule
 * would give.
 */
export type LeaveBecause =
  | 'auto-answer-off'
  | 'no-choices'
  | 'not-started-here'
  | 'no-task'
  | 'ask-me'
  | 'rule'
  | 'rule-not-offered'

/** Why a question is the error of its run. */
export type BlockBecause =
  | 'auto-answer-off'
  | 'no-choices'
  | 'no-default'
  | 'came-back-three-times'
  | 'too-many-answers'
  | 'rule'

/** What would have been done, and was not. `rule` absent: the switch would have given the default. */
export type DryRun = {
  would: { do: 'answer'; label: string } | { do: 'person' } | { do: 'cancel' }
  rule?: DecidingRule
}

/**
 * What is done about a question. `leave`: it waits for a person, and nothing else happens. `block`: it is the error of
 * the run, whose task is cancelled where that is possible, or which is not started at all.
 */
export type Decision = (
  | { do: 'answer'; choice: QuestionChoice; because: AnswerBecause }
  | { do: 'leave'; because: LeaveBecause }
  | { do: 'block'; because: BlockBecause }
) & {
  /** Where a rule decided. */
  rule?: DecidingRule
  dryRun?: DryRun
}

/** A decision as a step records it, so that the record says for ever what was done, and why. */
export type Decided = WithoutChoice<Decision>
type WithoutChoice<One> = One extends Decision ? Omit<One, 'choice'> : never

/** The same question again after this many automatic answers: a "Retry" that does not help. */
export const maxSameAnswers = 3
/** Questions of one kind, each about another thing: a VM may have some serial ports, and no loop gets far. */
export const maxAlikeAnswers = 8
/** Whatever a host asks, a run does not go on answering for ever. */
export const maxAnswersInRun = 20

/**
 * How it is decided what becomes of a question, in the only place where it is. The switch is the master: off, no rule
 * counts. On, the first rule that fits decides, else the host's default is given to the questions of our own runs. Who
 * started the run may have said that they want to be asked, or that defaults are given.
 */
export function decide(about: AboutQuestion): Decision {
  const dryRun = dryRunOf(about)
  return { ...decideIt(about), ...(dryRun ? { dryRun } : {}) }
}

function decideIt(about: AboutQuestion): Decision {
  const { origin, start, policy } = about
  const own = origin === 'own run'
  if (own && start === 'ask me') return { do: 'leave', because: 'ask-me' }
  if (policy?.autoAnswer !== true) {
    if (own && start === 'with defaults') return defaultOf(about, 'started-with-defaults')
    // Whatever the switch says, without a rule it is not about these.
    if (origin === 'no task' && (policy?.rules ?? []).every((rule) => !rule.origins.includes('no task'))) return noTask
    return { do: own ? 'block' : 'leave', because: 'auto-answer-off' }
  }
  return whileOn(about)
}

const noTask: Decision = { do: 'leave', because: 'no-task' }

/** The switch is on: the first rule that fits, else the default for our own runs. */
function whileOn(about: AboutQuestion): Decision {
  const { origin, question, start, policy } = about
  const rule = policy?.rules?.find((one) => one.dryRun !== true && fits(one, about))
  if (rule) return byRule(rule, about)
  if (origin === 'no task') return noTask
  if (origin === 'foreign task') {
    return { do: 'leave', because: question.choices.length === 0 ? 'no-choices' : 'not-started-here' }
  }
  return defaultOf(about, start === 'with defaults' ? 'started-with-defaults' : 'default')
}

function byRule(fitting: Rule, about: AboutQuestion): Decision {
  const { gives } = fitting
  const rule = named(fitting)
  if (gives.do === 'person') return { do: 'leave', because: 'rule', rule }
  // Nobody cancels what others have started, whatever a rule says.
  if (gives.do === 'cancel')
    return about.origin === 'own run'
      ? { do: 'block', because: 'rule', rule }
      : { do: 'leave', because: 'not-started-here', rule }
  const choice = choiceOf(fitting, about)
  if (!choice) return { do: 'leave', because: 'rule-not-offered', rule }
  const bound = tooOften(about)
  if (!bound) return { do: 'answer', choice, because: 'rule', rule }
  return about.origin === 'own run' ? { ...bound, rule } : { do: 'leave', because: 'rule', rule }
}

const named = ({ id, name, setBy }: Rule): DecidingRule => ({ id, name, setBy })

function choiceOf({ gives }: Rule, { question }: AboutQuestion): QuestionChoice | undefined {
  if (gives.do === 'answer') return choiceNamed(question, gives.label)
  return gives.do === 'default' ? offeredDefault(question) : undefined
}

const offeredDefault = (question: AboutQuestion['question']) =>
  defaultChoice({ choices: [...question.choices], ...withoutUndefined({ defaultIndex: question.defaultIndex }) })

function defaultOf(about: AboutQuestion, because: AnswerBecause): Decision {
  if (about.question.choices.length === 0) return { do: 'block', because: 'no-choices' }
  const choice = offeredDefault(about.question)
  if (!choice) return { do: 'block', because: 'no-default' }
  return tooOften(about) ?? { do: 'answer', choice, because }
}

/** However often a host asks, there is an end of answering. */
function tooOften({ given }: AboutQuestion): Extract<Decision, { do: 'block' }> | undefined {
  if (given.same >= maxSameAnswers) return { do: 'block', because: 'came-back-three-times' }
  if (given.alike >= maxAlikeAnswers || given.inRun >= maxAnswersInRun) {
    return { do: 'block', because: 'too-many-answers' }
  }
  return undefined
}

/**
 * What would have been done: by the first rule in dry run that fits before another one decides, while the switch is on; by
 * all of it, while the switch itself is in dry run.
 */
function dryRunOf(about: AboutQuestion): DryRun | undefined {
  const { policy, start, origin } = about
  if (!policy || (origin === 'own run' && start === 'ask me')) return undefined
  if (policy.dryRun) return wouldOf(whileOn({ ...about, start: 'as the switch says', policy: withDryRuns(policy) }))
  if (!policy.autoAnswer) return undefined
  const first = policy.rules?.find((rule) => fits(rule, about))
  return first?.dryRun ? wouldOf(byRule(first, about)) : undefined
}

const withDryRuns = (policy: Policy): Policy => ({
  ...policy,
  autoAnswer: true,
  ...(policy.rules && { rules: policy.rules.map(inUse) }),
})

function inUse(rule: Rule): Rule {
  const { dryRun: _, ...used } = rule
  return used
}

function wouldOf(decision: Decision): DryRun | undefined {
  const rule = decision.rule && { rule: decision.rule }
  if (decision.do === 'answer') return { would: { do: 'answer', label: choiceLabel(decision.choice) }, ...rule }
  if (decision.do === 'block') return { would: { do: 'cancel' }, ...rule }
  return rule ? { would: { do: 'person' }, ...rule } : undefined
}
