import { expect, test } from 'vitest'
import { aBlockedRun, aRun, serialQuestion, stepAt } from '@/lib/testing/run-fixtures'
import type { RunState } from '@/lib/runs/run'
import { connectionId, moid, taskKey } from '@/lib/vsphere/ids'
import { runErrorSentence } from './error-words'

const ended = (outcome: Extract<RunState, { at: 'ended' }>['outcome'], following = false): RunState => ({
  at: 'ended',
  outcome,
  endedAt: 'x',
  following,
})

test('a blocked run says so, and afterwards that it was so', () => {
  const run = aBlockedRun()
  expect(runErrorSentence(run)).toEqual({
    text: 'Error: this task is blocked by a question, and auto-answer was off when it started',
    over: false,
  })
  expect(runErrorSentence({ ...run, state: ended({ kind: 'left-blocked', because: 'not-cancelable' }) })).toEqual({
    text: 'Error: this task was blocked by a question, and auto-answer was off when it started',
    over: true,
  })
})

test('auto-answer that had nothing to give is not called off', () => {
  const steps = [
    stepAt(1, { kind: 'question-raised', question: serialQuestion }),
    stepAt(1, { kind: 'not-answered', question: serialQuestion.key, because: 'no-default' }),
  ]
  const run = aRun({
    steps,
    error: { kind: 'question', question: serialQuestion },
    policy: { autoAnswer: true, setBy: 'ada' },
  })
  expect(runErrorSentence(run)?.text).toBe(
    'Error: this task is blocked by a question, and auto-answer found no default to apply',
  )
})

test('a refusal and a loss of contact speak for themselves', () => {
  const refusal = { why: 'question-pending', question: serialQuestion } as const
  expect(runErrorSentence(aRun({ state: ended({ kind: 'refused', refusal }) }))?.text).toBe(
    'Power on was not started. An earlier task waits for an answer. Answer it first.',
  )
  expect(runErrorSentence(aRun({ state: ended({ kind: 'lost', reason: 'connection timed out' }, true) }))).toEqual({
    text: 'Outcome unknown: connection timed out',
    over: false,
  })
})

test('left blocked, then failed: the fault leads, and what held it up comes after it', () => {
  const fault = { type: 'NoDiskSpace', message: "No space left on 'scratch'.", chain: [] }
  const run = aBlockedRun()
  const steps = [...run.steps, stepAt(9, { kind: 'task-ended', state: 'error', fault })]
  const over = { ...run, steps, state: ended({ kind: 'left-blocked', because: 'not-cancelable' }) }
  expect(runErrorSentence(over)).toEqual({
    text: "No space left on 'scratch'.",
    over: false,
    fault,
    before: 'Error: this task was blocked by a question, and auto-answer was off when it started',
  })
})

test('a clone that failed on the way says what nobody has looked at', () => {
  const fault = { type: 'NoDiskSpace', message: "Insufficient disk space on datastore 'san-02'.", chain: [] }
  const request = { verb: 'clone', name: 'never whole', datastoreName: 'san-02' } as const
  const failed = { request, error: { kind: 'fault', fault }, state: ended({ kind: 'failed', fault }) } as const
  expect(runErrorSentence(aRun({ ...failed, task: taskKey(connectionId('c1'), moid('task-7')) }))).toMatchObject({
    text: fault.message,
    left: 'No VM "never whole" was made. What vCenter had copied it takes away itself. Whether it did was not looked at: it would lie in a folder of that name on san-02.',
  })
  // What was not taken has left nothing.
  const { task: _task, ...notTaken } = aRun(failed)
  expect(runErrorSentence(notTaken)).not.toHaveProperty('left')
})

test('a run without an error has none', () => {
  expect(runErrorSentence(aRun())).toBeUndefined()
})
