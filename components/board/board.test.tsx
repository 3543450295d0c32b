import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import { emptyTables, type LiveTables, type QuestionView } from '@/lib/live/live-state'
import { ok } from '@/lib/result'
import type { Actor } from '@/lib/runs/actor'
import type { SignInTries } from '@/lib/vsphere/connection'
import { moid, questionKey } from '@/lib/vsphere/ids'
import { questionsByAge } from '../question/questions'
import { fixtureTables } from '../testing/fixture-tables'
import { fixtureNow } from '../testing/fixture-vms'
import { createHeldOrder } from './long-list'
import { showBoard } from './testing/show-board'

function show(tables: LiveTables | undefined = fixtureTables(), actions: Partial<ConsoleActions> = {}) {
  return showBoard(tables, { now: fixtureNow, actions })
}

const cards = () => screen.getAllByRole('article').map((card) => within(card).getByRole('heading').textContent)
const section = (name: string) => screen.getByRole('region', { name })

test('the oldest question is first, of all connections', () => {
  show()
  expect(cards()).toEqual(['db/primary', 'build|agent "7"', 'café-01'])
})

test('nothing is said about counts before the first data', () => {
  const { feed } = show(undefined)
  feed.link({ at: 'connecting' })
  expect(within(section('Waiting for an answer')).queryByText('0')).toBeNull()
  expect(screen.queryByText('No task waits for an answer.')).toBeNull()
  expect(screen.queryByText('Nothing is running')).toBeNull()
})

test('where there is no connection it is not said that nothing waits, or runs', () => {
  show({ ...fixtureTables(), connections: {}, questions: {}, tasks: {}, runs: {} })
  expect(screen.getByText('Andon is not connected to any host')).toBeTruthy()
  expect(screen.queryByText(/^No task waits/)).toBeNull()
  expect(screen.queryByText(/^Nothing is running/)).toBeNull()
})

test('a calm board says so in words', () => {
  const tables = { ...fixtureTables(), questions: {}, tasks: {}, runs: {} }
  const live = Object.entries(tables.connections).filter(([, { state }]) => state.at === 'live')
  const { feed } = show({ ...tables, connections: Object.fromEntries(live) })
  expect(screen.getByText('No task waits for an answer.')).toBeTruthy()
  expect(screen.getByText('Nothing is running')).toBeTruthy()
  expect(screen.getByText('Nothing in the last 15 minutes')).toBeTruthy()
  // What waits or runs without contact nobody knows.
  act(() => feed.put(tables))
  expect(screen.getByText('No task waits for an answer where there is contact.')).toBeTruthy()
  expect(screen.getByText('Nothing is running where there is contact')).toBeTruthy()
  const lost = Object.entries(tables.connections).filter(([, { state }]) => state.at !== 'live')
  act(() => feed.put({ ...tables, connections: Object.fromEntries(lost) }))
  expect(screen.getByText('What waits for an answer is not known: there is no contact.')).toBeTruthy()
  expect(screen.getByText('What is running is not known')).toBeTruthy()
})

test('a console without connections says what to do first', () => {
  show(emptyTables())
  expect(screen.getByRole('link', { name: 'Add a connection' })).toBeTruthy()
})

/** The pointer goes elsewhere, and two seconds pass. @param before what holds until then. */
function leaveForLong(before?: () => void) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  fireEvent.pointerOver(screen.getByRole('heading', { name: 'Running' }))
  act(() => void vi.advanceTimersByTime(1_999))
  before?.()
  act(() => void vi.advanceTimersByTime(1))
  vi.useRealTimers()
}

test('while the pointer is on the list a new question waits; it has its place two seconds after it left, or when asked', async () => {
  const tables = fixtureTables()
  const [oldest, ...younger] = Object.values(tables.questions)
  if (!oldest) throw new Error('the fixture has questions')
  const later = { ...tables, questions: Object.fromEntries(younger.map((q) => [q.key, q])) }
  const { feed, user } = show(later)
  await user.hover(screen.getByRole('article', { name: 'café-01' }))
  act(() => feed.put(tables))
  expect(cards()).toEqual(['build|agent "7"', 'café-01'])
  expect(section('Waiting for an answer').textContent).toContain('1 new')
  expect(section('Waiting for an answer').textContent).toContain('Waiting for an answer3')
  leaveForLong(() => expect(cards()).toEqual(['build|agent "7"', 'café-01']))
  expect(cards()).toEqual(['db/primary', 'build|agent "7"', 'café-01'])
  expect(screen.queryByText('1 new')).toBeNull()

  act(() => feed.put(later))
  await user.hover(screen.getByRole('article', { name: 'build|agent "7"' }))
  act(() => feed.put(tables))
  expect(cards()).toEqual(['build|agent "7"', 'café-01'])
  await user.keyboard('.')
  expect(cards()).toEqual(['db/primary', 'build|agent "7"', 'café-01'])
})

test('held order: new ones go to the end, gone ones leave, the rest stays', () => {
  const order = createHeldOrder()
  const id = (text: string) => text
  expect(order(['b', 'c'], id, false)).toEqual(['b', 'c'])
  expect(order(['a', 'b', 'c', 'd'], id, true)).toEqual(['b', 'c', 'a', 'd'])
  expect(order(['a', 'c', 'd'], id, true)).toEqual(['c', 'a', 'd'])
  expect(order(['a', 'c', 'd'], id, false)).toEqual(['a', 'c', 'd'])
})

/** The fixture, its oldest question answered by this actor. */
function answeredBy(by: Actor): { tables: LiveTables; name: string } {
  const tables = fixtureTables()
  const [oldest] = questionsByAge(tables.questions)
  if (!oldest) throw new Error('the fixture has questions')
  const answered: QuestionView = {
    ...oldest,
    state: {
      at: 'answered',
      by,
      answeredAt: new Date(fixtureNow).toISOString(),
      choiceKey: '0',
      isDefault: true,
      afterMs: 12_000,
    },
  }
  return { tables: { ...tables, questions: { ...tables.questions, [oldest.key]: answered } }, name: oldest.vmName }
}

const foldedNames = () =>
  within(screen.getByRole('group', { name: 'Answered' }))
    .getAllByRole('article')
    .map((line) => within(line).getByRole('link').textContent)

test('an answered question keeps its card while the list is in use, and is one line after that', async () => {
  const { feed, user } = show()
  const { tables, name } = answeredBy({ kind: 'person', name: 'a.haddad' })
  await user.hover(screen.getByRole('article', { name }))
  act(() => feed.put(tables))
  expect(cards()).toEqual(['db/primary', 'build|agent "7"', 'café-01'])
  expect(screen.getByRole('article', { name }).textContent).toContain("Answered 'Retry'")
  expect(screen.queryByRole('group', { name: 'Answered' })).toBeNull()
  expect(screen.getByText('1 answered')).toBeTruthy()
  leaveForLong()
  expect(foldedNames()).toEqual([name])
  expect(screen.getByRole('article', { name }).textContent).toContain('by a.haddad')
})

test('what auto-answer answered never is a card; a calm board is calm', () => {
  const { tables, name } = answeredBy({ kind: 'autoAnswer', setBy: 'a.haddad' })
  const answered = Object.values(tables.questions).filter(({ state }) => state.at === 'answered')
  show({ ...tables, questions: Object.fromEntries(answered.map((question) => [question.key, question])) })
  expect(screen.getByText(/^No task waits for an answer/)).toBeTruthy()
  expect(foldedNames()).toEqual([name])
})

test('many automatic answers are one line that counts them', async () => {
  const { tables } = answeredBy({ kind: 'autoAnswer', setBy: 'a.haddad' })
  const [one] = Object.values(tables.questions).filter(({ state }) => state.at === 'answered')
  if (!one) throw new Error('one was answered')
  const many = Array.from({ length: 26 }, (_, index) => ({
    ...one,
    key: questionKey(one.connection, moid(`m${index}`), '1'),
  }))
  show({ ...tables, questions: Object.fromEntries(many.map((question) => [question.key, question])) })
  expect(screen.getByText('26 answered by auto-answer')).toBeTruthy()
})

/** While its answer was on its way a question was a full card, lit and counted, for as long as the reply took. */
test('a question that auto-answer is answering is no card and is not counted; one that it gives up is', () => {
  const tables = fixtureTables()
  const [oldest] = questionsByAge(tables.questions)
  if (!oldest) throw new Error('the fixture has questions')
  const by = { kind: 'autoAnswer', setBy: 'a.haddad' } as const
  const become = (state: QuestionView['state']): LiveTables => ({
    ...tables,
    questions: { [oldest.key]: { ...oldest, state } },
  })
  const { feed } = show(become({ at: 'waiting', why: { why: 'answering' } }))
  expect(screen.queryByRole('group', { name: 'Answers' })).toBeNull()
  expect(section('Waiting for an answer').textContent).not.toMatch(/Waiting for an answer\d/)
  act(() => feed.put(become({ at: 'sending', choiceKey: '0', by })))
  expect(foldedNames()).toEqual([oldest.vmName])
  expect(screen.getByRole('article').textContent).toContain('Sending Retry to the host')
  act(() => feed.put(become({ at: 'waiting', why: { why: 'answer-failed', detail: 'no' } })))
  expect(cards()).toEqual([oldest.vmName])
  expect(section('Waiting for an answer').textContent).toContain('Waiting for an answer1')
})

/** The press of a mouse left the focus in the card: grey cards stayed for their minute, also on a calm Board. */
test('what was answered with the mouse becomes a line when the pointer has left', async () => {
  const answerQuestion = vi.fn<ConsoleActions['answerQuestion']>(() => Promise.resolve(ok(null)))
  const { feed, user } = show(fixtureTables(), { answerQuestion })
  const { tables, name } = answeredBy({ kind: 'person', name: 'm.okafor' })
  const retry = within(screen.getByRole('article', { name })).getByRole('button', { name: /Retry/ })
  // As browsers say of what was pressed with a mouse.
  const spied = vi.spyOn(Element.prototype, 'matches').mockImplementation(function (this: Element, selector) {
    return selector !== ':focus-visible' && [...this.ownerDocument.querySelectorAll(selector)].includes(this)
  })
  await user.click(retry)
  spied.mockRestore()
  expect(screen.getByRole('article', { name }).contains(document.activeElement)).toBe(true)
  act(() => feed.put(tables))
  expect(cards()).toContain(name)
  leaveForLong()
  expect(foldedNames()).toEqual([name])
})

/** A card that went while it had the focus told nobody: the list was "in use" for ever, and never in order again. */
test('a card that leaves with the focus in it does not leave the list in use', async () => {
  const tables = fixtureTables()
  const [oldest, ...younger] = questionsByAge(tables.questions)
  if (!oldest) throw new Error('the fixture has questions')
  const without = { ...tables, questions: Object.fromEntries(younger.map((one) => [one.key, one])) }
  const { feed, user } = show(tables)
  await user.keyboard('j')
  expect(document.activeElement?.getAttribute('data-question')).toBe(oldest.key)
  act(() => feed.put(without))
  act(() => feed.put(tables))
  expect(cards()).toEqual(['db/primary', 'build|agent "7"', 'café-01'])
})

test('running tasks are told with who, where, how far and for how long', () => {
  show()
  const rows = within(section('Running')).getAllByRole('listitem')
  expect(rows).toHaveLength(6)
  expect(rows[0]?.textContent).toContain('files-archive')
  expect(rows[0]?.textContent).toContain('by a.haddad')
  expect(rows[0]?.textContent).toContain('18 %')
  expect(rows[0]?.textContent).toContain('07:44')
  expect(rows[0]?.textContent).toContain('Cancel requested00:06 ago')
  const bar = screen.getByRole('progressbar', { name: 'win-jump-01: Reconfigure' })
  expect(bar.hasAttribute('aria-valuenow')).toBe(false)
})

test('cancel sends once; a task that cannot be cancelled says why', async () => {
  const cancelTask = vi.fn<ConsoleActions['cancelTask']>(() => Promise.resolve(ok(null)))
  const { user } = show(fixtureTables(), { cancelTask })
  await user.click(screen.getByRole('button', { name: 'Cancel Clone of web-frontend-04' }))
  expect(cancelTask.mock.calls).toEqual([['vcsa-fra-01/task-web-frontend-04']])

  const [fixed] = within(section('Running')).getAllByRole('button', { name: 'Not cancelable' })
  expect(fixed?.getAttribute('aria-disabled')).toBe('true')
  expect(document.getElementById(fixed?.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    'ReconfigVM_Task is not cancelable',
  )
})

test('what has just finished says how it ended, newest first', () => {
  show()
  const rows = within(section('Just finished')).getAllByRole('listitem')
  expect(rows.map((row) => row.textContent)).toEqual([
    'build-agent-3Power onesx-lab-03Done in 9 s. Answered Append (default, by auto-answer)41 s ago',
    'hr-portal-02Snapshotvcsa-muc-01Failed The guest could not be quiesced2 min ago',
    'k8s-node-09Migratevcsa-fra-01Cancelled by d.ferreira at 62 %. The host confirmed3 min ago',
    'build|agent "7"Power onesx-edge-07Left blocked Its question waits above6 min ago',
    'web-frontend-03Power onvcsa-fra-01Done in 6 s8 min ago',
    'ldap-02Suspendvcsa-fra-01Done in 22 s9 min ago',
  ])
})

test('a connection without contact says since when, what that hides, and when it is tried again', async () => {
  const retryConnection = vi.fn<ConsoleActions['retryConnection']>(() => Promise.resolve(ok(null)))
  const { user } = show(fixtureTables(), { retryConnection })
  expect(screen.getByText('No contact with esx-dr-02 for 4 min 12 s.')).toBeTruthy()
  expect(screen.getByText(/Its 9 VMs and their tasks are shown as unknown/).textContent).toContain(
    'Andon tries again in 8 s. Reason: connection timed out.',
  )
  await user.click(screen.getByRole('button', { name: 'Try esx-dr-02 now' }))
  expect(retryConnection.mock.calls).toEqual([['esx-dr-02']])
})

test('another server at the address is said with what tells it apart, and leads to where it can be accepted', () => {
  const tables = fixtureTables()
  const connection = tables.connections['esx-dr-02']
  if (!connection) throw new Error('the fixture has esx-dr-02')
  const otherServer = { fullName: 'VMware vCenter Server 8.0.3', apiType: 'VirtualCenter', instanceUuid: 'two' }
  const state = { at: 'refused', since: '2026-11-22T10:00:00Z', reason: 'Another server answers.' } as const
  show({ ...tables, connections: { ...tables.connections, 'esx-dr-02': { ...connection, state, otherServer } } })
  const said = screen.getByText('Another server answers at esx-dr-02:').parentElement
  expect(said?.textContent).toContain('VMware vCenter Server 8.0.3, instance UUID two')
  expect(said?.textContent).toContain('The 9 VMs of the one before are shown as unknown.')
  expect(within(said ?? document.body).getByRole('link', { name: 'Accept it in Settings' })).toBeTruthy()
  expect(screen.queryByText(/refuses Andon/)).toBeNull()
})

test('a changed certificate is called out as that, and no longer once the old one was kept', () => {
  const tables = fixtureTables()
  const connection = tables.connections['esx-dr-02']
  if (!connection) throw new Error('the fixture has esx-dr-02')
  const otherCertificate = { sha256: 'BB', subject: 'CN=x', issuer: 'CN=x', names: [] }
  const state = { at: 'refused', since: '2026-11-22T10:00:00Z', reason: 'Another certificate.' } as const
  const changed = { ...connection, state, otherCertificate }
  const withOne = (one: typeof connection) => ({ ...tables, connections: { ...tables.connections, 'esx-dr-02': one } })
  show(withOne(changed))
  const said = screen.getByText('The certificate of esx-dr-02 changed.').parentElement
  expect(said?.textContent).toContain('somebody stands in between')
  expect(said?.textContent).toContain('Its 9 VMs and their tasks are shown as unknown.')
  expect(within(said ?? document.body).getByRole('link', { name: 'Compare and decide in Settings' })).toBeTruthy()
  cleanup()
  show(withOne({ ...changed, pin: { kept: { by: 'd.ferreira', at: '2026-11-22T10:01:00Z', other: 'BB' } } }))
  expect(screen.queryByText('The certificate of esx-dr-02 changed.')).toBeNull()
  expect(screen.getByText('esx-dr-02 stays disconnected.').parentElement?.textContent).toContain('d.ferreira kept')
  cleanup()
  // Another one than the one that was shown then is another question.
  show(withOne({ ...changed, pin: { kept: { by: 'd.ferreira', at: '2026-11-22T10:01:00Z', other: 'CC' } } }))
  expect(screen.getByText('The certificate of esx-dr-02 changed.')).toBeTruthy()
})

test('a refused sign-in says when the next try is, and why nobody can press before', () => {
  const tables = fixtureTables()
  const connection = tables.connections['esx-dr-02']
  if (!connection) throw new Error('the fixture has esx-dr-02')
  const at = (minutes: number) => new Date(fixtureNow + minutes * 60_000).toISOString()
  const refused = { at: 'refused', since: at(0), reason: 'The password is wrong.', wayOut: 'Check it.' } as const
  const withTries = (signIn: SignInTries) => ({
    ...tables,
    connections: { ...tables.connections, 'esx-dr-02': { ...connection, state: { ...refused, signIn } } },
  })
  show(withTries({ failed: 4, nextAt: at(20), personAt: at(11) }))
  expect(screen.getByText('esx-dr-02 refuses Andon.').parentElement?.textContent).toMatch(
    /Check it\. Next try at \d\d:\d\d\./,
  )
  const press = screen.getByRole('button', { name: 'Try esx-dr-02 now' })
  expect(press.getAttribute('aria-disabled')).toBe('true')
  cleanup()
  show(withTries({ failed: 3, personAt: at(0) }))
  expect(screen.getByText('esx-dr-02 refuses Andon.').parentElement?.textContent).toContain(
    'Andon does not try again by itself: 3 sign-ins have failed.',
  )
  expect(screen.getByRole('button', { name: 'Try esx-dr-02 now' }).getAttribute('aria-disabled')).not.toBe('true')
})

test('j and k go through the questions, and keys answer the one that has focus', async () => {
  const answerQuestion = vi.fn<ConsoleActions['answerQuestion']>(() => Promise.resolve(ok(null)))
  const { user } = show(fixtureTables(), { answerQuestion })
  await user.keyboard('jj')
  expect(document.activeElement?.getAttribute('data-question')).toBe('esx-edge-07/vm-build%7Cagent%20%227%22/7')
  await user.keyboard('k1')
  expect(answerQuestion.mock.calls).toEqual([['vcsa-fra-01/vm-db%2Fprimary/7', '0', expect.anything(), undefined]])
})

describe('many questions', () => {
  /** So many of each kind, the first kind the oldest. */
  function flood(...counts: number[]): LiveTables {
    const tables = fixtureTables()
    const [one] = questionsByAge(tables.questions)
    if (!one) throw new Error('the fixture has questions')
    const many = counts.flatMap((count, kind) =>
      Array.from({ length: count }, (_, index): QuestionView => {
        const vm = moid(`k${kind}-${index}`)
        const messageId = `msg.kind.${String.fromCharCode(97 + kind)}`
        const raisedAt = new Date(fixtureNow - 500_000 + kind * 1_000 + index).toISOString()
        const question = { ...one.question, messages: [{ id: messageId, args: [] }] }
        const name = `vm-${kind}-${index}`
        return { ...one, key: questionKey(one.connection, vm, '1'), vmName: name, messageId, raisedAt, question }
      }),
    )
    return { ...tables, questions: Object.fromEntries(many.map((question) => [question.key, question])) }
  }
  const lines = () => within(screen.getByRole('list', { name: 'More that waits' })).getAllByRole('listitem')

  test('those that ask the same are one card; more than five groups are four cards and lines, the tenth the last', async () => {
    const { user } = show(flood(400, 200, 3, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1))
    expect(section('Waiting for an answer').textContent).toContain('Waiting for an answer619in 17 groups')
    expect(screen.getAllByRole('article').filter((card) => card.hasAttribute('data-group'))).toHaveLength(4)
    expect(lines()).toHaveLength(11)
    expect(lines()[10]?.textContent).toContain('3 more groups with one question each')
    await user.click(within(lines()[10] ?? document.body).getByRole('button', { name: 'Show them' }))
    expect(lines()).toHaveLength(13)
  })

  test('one more than fits is a line, and not a line that brings it', () => {
    show(flood(2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1))
    expect(lines()).toHaveLength(11)
    const list = screen.getByRole('list', { name: 'More that waits' })
    expect(within(list).queryByRole('button', { name: 'Show them' })).toBeNull()
  })

  test('on a low screen fewer groups are cards, and fewer are lines', () => {
    vi.stubGlobal('matchMedia', (query: string) => ({
      matches: query.startsWith('(max-height'),
      addEventListener: () => {},
      removeEventListener: () => {},
    }))
    show(flood(2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1))
    expect(screen.getAllByRole('article')).toHaveLength(3)
    expect(lines()[8]?.textContent).toContain('4 more groups with one question each')
  })

  test('five groups are five cards', () => {
    show(flood(2, 1, 1, 1, 1))
    expect(screen.getAllByRole('article')).toHaveLength(5)
    expect(screen.queryByRole('list', { name: 'More that waits' })).toBeNull()
  })

  test('a line says who has taken it, also where there is no column for that, and what is cut is said in full', () => {
    const tables = flood(2, 2, 2, 2, 3, 1)
    const taken = { by: 'j.lindqvist', at: new Date(fixtureNow - 60_000).toISOString() }
    const questions = Object.values(tables.questions).map((one) =>
      one.messageId === 'msg.kind.e' ? { ...one, taken } : one,
    )
    show({ ...tables, questions: Object.fromEntries(questions.map((one) => [one.key, one])) })
    const line = lines().find(({ textContent }) => textContent?.includes('3 VMs')) ?? document.body
    const [narrow, wide] = within(line).getAllByText('j.lindqvist')
    expect(narrow?.closest('[class*="wide:hidden"]')?.textContent).toBe('Taken by j.lindqvist')
    expect(wide?.closest('[class*="max-wide:hidden"]')).toBeTruthy()
    expect(within(line).getByTitle('vcsa-fra-01')).toBeTruthy()
  })

  test('a line opens as a card in its place, and its default opens the list: nothing is sent by the press', async () => {
    const answerQuestions = vi.fn<ConsoleActions['answerQuestions']>(() => Promise.resolve(ok(null)))
    const { user } = show(flood(2, 2, 2, 2, 3, 1), { answerQuestions })
    await user.click(within(lines()[1] ?? document.body).getByRole('button', { name: /as a card$/ }))
    expect(screen.getByRole('article', { name: 'vm-5-0' })).toBe(document.activeElement)
    const [line] = lines()
    const open = within(line ?? document.body).getAllByRole('button')[0]
    await user.click(open ?? document.body)
    expect(within(screen.getByRole('list', { name: 'More that waits' })).getByText('3 VMs')).toBeTruthy()
    expect(answerQuestions).not.toHaveBeenCalled()
  })
})
