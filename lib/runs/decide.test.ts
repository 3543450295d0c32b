import { describe, expect, test } from 'vitest'
import { connectionId, moid, vmKey } from '../vsphere/ids'
import { serialQuestion } from '../testing/run-fixtures'
import { decide, maxSameAnswers, type AboutQuestion, type Decision, type Origin } from './decide'

const [append] = serialQuestion.choices
const { defaultIndex: _, ...noDefault } = serialQuestion

const asked = {
  default: serialQuestion,
  'no default': noDefault,
  'a default that is not offered': { ...serialQuestion, defaultIndex: 9 },
  'no choices': { ...serialQuestion, choices: [] },
} satisfies Record<string, AboutQuestion['question']>

const about = (changes: Partial<AboutQuestion>): AboutQuestion => ({
  connection: connectionId('c1'),
  vm: vmKey(connectionId('c1'), moid('vm-7')),
  origin: 'own run',
  start: 'as the switch says',
  question: serialQuestion,
  attempts: 0,
  raisedAt: '2026-11-22T14:00:00.000Z',
  policy: { autoAnswer: true, setBy: 'r.nakamura' },
  rules: [],
  ...changes,
})

const said = (decision: Decision) => `${decision.do}: ${decision.because}`

const origins: Origin[] = ['own run', 'foreign task', 'no task']
const tries = [0, 1, maxSameAnswers - 1, maxSameAnswers, maxSameAnswers + 1]

/** Every cell: the same in each column of `tries` unless five are given. */
const on: Record<Origin, Record<keyof typeof asked, string | string[]>> = {
  'own run': {
    default: [
      'answer: default',
      'answer: default',
      'answer: default',
      'block: came-back-three-times',
      'block: came-back-three-times',
    ],
    'no default': 'block: no-default',
    'a default that is not offered': 'block: no-default',
    'no choices': 'block: no-choices',
  },
  'foreign task': {
    default: 'leave: not-started-here',
    'no default': 'leave: not-started-here',
    'a default that is not offered': 'leave: not-started-here',
    'no choices': 'leave: no-choices',
  },
  'no task': {
    default: 'leave: no-task',
    'no default': 'leave: no-task',
    'a default that is not offered': 'leave: no-task',
    'no choices': 'leave: no-choices',
  },
}

describe('auto-answer decides', () => {
  for (const origin of origins) {
    for (const [name, question] of Object.entries(asked)) {
      test(`on, ${origin}, ${name}`, () => {
        const expected = on[origin][name as keyof typeof asked] // a key of the same object
        const cells = typeof expected === 'string' ? tries.map(() => expected) : expected
        expect(tries.map((attempts) => said(decide(about({ origin, question, attempts }))))).toEqual(cells)
      })
      test.each([
        ['off', { autoAnswer: false, setBy: 'r.nakamura' }],
        ['not known', undefined],
      ])(`%s, ${origin}, ${name}: nothing is answered, whatever else holds`, (_name, policy) => {
        const expected = `${origin === 'own run' ? 'block' : 'leave'}: auto-answer-off`
        for (const attempts of tries) expect(said(decide(about({ origin, question, attempts, policy })))).toBe(expected)
      })
    }
  }

  test('the answer is the choice that the host marked', () => {
    expect(decide(about({}))).toEqual({ do: 'answer', choice: append, because: 'default' })
  })
})
