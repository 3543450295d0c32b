import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { QuestionView } from '@/lib/live/live-state'
import { FixtureLive, fixtureFeed } from '../testing/fixture-live'
import { aConnection, aQuestion, aVm, tablesOf } from '../testing/vm-fixtures'
import { Answered } from './answered'

const connection = aConnection('c1')
const vms = Array.from({ length: 5 }, (_, at) => aVm(`vm-${at}`))

/** What one press gave them: the answer of this key. */
const answered = (at: number, choiceKey: string): QuestionView => ({
  ...aQuestion(vms[at] ?? aVm('none')),
  state: {
    at: 'answered',
    by: { kind: 'person', name: 'ada' },
    answeredAt: '2026-11-22T10:05:00Z',
    choiceKey,
    isDefault: choiceKey === '0',
    afterMs: 1_000,
    together: 'one press',
  },
})

test('what one press answered is a line of each answer: nobody is said to have got what others got', () => {
  const questions = [answered(0, '0'), answered(1, '0'), answered(2, '0'), answered(3, '1'), answered(4, '1')]
  render(
    <FixtureLive feed={fixtureFeed(tablesOf({ connections: [connection], vms, questions }), 0)}>
      <Answered questions={questions} isBusy={false} />
    </FixtureLive>,
  )
  const lines = screen.getAllByRole('article').map(({ textContent }) => textContent)
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatch(/vm-3 and 1 more.*Answered 'Replace'by ada for 2/)
  expect(lines[1]).toMatch(/vm-0 and 2 more.*Answered 'Append'by ada for 3/)
})
