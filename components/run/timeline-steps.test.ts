import { describe, expect, test } from 'vitest'
import { aBlockedRun, aRun, autoAnswer, serialQuestion, stepAt } from '@/lib/testing/run-fixtures'
import { percentOf } from '@/lib/runs/run'
import { foldRepeats, questionsOf, readableSteps } from './timeline-steps'
import { endedAt } from './finished-rows'

const append = { key: '0', label: 'button.serial.file.append', summary: 'Append' }
const answered = {
  kind: 'answered',
  question: serialQuestion.key,
  choice: append,
  isDefault: true,
  afterMs: 100,
} as const

test('a question that came back after the same answer is told once; another answer is another story', () => {
  const asked = [
    ['outofspace 1085 MB', 'retry'],
    ['outofspace 1090 MB', 'retry'],
    ['outofspace 12 MB', 'retry'],
    ['outofspace 12 MB', 'cancel'],
  ].flatMap(([text = '', key = ''], second) => [
    stepAt(second, {
      kind: 'question-raised',
      question: { ...serialQuestion, text, messageId: 'msg.hbacommon.outofspace' },
    }),
    stepAt(second, { ...answered, choice: { key, label: key, summary: key } }),
  ])
  expect(foldRepeats(questionsOf(asked)).map((group) => group.length)).toEqual([1, 3])
})

/** Two serial ports, one message id, Append both times: that read "it came back after the same answer: 2 times in all". */
test('another file is another question, though the same message asks about it and the same answer was given', () => {
  const asked = ['serial0.log', 'serial1.log'].flatMap((file, second) => [
    stepAt(second, { kind: 'question-raised', question: { ...serialQuestion, text: `"${file}" already exists.` } }),
    stepAt(second, answered),
  ])
  expect(foldRepeats(questionsOf(asked)).map((group) => group.length)).toEqual([1, 1])
})

test('what nobody answered from here is never folded away', () => {
  const open = [0, 1].map((second) => stepAt(second, { kind: 'question-raised', question: serialQuestion }))
  expect(foldRepeats(questionsOf(open)).map((group) => group.length)).toEqual([1, 1])
})

describe('readable steps', () => {
  test('a blocked run reads as check, start, percentage, question, cancel, refusal, left blocked', () => {
    expect(readableSteps(aBlockedRun().steps).map(({ event }) => event.kind)).toEqual([
      'checked',
      'started',
      'progress',
      'question-raised',
      'cancel-sent',
      'not-cancelable',
      'left-blocked',
    ])
  })

  test('what has no reply yet is shown: the first step, a call on its way', () => {
    const requested = stepAt(0, { kind: 'requested' })
    const sent = stepAt(1, { kind: 'start-sent', method: 'PowerOnVM_Task' })
    expect(readableSteps([requested])).toEqual([requested])
    expect(readableSteps([requested, sent])).toEqual([sent])
  })

  test('an answer that was sent stays until the host has taken it', () => {
    const raised = stepAt(0, { kind: 'question-raised', question: serialQuestion })
    const sent = stepAt(
      1,
      { kind: 'answer-sent', question: serialQuestion.key, choice: append, isDefault: true },
      autoAnswer,
    )
    const percent = stepAt(2, { kind: 'progress', percent: 50 })
    expect(readableSteps([raised, sent, percent])).toContain(sent)
    expect(readableSteps([raised, sent, stepAt(2, answered, autoAnswer)])).not.toContain(sent)
  })
})

describe('questions of a run', () => {
  test('the same question raised twice is two questions, each with its own answer', () => {
    const raised = (second: number, percent: number) =>
      stepAt(second, { kind: 'question-raised', question: serialQuestion, percent })
    const questions = questionsOf([raised(1, 20), stepAt(2, answered, autoAnswer), raised(3, 40)])
    expect(questions.map((one) => [one.percent, one.end.kind])).toEqual([
      [20, 'answered'],
      [40, 'open'],
    ])
  })

  test('a question without a percentage of its own stands where the progress was', () => {
    const steps = [
      stepAt(1, { kind: 'progress', percent: 33 }),
      stepAt(2, { kind: 'question-raised', question: serialQuestion }),
    ]
    expect(questionsOf(steps)[0]?.percent).toBe(33)
    expect(questionsOf(steps.slice(1))[0]).not.toHaveProperty('percent')
  })

  test('a question found before the start is one of the run', () => {
    const steps = [stepAt(0, { kind: 'checked', found: 'question', question: serialQuestion })]
    expect(questionsOf(steps)).toHaveLength(1)
  })

  test('an answer to some other question changes nothing', () => {
    const other = { ...answered, question: 'c1/vm-7/99' as typeof answered.question }
    const steps = [stepAt(1, { kind: 'question-raised', question: serialQuestion }), stepAt(2, other)]
    expect(questionsOf(steps)[0]?.end.kind).toBe('open')
  })
})

describe('where a run stands', () => {
  test('the percentage outlives the state that carried it', () => {
    expect(percentOf(aRun({ state: { at: 'starting' } }))).toBeUndefined()
    const steps = [stepAt(1, { kind: 'progress', percent: 61 })]
    expect(percentOf(aRun({ state: { at: 'cancelling' }, steps }))).toBe(61)
  })

  test('a run whose task goes on has not ended', () => {
    expect(endedAt(aBlockedRun())).toBeUndefined()
    const state = {
      at: 'ended',
      outcome: { kind: 'left-blocked', because: 'not-cancelable' },
      endedAt: 'x',
      following: false,
    } as const
    const ended = stepAt(30, { kind: 'task-ended', state: 'success' })
    expect(endedAt(aBlockedRun({ state, steps: [ended] }))).toBe(ended.at)
    expect(endedAt(aBlockedRun({ state, steps: [] }))).toBe('x')
  })
})
