import { expect, test } from 'vitest'
import type { PastGot } from '@/lib/contract/past-questions'
import { serialQuestion } from '@/lib/testing/run-fixtures'
import type { Origin, Rule } from '@/lib/rules/rule'
import { connectionId, moid, ruleId, vmKey } from '@/lib/vsphere/ids'
import { countByRule, shownDays } from './rule-counts'
import { ruleWarnings } from './rule-warnings'
import { judge, wasKinds, wouldKinds, type Past, type WhatIfTerms } from './what-if'
import { columnSum, createTally, rowSum } from './what-if-tally'
import { countWouldHave } from './would-have'

const connection = connectionId('c1')
const { key: _, text, ...asked } = serialQuestion
const days = 24 * 60 * 60_000
const until = Date.parse('2026-11-22T14:00:00Z')

const past = (changes: Partial<Past> = {}): Past => ({
  seq: 1,
  raisedAt: '2026-11-21T10:00:00.000Z',
  connection,
  vm: vmKey(connection, moid('7')),
  vmName: 'build-7',
  origin: 'own run',
  asked,
  text,
  switchOn: true,
  got: { is: 'waiting' },
  ...changes,
})
const rule = (name: string, changes: Partial<Rule> = {}): Rule => ({
  id: ruleId(name),
  name,
  asks: { by: 'messageId', id: 'msg.serial.file.open' },
  origins: ['own run'],
  gives: { do: 'person' },
  setBy: 'r.nakamura',
  ...changes,
})
const append = rule('append', { gives: { do: 'answer', label: 'Append' } })
const terms = (rules: readonly Rule[], changes: Partial<WhatIfTerms> = {}): WhatIfTerms => ({
  rules,
  switches: 'as they were',
  isOnNow: () => false,
  ...changes,
})
type Answered = Extract<PastGot, { is: 'answered' }>
const byPerson = (label: string): Answered => ({
  is: 'answered',
  by: { kind: 'person', name: 'a.haddad' },
  label,
  isDefault: label === 'Append',
  afterMs: 60_000,
})
const byDefault: Answered = { ...byPerson('Append'), by: { kind: 'autoAnswer', setBy: 'r.nakamura' } }
const cancelled: PastGot = { is: 'cancelled', by: { kind: 'andon' } }

test.each<[string, Partial<Past>, readonly Rule[], object]>([
  ['the default, as it was', { got: byDefault }, [], { was: 'default', would: 'default' }],
  ['a rule says the same', { got: byDefault }, [append], { would: 'rule', label: 'Append', effect: 'same-answer' }],
  ['a person said it', { got: byPerson('Append') }, [append], { was: 'person', effect: 'less-waiting' }],
  ['a person chose otherwise', { got: byPerson('Replace') }, [append], { effect: 'person-otherwise' }],
  ['a rule keeps it', { got: byDefault }, [rule('never')], { would: 'person', effect: 'by-hand' }],
  ['off, and cancelled', { got: cancelled, switchOn: false }, [append], { was: 'cancelled', would: 'cancelled' }],
  ['off, not cancelable', { got: byPerson('Replace'), switchOn: false, waitsAsError: true }, [], { would: 'person' }],
  [
    'it went, and would have been answered',
    { got: { is: 'gone' } },
    [append],
    { was: 'gone', effect: 'answered-before' },
  ],
  ['it went, and would have waited', { got: { is: 'gone' } }, [rule('never')], { was: 'gone', would: 'person' }],
  ['asked to be asked', { got: byPerson('Append'), start: 'ask me' }, [append], { would: 'person' }],
  [
    'another one would be given',
    { got: byDefault },
    [rule('x', { gives: { do: 'answer', label: 'Replace' } })],
    { effect: 'another-answer' },
  ],
  [
    'it would be cancelled',
    { got: byDefault },
    [rule('x', { gives: { do: 'cancel' } })],
    { would: 'cancelled', effect: 'would-cancel' },
  ],
])('%s', (_what, question, rules, is) => {
  const judged = judge(past(question), terms(rules))
  expect(judged).toMatchObject(is)
  if (!('effect' in is)) expect(judged).not.toHaveProperty('effect')
})

test('what is decided as it was then gets what it got, whatever that was', () => {
  const decided = { do: 'answer', because: 'default' } as const
  expect(judge(past({ decided, got: byPerson('Replace') }), terms([]))).not.toHaveProperty('effect')
  const byRule = { do: 'answer', because: 'rule', rule: { id: append.id, name: 'append' } } as const
  const got: PastGot = { ...byDefault, by: { kind: 'autoAnswer', setBy: 'x', rule: 'append' } }
  expect(judge(past({ decided: byRule, got }), terms([append]))).not.toHaveProperty('effect')
  const edited = { ...append, gives: { do: 'answer', label: 'Replace' } } as const
  expect(judge(past({ decided: byRule, got }), terms([edited]))).toMatchObject({ effect: 'another-answer' })
})

test('of a question that no run had to deal with, the switch counts as it is now, or every one as on', () => {
  const { switchOn: _on, ...alone } = past({ origin: 'foreign task', got: { is: 'gone' } })
  const foreign = { ...append, origins: ['foreign task'] as const }
  expect(judge(alone, terms([foreign]))).not.toHaveProperty('effect')
  expect(judge(alone, terms([foreign], { isOnNow: () => true }))).toMatchObject({ would: 'rule' })
  expect(judge(alone, terms([foreign], { switches: 'on' }))).toMatchObject({ would: 'rule' })
})

/** The same numbers in the same order for a seed. */
function numbers(seed: number) {
  let state = seed
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % below
  }
  return { next, oneOf: <T>(all: readonly T[]): T => all[next(all.length)]! } // below its length
}

test('every question is in one cell, the sums agree, and each difference is in one fold', () => {
  const origins = ['own run', 'foreign task', 'no task'] as const
  const labels = ['Append', 'Replace', 'Cancel', 'Frob']
  for (let seed = 1; seed <= 300; seed++) {
    const { next, oneOf } = numbers(seed)
    const aRule = (_: unknown, n: number): Rule =>
      rule(`r${n}`, {
        asks: oneOf([
          { by: 'messageId', id: oneOf(['msg.serial.file.open', 'msg.uuid.altered']) },
          { by: 'text', pattern: oneOf(['already exists', 'moved*copied', '?']) },
        ] as const),
        origins: origins.filter(() => next(2) === 0),
        gives: oneOf([
          { do: 'default' },
          { do: 'answer', label: oneOf(labels) },
          { do: 'person' },
          { do: 'cancel' },
        ] as const),
        ...(next(4) === 0 ? { dryRun: true as const } : {}),
        ...(next(3) === 0 ? { vms: [oneOf(['build*', 'web'])] } : {}),
      })
    const rules = Array.from({ length: next(6) }, aRule)
    const by = () =>
      oneOf([
        { kind: 'person', name: 'a' },
        { kind: 'autoAnswer', setBy: 'b' },
        { kind: 'autoAnswer', setBy: 'b', rule: 'r0' },
        { kind: 'elsewhere' },
        { kind: 'andon' },
      ] as const)
    const got = (): PastGot =>
      oneOf([
        { is: 'answered', by: by(), label: oneOf(labels), isDefault: false, afterMs: next(1e6) },
        { is: 'cancelled', by: by() },
        { is: 'gone' },
        { is: 'waiting' },
      ] as const)
    const all = Array.from({ length: next(60) }, (_, seq): Past => {
      const { switchOn: _on, ...one } = past({
        seq,
        got: got(),
        origin: oneOf<Origin>(origins),
        vmName: oneOf(['web', 'build-1']),
      })
      return {
        ...one,
        ...(next(2) === 0 ? { switchOn: next(2) === 0 } : {}),
        ...(next(3) === 0 ? { waitsAsError: true as const } : {}),
        ...(next(4) === 0 ? { start: oneOf(['ask me', 'with defaults'] as const) } : {}),
        ...(next(3) === 0
          ? { decided: { do: 'leave', because: 'rule', rule: { id: ruleId('r0'), name: 'r0' } } as const }
          : {}),
      }
    })
    const tally = createTally()
    for (const one of all) tally.add(judge(one, terms(rules, { isOnNow: () => next(2) === 0 })))
    const found = tally.sum()
    const sum = (some: readonly number[]) => some.reduce((total, one) => total + one, 0)
    expect(found.total).toBe(all.length)
    expect(sum(wasKinds.map((was) => rowSum(found.cells[was])))).toBe(all.length)
    expect(sum(wouldKinds.map((would) => columnSum(found, would)))).toBe(all.length)
    const cells = wasKinds.flatMap((was) => wouldKinds.map((would) => found.cells[was][would]))
    expect(sum(cells.map(({ same }) => same))).toBe(found.same)
    expect(sum(cells.map(({ different }) => different))).toBe(found.different)
    expect(found.same + found.different).toBe(found.total)
    const folded = found.folds.flatMap((fold) => fold.all.map(({ question }) => question.seq))
    expect(folded).toHaveLength(found.different)
    expect(new Set(folded).size).toBe(folded.length)
  }
})

test('the riskiest difference comes first, and what cannot be undone before what can', () => {
  const replace = rule('replace', { vms: ['web'], gives: { do: 'answer', label: 'Replace' } })
  const tally = createTally()
  const ask = (changes: Partial<Past>) => tally.add(judge(past(changes), terms([replace, append])))
  ask({ seq: 1, got: byPerson('Append') })
  ask({ seq: 2, got: byPerson('Append') })
  ask({ seq: 3, got: { is: 'gone' } })
  ask({ seq: 4, got: { is: 'gone' }, vmName: 'web' })
  ask({ seq: 5, got: byPerson('Cancel') })
  const { folds, otherwise, savedMs } = tally.sum()
  expect(folds.map(({ effect, isDestructive, all }) => [effect, isDestructive, all.length])).toEqual([
    ['person-otherwise', false, 1],
    ['answered-before', true, 1],
    ['answered-before', false, 1],
    ['less-waiting', false, 2],
  ])
  expect([otherwise, savedMs]).toEqual([1, 120_000])
})

test('what a rule decided is counted by day; one that is never first is told, with how many fit', () => {
  const never = rule('never')
  const rules = [never, append]
  const counting = countByRule(rules, until)
  const decided = { do: 'leave', because: 'rule', rule: { id: never.id, name: 'never' } } as const
  for (const ago of [0, 1, 1, 27, 29])
    counting.add(past({ decided, raisedAt: new Date(until - ago * days - 1).toISOString() }))
  counting.add(past({ asked: { ...asked, messageId: 'msg.other' } }))
  const { of, byTheSwitch } = counting.sum()
  expect(byTheSwitch).toBe(1)
  const count = of.get(never.id)
  expect(count?.decided.count).toBe(5)
  expect(count?.decided.days).toHaveLength(shownDays)
  expect([count?.decided.days.at(-1), count?.decided.days.at(-2), count?.decided.days[0]]).toEqual([1, 2, 1])
  const options = { nameOf: () => 'esx-c1', now: until }
  expect(ruleWarnings(rules, 1, [], { ...options, count: of.get(append.id) })).toEqual([
    'Never decides: rule 1 comes first for all 5 questions that fit. Move it above rule 1, or narrow rule 1.',
  ])
  // Not certain from the rules alone, and so it was with all of the record.
  const narrow = countByRule([rule('narrow', { vms: ['build*'] }), append], until)
  narrow.add(past())
  expect(
    ruleWarnings([rule('narrow', { vms: ['build*'] }), append], 1, [], {
      ...options,
      count: narrow.sum().of.get(append.id),
    }),
  ).toEqual([
    'Decided nothing in 30 days: rule 1 comes first for the one question that fits. Move it above rule 1, or narrow rule 1.',
  ])
})

test('what a rule would have decided in the editor, and what was offered for it', () => {
  const counting = countWouldHave(append, [append])
  counting.add(past({ seq: 1, got: byDefault }))
  counting.add(past({ seq: 2, got: byPerson('Replace') }))
  counting.add(past({ seq: 3, origin: 'no task' }))
  const { decided, differs, behind, offered } = counting.sum()
  expect(decided.map(({ question }) => question.seq)).toEqual([2, 1])
  expect([differs, behind, offered.length]).toEqual([2, 0, 1])
  const second = countWouldHave(append, [rule('never'), append])
  second.add(past())
  expect(second.sum()).toMatchObject({ decided: [], behind: 1 })
  // Who starts something to be asked is: no other rule comes first.
  const third = countWouldHave(append, [append])
  third.add(past({ start: 'ask me' }))
  expect(third.sum()).toMatchObject({ decided: [], behind: 0 })
})
