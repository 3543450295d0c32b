import { describe, expect, test } from 'vitest'
import type { Origin } from '../rules/rule'
import { connectionId, moid, vmKey } from '../vsphere/ids'
import { serialQuestion } from '../testing/run-fixtures'
import {
  decide,
  maxAlikeAnswers,
  maxAnswersInRun,
  maxSameAnswers,
  noneGiven,
  type AboutQuestion,
  type Decision,
} from './decide'

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
  vmName: 'build-agent-07',
  origin: 'own run',
  start: 'as the switch says',
  question: serialQuestion,
  given: noneGiven,
  raisedAt: '2026-11-22T14:00:00.000Z',
  policy: { autoAnswer: true, setBy: 'r.nakamura' },
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
    'no choices': 'leave: no-task',
  },
}

describe('auto-answer decides', () => {
  for (const origin of origins) {
    for (const [name, question] of Object.entries(asked)) {
      test(`on, ${origin}, ${name}`, () => {
        const expected = on[origin][name as keyof typeof asked] // a key of the same object
        const cells = typeof expected === 'string' ? tries.map(() => expected) : expected
        expect(tries.map((same) => said(decide(about({ origin, question, given: { ...noneGiven, same } }))))).toEqual(
          cells,
        )
      })
      test.each([
        ['off', { autoAnswer: false, setBy: 'r.nakamura' }],
        ['not known', undefined],
      ])(`%s, ${origin}, ${name}: nothing is answered, whatever else holds`, (_name, policy) => {
        const expected = {
          'own run': 'block: auto-answer-off',
          'foreign task': 'leave: auto-answer-off',
          // The switch changes nothing for these, so it is not the reason.
          'no task': 'leave: no-task',
        }[origin]
        for (const same of tries)
          expect(said(decide(about({ origin, question, given: { ...noneGiven, same }, policy })))).toBe(expected)
      })
    }
  }

  test.each([
    ['of one kind', { same: 0, alike: maxAlikeAnswers, inRun: maxAlikeAnswers }],
    ['of a run', { same: 0, alike: 0, inRun: maxAnswersInRun }],
  ])('the automatic answers %s are bounded', (_name, given) => {
    expect(said(decide(about({ given })))).toBe('block: too-many-answers')
    const one = { ...given, alike: Math.max(0, given.alike - 1), inRun: given.inRun - 1 }
    expect(said(decide(about({ given: one })))).toBe('answer: default')
  })

  test('the answer is the choice that the host marked', () => {
    expect(decide(about({}))).toEqual({ do: 'answer', choice: append, because: 'default' })
  })
})
