import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import type { AnswersSoFar, ManyAnswers } from '@/lib/contract/run-input'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { LiveTables, QuestionView } from '@/lib/live/live-state'
import { groupQuestions } from '@/lib/live/question-groups'
import { failed, ok, type Result } from '@/lib/result'
import { moid, questionKey, vmKey, type QuestionKey } from '@/lib/vsphere/ids'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { useLive } from '../live/live-provider'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { fixtureTables } from '../testing/fixture-tables'
import { fixtureNow } from '../testing/fixture-vms'
import { GroupCard } from './group-card'

const serial = 'build|agent "7"'
const aboutOf = () => undefined
const onUse = () => undefined

beforeEach(() => {
  // jsdom lays nothing out, and of a list nothing would be in sight.
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(172)
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(600)
})

/** The serial port question of the fixture, asked by these VMs too, each about a file of its own. */
function askedBy(...names: string[]): QuestionView[] {
  const one = Object.values(fixtureTables().questions).find(({ vmName }) => vmName === serial)
  if (!one) throw new Error('the fixture has it')
  return names.map((vmName, index) => {
    const text = `Serial port output file "/vmfs/volumes/ds/${vmName}/serial0.log" already exists.`
    const id = moid(`asks-${index}`)
    const raisedAt = new Date(Date.parse(one.raisedAt) + index * 1000).toISOString()
    const { run: _run, task: _task, ...rest } = one
    return {
      ...rest,
      key: questionKey(one.connection, id, '1'),
      vm: vmKey(one.connection, id),
      vmName,
      text,
      raisedAt,
      file: { bytes: 1_048_576 },
      question: { ...one.question, text },
      state: { at: 'waiting', why: { why: 'no-task' } },
    }
  })
}

function Shown() {
  const [group] = groupQuestions(Object.values(useLive(({ questions }) => questions) ?? {}))
  return group ? (
    <GroupCard id={group.id} questions={group.questions} about={undefined} aboutOf={aboutOf} onUse={onUse} />
  ) : null
}

type Answers = Result<AnswersSoFar>

function show(
  questions: QuestionView[],
  { role = 'operator', answers = [] }: { role?: Role; answers?: Answers[] } = {},
) {
  const tablesOf = (all: readonly QuestionView[]): LiveTables => ({
    ...fixtureTables(),
    questions: Object.fromEntries(all.map((one) => [one.key, one])),
  })
  const feed = fixtureFeed(tablesOf(questions), fixtureNow)
  const answerQuestions = vi.fn<ConsoleActions['answerQuestions']>(() => Promise.resolve(ok(null)))
  const stopAnswers = vi.fn<ConsoleActions['stopAnswers']>(() => Promise.resolve(ok(null)))
  const takeQuestions = vi.fn<ConsoleActions['takeQuestions']>(() => Promise.resolve(ok([])))
  const left = [...answers]
  let tellMore = () => {}
  const readAnswers = vi.fn<ConsoleActions['readAnswers']>(
    () =>
      new Promise((resolve) => {
        const tell = () => left[0] && resolve(left.shift() as Answers) // there is one
        if (left.length > 1) tell()
        else tellMore = tell
      }),
  )
  render(
    <ConsoleActionsProvider actions={fixtureActions({ answerQuestions, readAnswers, stopAnswers, takeQuestions })}>
      <AccountProvider account={{ name: 'm.okafor', role }}>
        <FixtureLive feed={feed}>
          <Shown />
        </FixtureLive>
      </AccountProvider>
    </ConsoleActionsProvider>,
  )
  const now = vi.spyOn(performance, 'now')
  let passed = 0
  now.mockImplementation(() => passed)
  return {
    user: userEvent.setup(),
    card: screen.getByRole('article'),
    answerQuestions,
    stopAnswers,
    takeQuestions,
    /** Nothing has come for a while. */
    age: () => act(() => feed.pass(60_000)),
    put: (all: readonly QuestionView[]) => act(() => feed.put(tablesOf(all))),
    passDeaf: () => void (passed += 400),
    /** The last of the answers is told. */
    tellLast: () => tellMore(),
  }
}

const list = () => screen.getByRole('group', { name: /^VMs that ask/ })
const sentKeys = (many: ManyAnswers | undefined): QuestionKey[] => many?.questions.map(({ question }) => question) ?? []
const answered: QuestionView['state'] = {
  at: 'answered',
  by: { kind: 'person', name: 'a.haddad' },
  answeredAt: '',
  choiceKey: '2',
  isDefault: false,
  afterMs: 1,
}

test('a group says how many ask what, where, and whose part of the text is each VM’s own', () => {
  const { card } = show(askedBy('one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'))
  expect(within(card).getByRole('heading').textContent).toBe('8 VMs Serial port output file exists')
  expect(card.textContent).toContain('Serial port output file "each VM\'s file" already exists.')
  expect(card.textContent).toContain('esx-edge-07')
  expect(card.textContent).toContain('one, two, three, four, five, sixand 2 more')
  expect(screen.getByRole('button', { name: /^Append ?8 ?VMs.*Default$/ })).toBeTruthy()
})

test('tasks are counted of those that wait, as the VMs are', () => {
  const all = askedBy('one', 'two', 'three')
  const { card, put } = show(all)
  expect(card.textContent).toContain('No task 3')
  put(all.map((one, at) => (at === 0 ? { ...one, state: answered } : one)))
  expect(within(card).getByRole('heading').textContent).toMatch(/^2 VMs/)
  expect(card.textContent).toContain('No task 2')
})

test('of long names in the list the ends stay, by which those of a farm are told apart', async () => {
  const names = ['terminal-server-production-001', 'terminal-server-production-002', 'short']
  const { user } = show(askedBy(...names))
  await user.click(screen.getByRole('button', { name: /Append ?3 ?VMs/ }))
  expect(within(list()).getByText('tion-001').className).toContain('shrink-0')
  expect(within(list()).getByText('tion-002').parentElement?.textContent).toBe(names[1])
  expect(within(list()).getByText('short')).toBeTruthy()
})

test('nothing is sent before its list was shown, and the button that sends is deaf at first', async () => {
  const { user, answerQuestions, passDeaf } = show(askedBy('one', 'two', 'three'))
  await user.click(screen.getByRole('button', { name: /Append ?3 ?VMs/ }))
  const send = within(list()).getByRole('button', { name: "Answer 'Append' for 3" })
  expect(document.activeElement).toBe(send)
  await user.click(send)
  expect(answerQuestions).not.toHaveBeenCalled()
  passDeaf()
  await user.click(send)
  expect(answerQuestions).toHaveBeenCalledTimes(1)
})

test('those that are unticked keep waiting; the others are sent as they were shown', async () => {
  const all = askedBy('one', 'two', 'three')
  const { user, answerQuestions, passDeaf } = show(all)
  await user.click(screen.getByRole('button', { name: /Append ?3 ?VMs/ }))
  passDeaf()
  await user.click(screen.getByRole('checkbox', { name: 'two at esx-edge-07' }))
  expect(list().textContent).toContain('Append for 2 VMs: keeps what is in the file. 1 keeps waiting.')
  await user.click(within(list()).getByRole('button', { name: "Answer 'Append' for 2" }))
  const [, many] = answerQuestions.mock.calls[0] ?? []
  expect(sentKeys(many)).toEqual([all[0]?.key, all[2]?.key])
  expect(many).toMatchObject({ choice: '1', literals: ['Serial port output file "', '" already exists.'] })
  expect(many?.questions[0]?.own).toEqual(['/vmfs/volumes/ds/one/serial0.log'])
  expect(many?.confirmed).toBeUndefined()
})

test('what came after the list was opened is not in it, and what changed or was answered meanwhile is not sent', async () => {
  const all = askedBy('one', 'two', 'three', 'new')
  const [one, two, three, fresh] = all
  if (!one || !two || !three || !fresh) throw new Error('there are four')
  const { user, put, answerQuestions, passDeaf } = show([one, two, three])
  await user.click(screen.getByRole('button', { name: /Append ?3 ?VMs/ }))
  passDeaf()
  put([one, { ...two, state: answered }, { ...three, messageId: 'msg.other' }, fresh])
  expect(within(list()).queryByText('new')).toBeNull()
  expect(list().textContent).toContain("Already 'Replace' by a.haddad")
  expect(list().textContent).toContain('Asks something else now')
  await user.click(within(list()).getByRole('button', { name: "Answer 'Append' for 1" }))
  expect(sentKeys(answerQuestions.mock.calls[0]?.[1])).toEqual([one.key])
})

test('what would be lost is said as a sum, with the focus on the way back', async () => {
  const { user, card, answerQuestions, passDeaf } = show(askedBy('one', 'two', 'three'))
  await user.click(screen.getByRole('button', { name: /Replace ?3 ?VMs/ }))
  expect(list().textContent).toContain('Replace erases the files of 3 VMs, 3.0 MB in all. This cannot be undone.')
  expect(document.activeElement?.textContent).toBe('Keep waiting')
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('group', { name: /^VMs that ask/ })).toBeNull()
  expect(document.activeElement).toBe(card)
  await user.keyboard('2')
  passDeaf()
  await user.click(within(list()).getByRole('button', { name: "Answer 'Replace' for 3" }))
  expect(answerQuestions.mock.calls[0]?.[1].confirmed).toBe(true)
})

test('each VM has its result in its place, the end is said once, and it can be stopped', async () => {
  const [one, two, three] = askedBy('one', 'two', 'three')
  if (!one || !two || !three) throw new Error('there are three')
  const no = failed({ blame: 'ours', code: 'already-answered', sentence: "Already answered 'Replace' by a.haddad." })
  const soFar = (results: AnswersSoFar['results'], known: number, ended = false): Answers =>
    ok({ results, known, of: 3, ended })
  const { user, stopAnswers, answerQuestions, passDeaf, tellLast } = show([one, two, three], {
    answers: [soFar([{ question: one.key, result: ok(null) }], 1), soFar([{ question: two.key, result: no }], 2, true)],
  })
  await user.click(screen.getByRole('button', { name: /Append ?3 ?VMs/ }))
  passDeaf()
  await user.click(within(list()).getByRole('button', { name: "Answer 'Append' for 3" }))
  await user.click(await within(list()).findByRole('button', { name: 'Stop after this one' }))
  expect(stopAnswers.mock.calls).toEqual([[answerQuestions.mock.calls[0]?.[0]]])
  await within(list()).findByText("'Append'", { selector: 'li *' })
  await vi.waitFor(() => {
    tellLast()
    expect(within(list()).getByRole('button', { name: 'Close the list' })).toBeTruthy()
  })
  const lines = within(list()).getAllByRole('listitem')
  expect(lines.map(({ textContent }) => textContent)).toEqual([
    "oneesx-edge-07'Append'",
    "twoAlready 'Replace' by a.haddad",
    'threeesx-edge-07keeps waiting',
  ])
  expect(within(list()).getByRole('status').textContent).toBe(
    "1 answered 'Append' by m.okafor. 1 did not go: Already answered 'Replace' by a.haddad. 1 keeps waiting.",
  )
})

test('an answer that a silent host has not confirmed was sent: it is not said that it did not go', async () => {
  const [one, two] = askedBy('one', 'two')
  if (!one || !two) throw new Error('there are two')
  const silent = failed({ blame: 'wire', code: 'no-reply-yet', sentence: 'The host has not replied yet.' })
  const results = [one, two].map(({ key: question }) => ({ question, result: silent }))
  const { user, put, passDeaf, tellLast } = show([one, two], {
    answers: [ok({ results, known: 2, of: 2, ended: true })],
  })
  await user.click(screen.getByRole('button', { name: /Append ?2 ?VMs/ }))
  passDeaf()
  await user.click(within(list()).getByRole('button', { name: "Answer 'Append' for 2" }))
  await vi.waitFor(() => {
    tellLast()
    expect(within(list()).getByRole('status').textContent).toBe(
      "0 answered 'Append' by m.okafor. 2 have no reply from the host yet.",
    )
  })
  put([one, { ...two, state: { ...answered, choiceKey: '1', by: { kind: 'person', name: 'm.okafor' } } }])
  expect(within(list()).getByRole('status').textContent).toBe(
    "1 answered 'Append' by m.okafor. 1 has no reply from the host yet.",
  )
})

test('an answer that was sent and that the host said nothing of is not among those that did not go', async () => {
  const [one, two, three] = askedBy('one', 'two', 'three')
  if (!one || !two || !three) throw new Error('there are three')
  const unsaid = failed({
    blame: 'wire',
    code: 'answer-unknown',
    sentence: 'The answer was sent, and the host did not say whether it took it.',
  })
  const refused = failed({
    blame: 'vsphere',
    code: 'answer-refused',
    sentence: 'The host did not take the answer: Busy.',
  })
  const results = [
    { question: one.key, result: unsaid },
    { question: two.key, result: unsaid },
    { question: three.key, result: refused },
  ]
  const { user, put, passDeaf, tellLast } = show([one, two, three], {
    answers: [ok({ results, known: 3, of: 3, ended: true })],
  })
  await user.click(screen.getByRole('button', { name: /Append ?3 ?VMs/ }))
  passDeaf()
  await user.click(within(list()).getByRole('button', { name: "Answer 'Append' for 3" }))
  await vi.waitFor(() => {
    tellLast()
    expect(within(list()).getByRole('status').textContent).toBe(
      "0 answered 'Append' by m.okafor. 1 did not go: The host did not take the answer: Busy. 2 were sent, and the host did not say whether it took them. What stays waiting can be answered again.",
    )
  })
  put([one, { ...two, state: { ...answered, choiceKey: '1', by: { kind: 'person', name: 'm.okafor' } } }, three])
  expect(within(list()).getByRole('status').textContent).toContain('1 answered')
  expect(within(list()).getByRole('status').textContent).toContain(
    '1 was sent, and the host did not say whether it took it.',
  )
})

test('t takes the group, x opens its list; a viewer sees why neither answers', async () => {
  const all = askedBy('one', 'two')
  const { user, card, takeQuestions } = show(all)
  act(() => card.focus())
  await user.keyboard('t')
  expect(takeQuestions.mock.calls).toEqual([[all.map(({ key }) => key)]])
  await user.keyboard('x')
  expect(list().textContent).toContain('Choose an answer; it asks before it is sent.')
})

test('a group that somebody has taken says who, and since when', () => {
  const taken = { by: 'j.lindqvist', at: new Date(fixtureNow - 130_000).toISOString() }
  const { card } = show(askedBy('one', 'two').map((one) => ({ ...one, taken })))
  expect(card.textContent).toContain('Taken by j.lindqvist, 02:10 ago')
  expect(screen.queryByRole('button', { name: /take it/ })).toBeNull()
})

test('old data: who took a group cannot give it back, and is told why', () => {
  const { age } = show(askedBy('one', 'two').map((one) => ({ ...one, taken: { by: 'm.okafor', at: one.raisedAt } })))
  expect(screen.getByRole('button', { name: /^Give back/ }).getAttribute('aria-disabled')).toBeNull()
  age()
  const back = screen.getByRole('button', { name: /^Give back/, description: /^Old data\. Andon does not answer/ })
  expect(back.getAttribute('aria-disabled')).toBe('true')
})
