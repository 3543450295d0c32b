/** What the switch, the rules and the start make of a question of our own run; and of those of others. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Origin, Rule, RuleGives } from '../rules/rule'
import { serialQuestion } from '../testing/run-fixtures'
import { connectionId, moid, ruleId, vmKey } from '../vsphere/ids'
import { decide, noneGiven, type AboutQuestion, type Decision, type Policy, type StartChoice } from './decide'

const [append, replace] = serialQuestion.choices
const here = connectionId('c1')
const everywhere: Origin[] = ['own run', 'foreign task', 'no task']

const rule = (gives: RuleGives, changes: Partial<Rule> = {}): Rule => ({
  id: ruleId('r1'),
  name: 'Build agents',
  asks: { by: 'messageId', id: 'msg.serial.file.open' },
  origins: everywhere,
  gives,
  setBy: 'm.okafor',
  ...changes,
})
const policy = (changes: Partial<Policy> = {}): Policy => ({ autoAnswer: true, setBy: 'r.nakamura', ...changes })

const about = (changes: Partial<AboutQuestion>): AboutQuestion => ({
  connection: here,
  vm: vmKey(here, moid('vm-7')),
  vmName: 'build-agent-07',
  origin: 'own run',
  start: 'as the switch says',
  question: serialQuestion,
  given: noneGiven,
  raisedAt: '2026-11-22T14:00:00.000Z',
  policy: policy(),
  ...changes,
})
const said = (decision: Decision) =>
  decision.do === 'answer'
    ? `answer ${decision.choice.key}: ${decision.because}`
    : `${decision.do}: ${decision.because}`

const default_ = append!.key // the fixture's default
const thens = {
  default: { do: 'default' },
  'a fixed answer': { do: 'answer', label: replace!.label },
  'one that is not offered': { do: 'answer', label: 'Explode' },
  'a person': { do: 'person' },
  cancel: { do: 'cancel' },
} satisfies Record<string, RuleGives>

describe('of our own run', () => {
  type Row = { off: string; noRule: string; noDefault: string } & Record<keyof typeof thens, string>
  const table: Record<StartChoice, Row> = {
    'as the switch says': {
      off: 'block: auto-answer-off',
      noRule: `answer ${default_}: default`,
      noDefault: 'block: no-default',
      default: `answer ${default_}: rule`,
      'a fixed answer': `answer ${replace!.key}: rule`,
      'one that is not offered': 'leave: rule-not-offered',
      'a person': 'leave: rule',
      cancel: 'block: rule',
    },
    'ask me': {
      off: 'leave: ask-me',
      noRule: 'leave: ask-me',
      noDefault: 'leave: ask-me',
      default: 'leave: ask-me',
      'a fixed answer': 'leave: ask-me',
      'one that is not offered': 'leave: ask-me',
      'a person': 'leave: ask-me',
      cancel: 'leave: ask-me',
    },
    'with defaults': {
      off: `answer ${default_}: started-with-defaults`,
      noRule: `answer ${default_}: started-with-defaults`,
      noDefault: 'block: no-default',
      default: `answer ${default_}: rule`,
      'a fixed answer': `answer ${replace!.key}: rule`,
      'one that is not offered': 'leave: rule-not-offered',
      'a person': 'leave: rule',
      cancel: 'block: rule',
    },
  }
  const { defaultIndex: _, ...withoutDefault } = serialQuestion

  for (const [start, row] of Object.entries(table) as [StartChoice, Row][]) {
    test(`started ${start}: the switch alone`, () => {
      expect(said(decide(about({ start, policy: policy({ autoAnswer: false }) })))).toBe(row.off)
      expect(said(decide(about({ start, policy: undefined })))).toBe(row.off)
      expect(said(decide(about({ start })))).toBe(row.noRule)
      expect(said(decide(about({ start, question: withoutDefault })))).toBe(row.noDefault)
      // A rule that is about another question, VM, connection or origin, or has ended, is none.
      for (const other of [
        { asks: { by: 'messageId', id: 'msg.uuid.altered' } },
        { vms: ['lab-*'] },
        { connections: [connectionId('c2')] },
        { connections: [] },
        { origins: ['foreign task', 'no task'] },
        { until: '2026-11-22T14:00:00.000Z' },
        { until: 'never' },
      ] satisfies Partial<Rule>[]) {
        const rules = [rule({ do: 'person' }, other)]
        expect(said(decide(about({ start, policy: policy({ rules }) })))).toBe(row.noRule)
      }
    })

    for (const [name, gives] of Object.entries(thens)) {
      test(`started ${start}: a rule for ${name}`, () => {
        const rules = [rule(gives), rule({ do: 'person' }, { id: ruleId('r2') })]
        expect(said(decide(about({ start, policy: policy({ rules }) })))).toBe(row[name as keyof typeof thens])
        // The switch is the master.
        expect(said(decide(about({ start, policy: policy({ rules, autoAnswer: false }) })))).toBe(row.off)
      })
    }
  }

  test('the decision names the rule, and who made it', () => {
    const rules = [rule({ do: 'person' })]
    expect(decide(about({ policy: policy({ rules }) })).rule).toEqual({
      id: 'r1',
      name: 'Build agents',
      setBy: 'm.okafor',
    })
  })

  test('the first that fits decides', () => {
    const rules = [
      rule({ do: 'cancel' }, { vms: ['lab-*'] }),
      rule({ do: 'answer', label: 'Replace' }, { id: ruleId('r2'), vms: ['db-*', 'BUILD-agent-??'] }),
      rule({ do: 'person' }, { id: ruleId('r3') }),
    ]
    expect(decide(about({ policy: policy({ rules }) }))).toMatchObject({ do: 'answer', rule: { id: 'r2' } })
  })

  test('automatic answers of a rule have an end too', () => {
    const rules = [rule({ do: 'answer', label: 'Append' })]
    const given = { same: 3, alike: 3, inRun: 3 }
    expect(said(decide(about({ given, policy: policy({ rules }) })))).toBe('block: came-back-three-times')
  })
})

describe('of others', () => {
  for (const origin of ['foreign task', 'no task'] as const) {
    test(`${origin}: only while the switch is on, and by a rule whose origin says so`, () => {
      const give = rule({ do: 'answer', label: 'Append' })
      const decided = (changes: Partial<AboutQuestion>) => said(decide(about({ origin, ...changes })))
      expect(decided({ policy: policy({ rules: [give] }) })).toBe(`answer ${default_}: rule`)
      expect(decided({ policy: policy({ rules: [give], autoAnswer: false }) })).toBe('leave: auto-answer-off')
      expect(decided({ policy: policy({ rules: [{ ...give, origins: ['own run'] }] }) })).toMatch(/^leave/)
      expect(decided({ policy: policy() })).toBe(origin === 'no task' ? 'leave: no-task' : 'leave: not-started-here')
      // Nobody cancels what others have started.
      expect(decided({ policy: policy({ rules: [rule({ do: 'cancel' })] }) })).toBe('leave: not-started-here')
    })
  }
})

describe('a dry run', () => {
  const give = rule({ do: 'answer', label: 'Replace' }, { dryRun: true })
  test('of a rule decides nothing, and says what it would have done', () => {
    expect(decide(about({ policy: policy({ rules: [give] }) }))).toEqual({
      do: 'answer',
      choice: append,
      because: 'default',
      dryRun: {
        would: { do: 'answer', label: 'Replace' },
        rule: { id: 'r1', name: 'Build agents', setBy: 'm.okafor' },
      },
    })
  })

  test('of a rule behind the one that decides says nothing', () => {
    const rules = [rule({ do: 'person' }, { id: ruleId('r2') }), give]
    expect(decide(about({ policy: policy({ rules }) })).dryRun).toBeUndefined()
    expect(decide(about({ policy: policy({ rules: [give], autoAnswer: false }) })).dryRun).toBeUndefined()
    expect(decide(about({ start: 'ask me', policy: policy({ rules: [give] }) })).dryRun).toBeUndefined()
  })

  test('of the switch is as good as off', () => {
    const off = policy({ autoAnswer: false, dryRun: true })
    expect(decide(about({ policy: off }))).toEqual({
      do: 'block',
      because: 'auto-answer-off',
      dryRun: { would: { do: 'answer', label: 'Append' } },
    })
    expect(decide(about({ policy: { ...off, rules: [rule({ do: 'person' })] } })).dryRun).toMatchObject({
      would: { do: 'person' },
      rule: { name: 'Build agents' },
    })
    expect(decide(about({ policy: { ...off, rules: [give] } })).dryRun).toMatchObject({
      would: { do: 'answer', label: 'Replace' },
    })
  })
})

test('no rule answers what it does not fit, gives what is not offered, or counts while the switch is off', () => {
  const anyRule = fc.record({
    id: fc.constantFrom(...['r1', 'r2', 'r3'].map(ruleId)),
    name: fc.constant('x'),
    asks: fc.oneof(
      fc.record({ by: fc.constant('messageId' as const), id: fc.constantFrom('msg.serial.file.open', 'msg.other') }),
      fc.record({ by: fc.constant('text' as const), pattern: fc.constantFrom('*', 'serial', 'no such text') }),
    ),
    vms: fc.array(fc.constantFrom('build*', 'lab*'), { minLength: 1, maxLength: 2 }),
    origins: fc.subarray(everywhere),
    gives: fc.constantFrom<RuleGives>(...Object.values(thens)),
    setBy: fc.constant('m.okafor'),
  })
  fc.assert(
    fc.property(
      fc.array(anyRule, { maxLength: 4 }),
      fc.constantFrom(...everywhere),
      fc.constantFrom<StartChoice>('as the switch says', 'ask me', 'with defaults'),
      fc.boolean(),
      (rules, origin, start, autoAnswer) => {
        const decision = decide(about({ origin, start, policy: policy({ rules, autoAnswer }) }))
        if (decision.rule) {
          expect(autoAnswer).toBe(true)
          const by = rules.find((one) =>
            one.origins.includes(origin) && one.vms.includes('build*') && one.asks.by === 'messageId'
              ? one.asks.id === 'msg.serial.file.open' && one.origins.includes(origin) && one.vms.includes('build*')
              : one.asks.by === 'text' &&
                one.asks.pattern !== 'no such text' &&
                one.origins.includes(origin) &&
                one.vms.includes('build*'),
          )
          expect(decision.rule.id).toBe(by?.id)
          if (decision.do === 'answer' && by?.gives.do === 'answer') {
            expect(decision.choice.label).toBe(by.gives.label)
          }
        }
        if (decision.do === 'answer') expect(serialQuestion.choices).toContain(decision.choice)
        if (origin !== 'own run' && decision.do === 'answer') expect(decision.because).toBe('rule')
        if (origin !== 'own run') expect(decision.do).not.toBe('block')
        if (start === 'ask me' && origin === 'own run') expect(decision.do).toBe('leave')
      },
    ),
  )
})
