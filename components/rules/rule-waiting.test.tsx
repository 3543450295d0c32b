import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { QuestionView } from '@/lib/live/live-state'
import { ok } from '@/lib/result'
import type { StoredRule } from '@/lib/rules/rule'
import { connectionId, ruleId, type QuestionKey } from '@/lib/vsphere/ids'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { aConnection, aQuestion, aVm, tablesOf } from '../testing/vm-fixtures'
import { draftOfGroup } from './draft'
import { RuleWaiting } from './rule-waiting'

/** What waits keeps what held when it was raised: a rule does not answer it, a person may, with what the rule says. */

const now = Date.parse('2026-11-22T10:06:00Z')
const append: StoredRule = {
  id: ruleId('append'),
  name: 'Append to logs',
  note: '',
  asks: { by: 'messageId', id: 'msg.serial.file.open' },
  origins: ['own run', 'no task'],
  gives: { do: 'answer', label: 'button.serial.file.append' },
  setBy: 'm.okafor',
  setAt: '2026-11-12T10:00:00Z',
}
const [web, db, odd] = ['web', 'db', 'odd'].map((name) => aQuestion(aVm(name))) as [
  QuestionView,
  QuestionView,
  QuestionView,
]

beforeEach(() => {
  // jsdom lays nothing out, and of a list nothing would be in sight.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(172)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(600)
})

function show(rules: StoredRule[], questions: QuestionView[]) {
  const feed = fixtureFeed(tablesOf({ connections: [aConnection('c1')], vms: [], questions }), now)
  const answerQuestions = vi.fn<ConsoleActions['answerQuestions']>(() => Promise.resolve(ok(null)))
  const readAnswers: ConsoleActions['readAnswers'] = () => {
    const sent = answerQuestions.mock.calls.flatMap(([, many]) => many.questions)
    const results = sent.map(({ question }) => ({ question, result: ok(null) }))
    return Promise.resolve(ok({ results, known: results.length, of: results.length, ended: true }))
  }
  const readRules = () => Promise.resolve(ok({ rules }))
  render(
    <ConsoleActionsProvider actions={fixtureActions({ readRules, answerQuestions, readAnswers })}>
      <AccountProvider account={{ name: 'm.okafor', role: 'operator' }}>
        <FixtureLive feed={feed}>
          <RuleWaiting rule={append.id} />
        </FixtureLive>
      </AccountProvider>
    </ConsoleActionsProvider>,
  )
  let passed = 0
  vi.spyOn(performance, 'now').mockImplementation(() => passed)
  return {
    user: userEvent.setup(),
    put: (next: QuestionView[]) =>
      act(() => feed.put(tablesOf({ connections: [aConnection('c1')], vms: [], questions: next }))),
    passDeaf: () => void (passed += 400),
    sent: (): QuestionKey[] =>
      answerQuestions.mock.calls.flatMap(([, many]) => many.questions.map(({ question }) => question)),
    choices: () => answerQuestions.mock.calls.map(([, many]) => many.choice),
  }
}

const asked: QuestionView = { ...odd, state: { at: 'waiting', why: { why: 'ask-me', by: 'ada' } } }

test('those that a rule would answer are shown, and get it by one press but for those that are unticked', async () => {
  const { user, passDeaf, sent, choices } = show([append], [web, db, asked])
  expect(await screen.findByRole('heading', { name: "2 questions wait and fit 'Append to logs'" })).toBeTruthy()
  expect(screen.getByText(/^Auto-answer is off at esx-c1: there no rule decides/)).toBeTruthy()
  await user.click(screen.getByRole('checkbox', { name: 'db at esx-c1' }))
  expect(sent()).toEqual([])
  passDeaf()
  await user.click(screen.getByRole('button', { name: "Answer 'Append' for 1" }))
  expect(sent()).toEqual([web.key])
  expect(choices()).toEqual(['0'])
  expect((await screen.findByRole('status')).textContent).toContain("1 answered 'Append' by m.okafor.")
  expect(screen.getByRole('link', { name: 'To the Board' })).toBeTruthy()
})

test('what came after the list was shown is not in it, and what asks something else by then is not sent', async () => {
  const { user, put, passDeaf, sent } = show([append], [web, db])
  await screen.findByRole('checkbox', { name: 'web at esx-c1' })
  put([web, { ...db, text: 'Something else?' }, odd])
  expect(screen.queryByRole('checkbox', { name: /^odd/ })).toBeNull()
  expect(screen.getByRole('checkbox', { name: 'db at esx-c1: Asks something else now' })).toBeTruthy()
  passDeaf()
  await user.click(screen.getByRole('button', { name: "Answer 'Append' for 1" }))
  expect(sent()).toEqual([web.key])
})

const before: StoredRule = { ...append, id: ruleId('never'), name: 'Never', gives: { do: 'person' } }

test.each<[string, StoredRule[], string]>([
  ['one in dry run', [{ ...append, dryRun: true }], 'This rule is in dry run, so it gives no answers.'],
  [
    'one that has ended',
    [{ ...append, until: '2026-11-22T00:00:00Z' }],
    'This rule has ended, so it gives no answers.',
  ],
  [
    'one for a person',
    [{ ...append, gives: { do: 'person' } }],
    'This rule leaves its questions to a person, so it gives no answers.',
  ],
  ['one behind another', [before, append], "No question that waits now would be answered by 'Append to logs'"],
])('nothing is offered of %s, and why is said', async (_, rules, said) => {
  show(rules, [web, db])
  expect(await screen.findByText(said)).toBeTruthy()
  expect(within(document.body).queryByRole('button', { name: /^Answer/ })).toBeNull()
})

test('a rule made of a group is as wide as the group: where it was raised and by whom, of any VM', () => {
  const text = (vm: string) => `Log "/vmfs/volumes/ds/${vm}/a.log" is there.`
  const { messageId: _, ...plain } = web
  const far = connectionId('c2')
  const of = (vm: string, more: Partial<QuestionView> = {}): QuestionView => ({ ...plain, text: text(vm), ...more })
  const draft = draftOfGroup([of('one'), of('two', { connection: far })])
  expect(draft).toMatchObject({
    by: 'text',
    pattern: 'Log "*" is there.',
    connections: ['c1', 'c2'],
    vms: '',
    origins: ['no task'],
  })
})
