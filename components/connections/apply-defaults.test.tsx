/**
 * Auto-answer, switched on while questions wait, said "on" and answered nothing: a run keeps what held when it began.
 * What waits can be given its default in one go.
 */
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import type { ConsoleActions } from '@/lib/contract/contract'
import { textSeen, type AnswersSoFar } from '@/lib/contract/run-input'
import type { QuestionView } from '@/lib/live/live-state'
import { failed, ok, type Result } from '@/lib/result'
import type { StoredRule } from '@/lib/rules/rule'
import { connectionId, ruleId, type QuestionKey } from '@/lib/vsphere/ids'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { aConnection, aQuestion, aVm, tablesOf } from '../testing/vm-fixtures'
import { AutoAnswer } from './auto-answer'
import { ScopeProvider } from './scope'
import { sumOf } from './default-results'

const off = aConnection('c1')
const on = aConnection('c1', { autoAnswer: { on: true, changedBy: 'm.okafor', changedAt: '2026-11-22T10:05:00Z' } })
const [web, db, odd] = [aVm('web'), aVm('db'), aVm('odd')]
const asksWeb = aQuestion(web)
const asksDb = aQuestion(db, { raisedAt: '2026-11-22T10:01:00Z' })
const { defaultIndex: _default, ...withoutDefault } = asksDb.question
const asksOdd = aQuestion(odd, { question: withoutDefault, raisedAt: '2026-11-22T10:02:00Z' })
const replaces: QuestionView = { ...asksDb, question: { ...asksDb.question, defaultIndex: 1 } }

type Results = AnswersSoFar['results']

/** What the server says of a press: these results and no more, unless it is still at it. */
const soFar = (results: Results, of: number, ended = true) => ok({ results, known: results.length, of, ended })
const taken = (...questions: QuestionView[]): Results =>
  questions.map(({ key }) => ({ question: key, result: ok(null) }))

function show({
  questions = [asksWeb, asksDb, asksOdd],
  results = taken(asksWeb, asksDb),
  readAnswers = () => Promise.resolve(soFar(results, 2)),
  answerQuestions = () => Promise.resolve(ok(null)),
  role = 'operator',
  connection = on,
  rules = [],
}: {
  questions?: QuestionView[]
  results?: Results
  readAnswers?: ConsoleActions['readAnswers']
  answerQuestions?: ConsoleActions['answerQuestions']
  role?: Role
  connection?: typeof on
  rules?: StoredRule[]
} = {}) {
  const tables = (of: typeof on, asked = questions) =>
    tablesOf({ connections: [of], vms: [web, db, odd], questions: asked })
  const feed = fixtureFeed(tables(connection), Date.parse('2026-11-22T10:06:00Z'))
  const answer = vi.fn<ConsoleActions['answerQuestions']>(answerQuestions)
  const stopAnswers = vi.fn<ConsoleActions['stopAnswers']>(() => Promise.resolve(ok(null)))
  const setAutoAnswer = vi.fn<ConsoleActions['setAutoAnswer']>(() => Promise.resolve(ok(null)))
  const readRules = () => Promise.resolve(ok({ rules }))
  render(
    <ConsoleActionsProvider
      actions={fixtureActions({ answerQuestions: answer, readAnswers, stopAnswers, setAutoAnswer, readRules })}
    >
      <AccountProvider account={{ name: 'm.okafor', role }}>
        <FixtureLive feed={feed}>
          <ScopeProvider>
            <AutoAnswer />
          </ScopeProvider>
        </FixtureLive>
      </AccountProvider>
    </ConsoleActionsProvider>,
  )
  return { user: userEvent.setup(), feed, tables, answer, stopAnswers }
}

/** What was sent: to which question, as it was seen, which answer. */
const sentBy = (answer: { mock: { calls: Parameters<ConsoleActions['answerQuestions']>[] } }) =>
  answer.mock.calls.flatMap(([, many]) =>
    many.questions.map(({ question, own }): [QuestionKey, string, string, true | undefined] => [
      question,
      many.choice,
      textSeen(many, own),
      many.confirmed,
    ]),
  )

const openIt = async (user: ReturnType<typeof userEvent.setup>, name = /still wait/) =>
  user.click(await screen.findByRole('button', { name }))
const apply = (name: string) => screen.getByRole('button', { name })

test('put on while questions wait: it opens by itself, and says from when, which wait, and what each would get', async () => {
  const { user, feed, tables } = show({ connection: off })
  expect(screen.queryByRole('button', { name: /still wait/ })).toBeNull()
  await user.click(screen.getByRole('switch', { name: 'Auto-answer' }))
  act(() => feed.put(tables(on)))
  const offer = within(await screen.findByRole('dialog', { name: 'What waits at esx-c1' }))
  expect(offer.getByText('Auto-answer is on at esx-c1, from the next task on.')).toBeTruthy()
  expect(
    offer.getByText(
      /It was off when the questions below were raised, so they still wait\. 2 have a default; 1 has none and goes on waiting\./,
    ),
  ).toBeTruthy()
  expect(offer.getAllByRole('listitem').map((line) => line.textContent)).toEqual([
    'webSerial port output file already exists. Replace or append?DefaultAppendkeeps what is in the file',
    'dbSerial port output file already exists. Replace or append?DefaultAppendkeeps what is in the file',
    'oddSerial port output file already exists. Replace or append?No default',
  ])
})

test('what a rule would not give the default, and what was started to be asked, is kept and named', async () => {
  const rule: StoredRule = {
    id: ruleId('r'),
    name: 'Never: web',
    note: '',
    asks: { by: 'messageId', id: 'msg.serial.file.open' },
    vms: ['we?'],
    origins: ['own run', 'foreign task', 'no task'],
    gives: { do: 'person' },
    setBy: 'm.okafor',
    setAt: '2026-11-22T10:00:00Z',
  }
  const asked: QuestionView = { ...asksOdd, state: { at: 'waiting', why: { why: 'ask-me', by: 'ada' } } }
  const { user, answer } = show({ rules: [rule], questions: [asksWeb, asksDb, asked] })
  await openIt(user)
  const offer = within(screen.getByRole('dialog', { name: 'What waits at esx-c1' }))
  expect(
    offer.getByText(/1 has a default; 1 more is kept by rule 'Never: web'; 1 more waits for who started it\./),
  ).toBeTruthy()
  await user.click(apply('Apply the default to the 1 that waits here'))
  expect(sentBy(answer).map(([key]) => key)).toEqual([asksDb.key])
})

test('each is an ordinary answer to what was seen, all of one press, and the end is said', async () => {
  const { user, answer } = show()
  await openIt(user)
  await user.click(apply('Apply the default to the 2 that wait here'))
  expect(sentBy(answer)).toEqual([
    [asksWeb.key, '0', asksWeb.text, undefined],
    [asksDb.key, '0', asksDb.text, undefined],
  ])
  expect(new Set(answer.mock.calls.map(([press]) => press)).size).toBe(1)
  expect((await screen.findByText('2 of 2 answered with the default.')).getAttribute('role')).toBe('status')
  await user.click(screen.getByRole('button', { name: 'Close' }))
  expect(screen.getByText(/^Auto-answer is on at esx-c1/)).toBeTruthy()
})

test('a default by which something is lost asks first, and nothing is sent before', async () => {
  const { user, answer } = show({ questions: [asksWeb, replaces] })
  await openIt(user)
  await user.click(apply('Apply the default to the 2 that wait here'))
  const confirm = within(screen.getByRole('alertdialog', { name: 'Confirm 1 answer' }))
  expect(confirm.getByText('Of the 2 defaults 1 loses something:')).toBeTruthy()
  expect(confirm.getByText('Replace erases the file. This cannot be undone.')).toBeTruthy()
  expect(document.activeElement?.textContent).toBe('Keep waiting')
  expect(answer).not.toHaveBeenCalled()
  await user.click(confirm.getByRole('button', { name: 'Keep waiting' }))
  expect(answer).not.toHaveBeenCalled()
  await user.click(apply('Apply the default to the 2 that wait here'))
  await user.click(screen.getByRole('button', { name: 'Answer all 2' }))
  expect(sentBy(answer).map(([key, choice, , confirmed]) => [key, choice, confirmed])).toEqual([
    [asksWeb.key, '0', undefined],
    [replaces.key, '1', true],
  ])
})

test('what was not taken says why, beside its VM; what has no reply yet is not called taken', async () => {
  const sentence = "Already answered 'Cancel' by a.haddad."
  const error = { blame: 'ours', code: 'already-answered', sentence } as const
  const silent = { blame: 'wire', code: 'no-reply-yet', sentence: 'Sent. The host has not replied yet.' } as const
  const ends: [QuestionView, Result<null>][] = [
    [asksWeb, failed(error)],
    [asksDb, failed(silent)],
  ]
  const { user, feed, tables } = show({ results: ends.map(([{ key: question }, result]) => ({ question, result })) })
  await openIt(user)
  await user.click(apply('Apply the default to the 2 that wait here'))
  expect((await screen.findByRole('status')).textContent).toBe(
    '0 of 2 answered with the default. 1 has no reply from the host yet. 1 did not go: it is marked below.',
  )
  expect(screen.getByText(/Already answered 'Cancel' by a\.haddad\./).textContent).toBe(`web ${sentence}`)
  const by = { kind: 'person', name: 'm.okafor' } as const
  const state = { at: 'answered', by, answeredAt: '', choiceKey: '0', isDefault: true, afterMs: 1 } as const
  act(() => feed.put(tables(on, [asksWeb, { ...asksDb, state }, asksOdd])))
  expect(screen.getByRole('status').textContent).toContain('1 of 2 answered with the default.')
})

/** What is read of a press waits until the test says what it is. */
function later() {
  let tell: (so: AnswersSoFar) => void = () => undefined
  const next = () => new Promise<Result<AnswersSoFar>>((resolve) => (tell = (so) => resolve(ok(so))))
  return { readAnswers: next, tell: (so: AnswersSoFar) => act(async () => tell(so)) }
}

test('stopped: the one on its way is waited for, the rest is said not to have been sent', async () => {
  const { readAnswers, tell } = later()
  const { user, answer, stopAnswers } = show({ readAnswers })
  await openIt(user)
  await user.click(apply('Apply the default to the 2 that wait here'))
  expect(screen.getByRole('progressbar', { name: 'Answers sent' })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Stop after this one' }))
  expect(stopAnswers.mock.calls).toEqual([[answer.mock.calls[0]?.[0]]])
  await tell({ results: taken(asksWeb), known: 1, of: 2, ended: true })
  expect(screen.getByRole('status').textContent).toBe('1 of 2 answered with the default. 1 was not sent and waits on.')
  expect(screen.getByText('Not sent, it keeps waiting', { exact: false }).textContent).toContain('db')
})

test('closed while it sends it goes on, and its end is there when it is opened again', async () => {
  const { readAnswers, tell } = later()
  const { user } = show({ readAnswers })
  await openIt(user)
  await user.click(apply('Apply the default to the 2 that wait here'))
  await user.keyboard('{Escape}')
  await tell({ results: taken(asksWeb, asksDb), known: 2, of: 2, ended: true })
  await openIt(user)
  expect(screen.getByRole('status').textContent).toBe('2 of 2 answered with the default.')
})

test('nobody who answers: what became of them is not known, and none is called sent or unsent', async () => {
  const { user, answer } = show({ answerQuestions: () => Promise.reject(new Error('Failed to fetch')) })
  await openIt(user)
  await user.click(apply('Apply the default to the 2 that wait here'))
  expect(answer).toHaveBeenCalledTimes(1)
  expect((await screen.findByRole('status')).textContent).toContain('What became of 2 is not known here.')
})

test('a viewer reads why it cannot be done', async () => {
  const { user, answer } = show({ role: 'viewer' })
  await openIt(user)
  const button = apply('Apply the default to the 2 that wait here')
  expect(button.getAttribute('aria-disabled')).toBe('true')
  await user.click(button)
  expect(answer).not.toHaveBeenCalled()
})

test('what is left is not offered again; what came after the switch is none of this', async () => {
  const { user, feed, tables } = show()
  await openIt(user)
  await user.click(screen.getByRole('button', { name: 'Leave them' }))
  expect(screen.queryByRole('button', { name: /still wait/ })).toBeNull()
  const later = {
    ...asksWeb,
    raisedAt: '2026-11-22T10:05:30Z',
    state: { at: 'waiting', why: { why: 'not-started-here' } },
  } as const
  const again = { ...on, autoAnswer: { ...on.autoAnswer, changedAt: '2026-11-22T10:05:10Z' } }
  act(() => feed.put(tables(again, [later])))
  expect(screen.queryByRole('button', { name: /still wait/ })).toBeNull()
  act(() => feed.put(tables(again, [later, asksDb])))
  expect(screen.getByRole('button', { name: '2 still wait' })).toBeTruthy()
  await openIt(user)
  expect(screen.getByText(/1 of the 2 questions below began before it was on, so it still waits\./)).toBeTruthy()
})

test('of several connections each says it under its own switch', async () => {
  const other = aConnection('c2')
  const elsewhere = aQuestion(aVm('far', { connection: connectionId('c2') }))
  const { user, feed } = show()
  act(() => feed.put(tablesOf({ connections: [on, other], questions: [asksWeb, elsewhere] })))
  await user.click(screen.getByRole('button', { name: /^Auto-answer On at 1 of 2/ }))
  expect(screen.getByRole('group', { name: 'Questions that wait at esx-c1' })).toBeTruthy()
  expect(screen.queryByRole('group', { name: 'Questions that wait at esx-c2' })).toBeNull()
  expect(apply('Apply the default to the 1 that waits here')).toBeTruthy()
})

test('the sum names every kind, and leaves none out', () => {
  const error = { blame: 'ours', code: 'x', sentence: 'No.' } as const
  expect(sumOf([{ at: 'taken' }, { at: 'not-taken', error }, { at: 'not-taken', error }, { at: 'no-reply' }])).toBe(
    '1 of 4 answered with the default. 1 has no reply from the host yet. 2 did not go: they are marked below.',
  )
  expect(sumOf([{ at: 'taken' }, { at: 'not-confirmed' }])).toBe(
    '1 of 2 answered with the default. 1 was sent, and the host did not say whether it took it. What stays waiting can be answered again.',
  )
})
