import type { QuestionKey } from '@/lib/vsphere/ids'
import type { Appended } from '../journal/entry'
import type { Journal } from '../journal/journal'

/** How an answer stands that was sent from here without a run. `told`: it is written already that its question went. */
export type AnswerState = 'sent' | 'taken' | 'not-taken' | 'unconfirmed' | 'told'

const answerStates: Partial<Record<string, AnswerState>> = {
  'answer-sent': 'sent',
  answered: 'taken',
  'answer-unconfirmed': 'unconfirmed',
  'answer-not-taken': 'not-taken',
  'question-gone': 'told',
}

/** What was sent last in answer to questions that no run has, as the journal tells it. */
export type SentAnswers = {
  of(question: QuestionKey): AnswerState | undefined
  /** What the life before this one sent and had no reply to. */
  takeOver(question: QuestionKey): void
  forget(question: QuestionKey): void
  /** Calls `then` when it is known what became of an answer that is on its way. */
  whenKnown(question: QuestionKey, then: () => void): void
  close(): void
}

export function createSentAnswers(journal: Pick<Journal, 'onAppended'>): SentAnswers {
  const answers = new Map<QuestionKey, AnswerState>()
  const waiting = new Map<QuestionKey, () => void>()

  function onAppended(appended: Appended): void {
    if (appended.is !== 'alone' || !('question' in appended.step.event)) return
    const { event } = appended.step
    if (typeof event.question !== 'string') return
    const state = answerStates[event.kind]
    // Of a question that nothing was sent to, this record writes by itself that it went.
    if (state === undefined || (event.kind === 'question-gone' && !answers.has(event.question))) return
    answers.set(event.question, state)
    if (state === 'sent') return
    waiting.get(event.question)?.()
    waiting.delete(event.question)
  }

  return {
    of: (question) => answers.get(question),
    takeOver: (question) => void answers.set(question, 'unconfirmed'),
    forget: (question) => void answers.delete(question),
    whenKnown: (question, then) => void waiting.set(question, then),
    close: journal.onAppended(onAppended),
  }
}
