import type { QuestionView } from '@/lib/live/live-state'
import type { Origin, Rule } from '@/lib/rules/rule'
import { decide, noneGiven, type DecidingRule } from '@/lib/runs/decide'
import type { QuestionChoice } from '@/lib/vsphere/question'
import type { RuleId } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'

/** What a rule would make of a question that waits now. `behind`: it fits, and a rule before it decides. */
export type WouldDecide = { question: QuestionView } & (
  | { at: 'answer'; choice: QuestionChoice }
  | { at: 'person' | 'cancel' | 'not-offered' }
  | { at: 'behind'; rule: string }
)

/** Whose question it is. */
export const originOf = ({ run, task }: Pick<QuestionView, 'run' | 'task'>): Origin =>
  run ? 'own run' : task ? 'foreign task' : 'no task'

/**
 * Which of these questions a rule would decide if it were in use at its place, the switch were on, and they were raised now:
 * by the function that decides about live ones. Those that it does not fit are left out.
 * @param place among the rules; the rule that stands there is replaced when it is the same one.
 * @param now the server's clock, ISO 8601.
 */
export function wouldDecide(
  rule: Rule,
  { rules, place }: { rules: readonly Rule[]; place: number },
  questions: readonly QuestionView[],
  now: string,
): WouldDecide[] {
  const { dryRun: _, ...used } = rule
  const others = rules.filter(({ id }) => id !== rule.id)
  const all = others.toSpliced(place, 0, used)
  return questions.flatMap((question): WouldDecide[] => {
    const by = (policy: readonly Rule[]) => decide({ ...about(question, now), policy: { ...on, rules: policy } })
    const alone = by([used])
    if (alone.rule === undefined) return []
    const decision = by(all)
    if (decision.rule?.id !== used.id) return [{ question, at: 'behind', rule: nameOf(decision.rule) }]
    if (decision.do === 'answer') return [{ question, at: 'answer', choice: decision.choice }]
    if (decision.do === 'block') return [{ question, at: 'cancel' }]
    return [{ question, at: decision.because === 'rule-not-offered' ? 'not-offered' : 'person' }]
  })
}

/** The rule by which a question would get something else than the host's default if it were raised now; its name. */
export function ruleAgainstDefault(rules: readonly Rule[], question: QuestionView, now: string): string | undefined {
  const decision = decide({ ...about(question, now), policy: { ...on, rules } })
  const given = decision.do === 'answer' ? decision.choice : undefined
  const { choices, defaultIndex } = question.question
  const isDefault = given !== undefined && defaultIndex !== undefined && choices[defaultIndex] === given
  return isDefault ? undefined : decision.rule?.name
}

/** The rule by which a question would be answered if it were raised now and its switch were on. */
export function ruleThatAnswers(rules: readonly Rule[], question: QuestionView, now: string): RuleId | undefined {
  const decision = decide({ ...about(question, now), policy: { ...on, rules } })
  return decision.do === 'answer' ? decision.rule?.id : undefined
}

/** Who started its task wanted to be asked: what a rule says is not given by the way. */
export const isToBeAsked = ({ state }: QuestionView): boolean => state.at === 'waiting' && state.why.why === 'ask-me'

const on = { autoAnswer: true, setBy: '' }
const nameOf = (rule: DecidingRule | undefined) => rule?.name ?? ''

const about = (question: QuestionView, now: string) => ({
  connection: question.connection,
  vm: question.vm,
  vmName: question.vmName,
  origin: originOf(question),
  raisedAt: now,
  start: 'as the switch says' as const,
  given: noneGiven,
  question: {
    text: question.text,
    choices: question.question.choices,
    ...withoutUndefined({ messageId: question.messageId, defaultIndex: question.question.defaultIndex }),
  },
})
