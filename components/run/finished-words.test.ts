import { expect, test } from 'vitest'
import { aBlockedRun, autoAnswer, person, serialQuestion, stepAt } from '@/lib/testing/run-fixtures'
import type { RunStep } from '@/lib/runs/run'
import { finishedWords } from './finished-words'

const blocked = aBlockedRun()
const answered = {
  kind: 'answered',
  question: serialQuestion.key,
  choice: { key: '2', label: 'Cancel', summary: 'Cancel' },
  isDefault: false,
  afterMs: 100,
} as const
const gone = { kind: 'question-gone', question: serialQuestion.key, known: 'unknown' } as const

function detail(...steps: RunStep[]) {
  const run = { ...blocked, steps: [...blocked.steps, ...steps] }
  if (run.state.at !== 'ended') throw new Error('it is over')
  return finishedWords({ kind: 'run', id: run.id, endedAt: '', run: { ...run, state: run.state } }, false).detail
}

/** "The task goes on" stood there after Abort too, and an end that nobody knows read "failed". */
test.each([
  ['answered', [answered], 'Its question has been answered; how the task ends is not known yet'],
  ['gone by itself', [gone], 'Its question is no longer asked; how the task ends is not known yet'],
  ['done', [answered, { kind: 'task-ended', state: 'success' }], 'The task went on and succeeded'],
  ['failed', [answered, { kind: 'task-ended', state: 'error' }], 'The task went on and failed'],
  ['lost', [answered, { kind: 'task-ended', state: 'unknown' }], 'What became of the task is not known'],
] as const)('what a left-blocked run came to, its question %s', (_what, events, said) => {
  expect(detail(...events.map((event, second) => stepAt(40 + second, event, second ? autoAnswer : person)))).toBe(said)
})
