import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { connectionId, moid, questionKey, vmKey } from '../vsphere/ids'
import { withoutUndefined } from '../without-undefined'
import type { QuestionState, QuestionView } from './live-state'
import {
  arrangementOf,
  groupIdOf,
  groupQuestions,
  keepPlaces,
  ownPartAmong,
  sizeOf,
  takenBy,
  textOfGroup,
  worstFirst,
} from './question-groups'

const start = Date.parse('2026-11-22T14:00:00Z')
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString()
const answered: QuestionState = {
  at: 'answered',
  by: { kind: 'person', name: 'a.haddad' },
  answeredAt: at(0),
  isDefault: false,
  afterMs: 0,
}

const append = [
  { key: '0', label: 'button.serial.file.append', summary: 'Append' },
  { key: '1', label: 'button.serial.file.overwrite', summary: 'Replace' },
]

function asked(vm: string, changes: Partial<QuestionView> & { defaultIndex?: number; choices?: typeof append } = {}) {
  const c1 = connectionId('c1')
  const { defaultIndex, choices = append, ...rest } = changes
  const text = rest.text ?? `Serial port output file "/vmfs/volumes/ds/${vm}/serial0.log" already exists.`
  return {
    key: questionKey(c1, moid(vm), '1'),
    connection: c1,
    vm: vmKey(c1, moid(vm)),
    vmName: vm,
    vmStoredName: vm,
    messageId: 'msg.serial.file.open',
    text,
    raisedAt: at(0),
    question: { id: '1', text, choices, messages: [], ...withoutUndefined({ defaultIndex }) },
    state: { at: 'waiting', why: { why: 'no-task' } },
    ...rest,
  } satisfies QuestionView
}

const names = (groups: readonly { questions: readonly QuestionView[] }[]) =>
  groups.map(({ questions }) => questions.map(({ vmName }) => vmName))

describe('questions of one group', () => {
  test('ask the same: only the part in the text that is each VM’s own may differ', () => {
    const grouped = groupQuestions([
      asked('a'),
      asked('b', { raisedAt: at(-5) }),
      asked('c', { messageId: 'msg.parallel.file.open' }),
      asked('d', { defaultIndex: 0 }),
      asked('e', { choices: [...append].reverse() }),
      asked('f', { text: 'Serial port output file "/x" cannot be opened.' }),
    ])
    expect(names(grouped)).toEqual([['b', 'a'], ['c'], ['d'], ['e'], ['f']])
  })

  test('are about the same thing, where it is known what they are about', () => {
    const full = new Map([
      ['a', 'nfs-1'],
      ['b', 'nfs-2'],
      ['c', 'nfs-1'],
    ])
    const grouped = groupQuestions([asked('a'), asked('b'), asked('c')], ({ vmName }) => full.get(vmName))
    expect(names(grouped)).toEqual([['a', 'c'], ['b']])
    expect(grouped.map(({ about }) => about)).toEqual(['nfs-1', 'nfs-2'])
  })

  test('show what is in all of their texts, and the place of what is each VM’s own', () => {
    const [both] = groupQuestions([asked('a'), asked('b')])
    expect(both && textOfGroup(both, (_, text) => text)).toEqual([
      { own: false, text: 'Serial port output file "' },
      { own: true, noun: 'file' },
      { own: false, text: '" already exists.' },
    ])
    const [alone] = groupQuestions([asked('a')])
    expect(alone && textOfGroup(alone, (_, text) => text)).toEqual([{ own: false, text: asked('a').text }])
  })

  test('say of each VM what is its own', () => {
    const text = (file: string) => `There is no more space for virtual disk '[ds 1] x/${file}'. Retry 3 times?`
    const [a, b] = [asked('a', { text: text('a_1.vmdk') }), asked('b', { text: text('b.vmdk') })]
    expect([a, b].map(ownPartAmong([a, b]))).toEqual(['a_1.vmdk', 'b.vmdk'])
    expect(ownPartAmong([a])(a)).toBeUndefined()
  })

  test('sum what would be lost, as far as it is known', () => {
    expect(sizeOf([asked('a', { file: { bytes: 5 } }), asked('b', { file: { bytes: 7 } }), asked('c')])).toEqual({
      bytes: 12,
      of: 2,
    })
  })
})

test('worst first: overdue, then what nobody has taken, then the longest waiting', () => {
  const taken = { by: 'j.lindqvist', at: at(0) }
  const kinds = (vm: string, seconds: number, more: Partial<QuestionView> = {}) =>
    asked(vm, { messageId: vm, raisedAt: at(-seconds), ...more })
  const groups = groupQuestions([
    kinds('young', 10),
    kinds('old', 500),
    kinds('overdue and taken', 900, { taken }),
    kinds('overdue', 700),
    kinds('taken', 550, { taken }),
  ])
  expect(names(worstFirst(groups, start)).flat()).toEqual(['overdue', 'overdue and taken', 'old', 'young', 'taken'])
})

test('a group is taken by somebody who has taken all of it, since the first of that', () => {
  const by = (name: string, seconds: number) => ({ taken: { by: name, at: at(seconds) } })
  expect(takenBy([asked('a', by('j', 3)), asked('b', by('j', 1))])).toEqual({ by: 'j', at: at(1) })
  expect(takenBy([asked('a', by('j', 3)), asked('b', by('m', 1))])).toBeUndefined()
  expect(takenBy([asked('a', by('j', 3)), asked('b')])).toBeUndefined()
})

describe('while nothing may move', () => {
  const find = (all: readonly QuestionView[]) => (key: string) => all.find((one) => one.key === key)

  test('groups keep their places and what they show; what is new waits, what was answered stays', () => {
    const before = [asked('a'), asked('b'), asked('x', { messageId: 'x' })]
    const places = arrangementOf(groupQuestions(before))
    const now = [asked('a', { state: answered }), asked('b'), asked('c'), asked('0', { raisedAt: at(-99) })]
    const kept = keepPlaces(places, now.slice(1), find(now))
    expect(names(kept.groups)).toEqual([['a', 'b']])
    expect(kept.fresh.map(({ vmName }) => vmName)).toEqual(['c', '0'])
  })

  test('what asks something else by now leaves its group; one alone keeps its place', () => {
    const before = [asked('a'), asked('b'), asked('x', { messageId: 'x' })]
    const places = arrangementOf(groupQuestions(before))
    const now = [asked('a', { messageId: 'other' }), asked('b'), asked('x', { messageId: 'y' })]
    const kept = keepPlaces(places, now, find(now))
    expect(names(kept.groups)).toEqual([['b'], ['x']])
    expect(kept.fresh.map(({ vmName }) => vmName)).toEqual(['a'])
  })
})

const someQuestion = fc
  .record({
    vm: fc.integer({ min: 0, max: 40 }),
    messageId: fc.constantFrom('msg.a', 'msg.b'),
    text: fc.constantFrom('No space on "/a".', 'No space on "/b".', 'Lost 3 of 4.', 'Lost 5 of 4.', 'Other'),
    defaultIndex: fc.option(fc.constantFrom(0, 1), { nil: undefined }),
    age: fc.integer({ min: 0, max: 2_000 }),
  })
  .map(({ vm, messageId, text, defaultIndex, age }) =>
    asked(`vm-${vm}`, { messageId, text, raisedAt: at(-age), ...withoutUndefined({ defaultIndex }) }),
  )
const someQuestions = fc.uniqueArray(someQuestion, { selector: ({ key }) => key, maxLength: 40 })

test('every question is in exactly one group, and groups of one id ask the same', () => {
  fc.assert(
    fc.property(someQuestions, (questions) => {
      const groups = worstFirst(groupQuestions(questions), start)
      const keys = groups.flatMap((group) => group.questions.map(({ key }) => key))
      expect(keys.toSorted()).toEqual(questions.map(({ key }) => key).toSorted())
      expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length)
      for (const { id, questions: of } of groups) for (const one of of) expect(groupIdOf(one)).toBe(id)
    }),
  )
})

/** What a press answers is what its group shows; a question that changed or came since is in no group that shows it. */
test('whatever changes while nothing may move, each open question is in one place, and none in a group that it does not fit', () => {
  fc.assert(
    fc.property(someQuestions, someQuestions, (before, now) => {
      const places = arrangementOf(worstFirst(groupQuestions(before), start))
      const { groups, fresh } = keepPlaces(places, now, (key) => now.find((one) => one.key === key))
      const shown = groups.flatMap(({ questions }) => questions)
      expect([...shown, ...fresh].map(({ key }) => key).toSorted()).toEqual(now.map(({ key }) => key).toSorted())
      const byKey = new Map(before.map((one) => [one.key, one]))
      for (const { id, questions } of groups) {
        for (const one of questions) expect(byKey.has(one.key)).toBe(true)
        if (questions.length > 1) for (const one of questions) expect(groupIdOf(one)).toBe(id)
      }
    }),
  )
})
