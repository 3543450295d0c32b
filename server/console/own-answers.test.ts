import { expect, test } from 'vitest'
import type { StepEvent } from '@/lib/runs/run'
import { serialQuestion, stepAt } from '@/lib/testing/run-fixtures'
import { ownAnswersIn } from './own-answers'

const mine = { kind: 'person', name: 'nightly (m.okafor)' } as const
const others = { kind: 'person', name: 'a.haddad' } as const
const [append] = serialQuestion.choices
const question = serialQuestion.key
const sent: StepEvent = { kind: 'answer-sent', question, choice: append!, isDefault: true } // it has three
const answered: StepEvent = { kind: 'answered', question, choice: append!, isDefault: true, afterMs: 5 }

test('each of mine is told once with what became of it, and none of others', () => {
  const steps = [
    stepAt(1, sent, mine),
    // Two runs had to deal with the question.
    stepAt(1, sent, mine),
    stepAt(2, { kind: 'answer-not-taken', question, reason: 'Busy.' }, mine),
    stepAt(3, sent, others),
    stepAt(4, answered, others),
    stepAt(5, sent, mine),
    stepAt(6, { kind: 'answer-unconfirmed', question, reason: 'No reply.' }, mine),
    stepAt(7, sent, mine),
    stepAt(8, answered, mine),
    stepAt(8, answered, mine),
    stepAt(9, sent, mine),
  ]
  expect(ownAnswersIn(steps, mine.name).map(({ state, reason }) => [state, reason])).toEqual([
    ['not-taken', 'Busy.'],
    ['unconfirmed', 'No reply.'],
    ['taken', undefined],
    ['sent', undefined],
  ])
  expect(ownAnswersIn(steps, 'm.okafor')).toEqual([])
})
