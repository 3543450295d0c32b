import type { QuestionView } from '@/lib/live/live-state'
import type { DescribedChoice } from '@/lib/vsphere/question-dictionary'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { describedQuestion } from './question-file'
import { isBeingAutoAnswered, questionsByAge } from './questions'

/** A question that waits, and the answer that the host marked. */
export type DefaultAnswer = { question: QuestionView; choice: DescribedChoice }

/** `asked`: who started its run wanted to be asked. */
export type KeptBy = { rule: string } | 'asked'

export type WaitingDefaults = {
  /** Oldest first. */
  answers: DefaultAnswer[]
  /** Those for which the host marked none: they go on waiting. */
  without: QuestionView[]
  /** Those for which somebody wanted something else than the default, and what that is. */
  kept: { question: QuestionView; by: KeptBy }[]
  /** How many were raised before the switch was put on, */
  raisedBefore: number
  /** and how many more belong to a run that began before. */
  begunBefore: number
}

/**
 * What waits for a person at a connection, with the host's default of each.
 * @param rule the name of the rule by which a question would not get it now.
 */
export function waitingDefaults(
  questions: Readonly<Record<string, QuestionView>>,
  { id, autoAnswer }: Pick<ConnectionView, 'id' | 'autoAnswer'>,
  rule: (question: QuestionView) => string | undefined,
): WaitingDefaults {
  const waiting = questionsByAge({ ...questions }).filter(
    (question) => question.connection === id && question.state.at === 'waiting' && !isBeingAutoAnswered(question),
  )
  const answers: DefaultAnswer[] = []
  const without: QuestionView[] = []
  const kept: WaitingDefaults['kept'] = []
  for (const question of waiting) {
    const named = rule(question)
    const by = keptBy(question) ?? (named === undefined ? undefined : { rule: named })
    if (by !== undefined) {
      kept.push({ question, by })
      continue
    }
    const choice = describedQuestion(question).choices.find(({ isDefault }) => isDefault)
    if (choice) answers.push({ question, choice })
    else without.push(question)
  }
  const changedAt = Date.parse(autoAnswer.changedAt)
  const isBefore = ({ raisedAt }: QuestionView) => Date.parse(raisedAt) <= changedAt
  return {
    answers,
    without,
    kept,
    raisedBefore: waiting.filter(isBefore).length,
    begunBefore: waiting.filter((question) => !isBefore(question) && waitsBecauseItWasOff(question)).length,
  }
}

/** By what held when it was raised. */
function keptBy({ state }: QuestionView): KeptBy | undefined {
  if (state.at !== 'waiting') return undefined
  const { why } = state
  if (why.why === 'ask-me') return 'asked'
  return why.why === 'rule' || why.why === 'rule-cancels' || why.why === 'rule-not-offered'
    ? { rule: why.rule }
    : undefined
}

/** A run keeps what held when it began, so its questions wait whatever was switched since. */
export const waitsBecauseItWasOff = ({ state }: QuestionView): boolean =>
  state.at === 'waiting' && (state.why.why === 'auto-answer-off' || state.why.why === 'auto-answer-off-left-blocked')
