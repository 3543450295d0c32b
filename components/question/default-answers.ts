import type { QuestionView } from '@/lib/live/live-state'
import type { DescribedChoice } from '@/lib/vsphere/question-dictionary'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { describedQuestion } from './question-file'
import { isBeingAutoAnswered, questionsByAge } from './questions'

/** A question that waits, and the answer that the host marked. */
export type DefaultAnswer = { question: QuestionView; choice: DescribedChoice }

export type WaitingDefaults = {
  /** Oldest first. */
  answers: DefaultAnswer[]
  /** Those for which the host marked none: they go on waiting. */
  without: QuestionView[]
  /** How many were raised before the switch was put on, */
  raisedBefore: number
  /** and how many more belong to a run that began before. */
  begunBefore: number
}

/** What waits for a person at a connection, with the host's default of each. */
export function waitingDefaults(
  questions: Readonly<Record<string, QuestionView>>,
  { id, autoAnswer }: Pick<ConnectionView, 'id' | 'autoAnswer'>,
): WaitingDefaults {
  const waiting = questionsByAge({ ...questions }).filter(
    (question) => question.connection === id && question.state.at === 'waiting' && !isBeingAutoAnswered(question),
  )
  const answers: DefaultAnswer[] = []
  const without: QuestionView[] = []
  for (const question of waiting) {
    const choice = describedQuestion(question).choices.find(({ isDefault }) => isDefault)
    if (choice) answers.push({ question, choice })
    else without.push(question)
  }
  const changedAt = Date.parse(autoAnswer.changedAt)
  const isBefore = ({ raisedAt }: QuestionView) => Date.parse(raisedAt) <= changedAt
  return {
    answers,
    without,
    raisedBefore: waiting.filter(isBefore).length,
    begunBefore: waiting.filter((question) => !isBefore(question) && waitsBecauseItWasOff(question)).length,
  }
}

/** A run keeps what held when it began, so its questions wait whatever was switched since. */
export const waitsBecauseItWasOff = ({ state }: QuestionView): boolean =>
  state.at === 'waiting' && (state.why.why === 'auto-answer-off' || state.why.why === 'auto-answer-off-left-blocked')
