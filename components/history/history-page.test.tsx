import { act, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { HistoryPage as Page } from '@/lib/contract/history'
import { ok } from '@/lib/result'
import { aBlockedRun, aRun, serialQuestion } from '@/lib/testing/run-fixtures'
import { connectionId, runId } from '@/lib/vsphere/ids'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { aConnection, aDatastore, aTask, aVm, tablesOf } from '../testing/vm-fixtures'
import { HistoryPage } from './history-page'

const connections = [aConnection('c1')]
const old = aBlockedRun()
const note = {
  seq: 3,
  at: '2026-11-22T13:00:00Z',
  by: 'ada',
  content: { kind: 'text', text: 'Auto-answer switched off at esx-edge-07' },
} as const
const first: Page = { runs: [old], notes: [note], nextBefore: 3 }
const second: Page = { runs: [aRun({ id: runId('r1'), number: 1, vmName: 'first-ever' })], notes: [] }

const usual = { source: ['andon', 'others', 'gap'], limit: 50 }

beforeEach(() => {
  history.replaceState(null, '', '/history')
})

function show(
  readHistory: ConsoleActions['readHistory'],
  role: Role = 'operator',
  limited?: true,
  others: Partial<ConsoleActions> = {},
) {
  const feed = fixtureFeed(tablesOf({ connections }), Date.parse('2026-11-22T14:06:18Z'))
  render(
    <FixtureLive feed={feed}>
      <AccountProvider account={{ name: 'm.okafor', role, ...(limited && { limited }) }}>
        <ConsoleActionsProvider actions={fixtureActions({ readHistory, ...others })}>
          <HistoryPage />
        </ConsoleActionsProvider>
      </AccountProvider>
    </FixtureLive>,
  )
  return { feed, user: userEvent.setup() }
}

const pages: ConsoleActions['readHistory'] = ({ before }) => Promise.resolve(ok(before === undefined ? first : second))

test('runs and notes stand in one list, and older ones follow on demand', async () => {
  const { user } = show(pages)
  const table = await screen.findByRole('table', { name: 'History' })
  expect(table.textContent).toContain('Its question waits for an answer')
  expect(table.textContent).toContain('Auto-answer switched off at esx-edge-07')
  await user.click(screen.getByRole('button', { name: 'Show older' }))
  expect(await within(table).findByText('first-ever')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Show older' })).toBeNull()
})

test.each([
  [{ lines: 12, isMore: false }, '2 of 12 shown, newest first'],
  [{ lines: 10_000, isMore: true }, '2 of more than 10,000 shown, newest first'],
  [{ lines: 1, isMore: false }, '2 shown, newest first'],
])('of %j it says how much is shown, and nothing of it once all is', async (count, text) => {
  const countHistory = vi.fn<ConsoleActions['countHistory']>().mockResolvedValue(ok(count))
  const { user } = show(pages, 'operator', undefined, { countHistory })
  expect(await screen.findByText(text)).toBeTruthy()
  expect(countHistory).toHaveBeenCalledExactlyOnceWith({ source: ['andon', 'others'] })
  await user.click(screen.getByRole('button', { name: 'Show older' }))
  expect(await screen.findByText('3 shown, nothing older')).toBeTruthy()
})

test('everybody in the record can be asked for, whoever stands in the list', async () => {
  const readHistoryPeople = () => Promise.resolve(ok({ names: ['m.okafor', 'a.haddad'], isMore: false }))
  const { user } = show(pages, 'operator', undefined, { readHistoryPeople })
  await user.selectOptions(
    await screen.findByRole('combobox', { name: 'Person' }),
    await screen.findByRole('option', { name: 'a.haddad' }),
  )
  expect(new URLSearchParams(location.search).get('person')).toBe('a.haddad')
})

test('many people are searched, by keyboard too', async () => {
  const names = Array.from({ length: 40 }, (_, n) => `person ${n + 10}`)
  const { user } = show(pages, 'operator', undefined, {
    readHistoryPeople: () => Promise.resolve(ok({ names, isMore: false })),
  })
  await user.click(await screen.findByRole('button', { name: 'Person: Any person' }))
  const search = screen.getByRole('combobox', { name: 'Search people' })
  await user.type(search, 'nobody')
  expect(screen.getByText('Nobody matches.')).toBeTruthy()
  await user.clear(search)
  await user.type(search, '31')
  const list = screen.getByRole('listbox', { name: 'People' })
  expect(
    within(list)
      .getAllByRole('option')
      .map((one) => one.textContent),
  ).toEqual(['person 31'])
  await user.keyboard('{Enter}')
  expect(new URLSearchParams(location.search).get('person')).toBe('person 31')
  await user.click(screen.getByRole('button', { name: 'Person: person 31' }))
  expect(screen.getByRole('option', { name: 'person 31' }).getAttribute('aria-selected')).toBe('true')
  await user.click(screen.getByRole('option', { name: 'Any person' }))
  expect(location.search).toBe('')
})

test('a question of nobody’s run is told with the names of datastores', async () => {
  const text = 'File "/vmfs/volumes/52ea2ef1-0b2a/console/serial0.log" exists.'
  const event = {
    kind: 'question-noted',
    question: { ...serialQuestion, text },
    origin: 'no task',
    raisedAt: '',
  } as const
  const noted = {
    seq: 9,
    at: note.at,
    by: 'Andon',
    connection: connectionId('c1'),
    content: { kind: 'event', event },
  } as const
  const { feed, user } = show(() => Promise.resolve(ok({ runs: [], notes: [noted] })))
  const datastores = [aDatastore('datastore1', { volume: '52ea2ef1-0b2a' })]
  act(() => feed.put(tablesOf({ connections, datastores })))
  const table = await screen.findByRole('table', { name: 'History' })
  expect(table.textContent).toContain('No taskQuestion raisedSerial port output file exists')
  await user.click(within(table).getByRole('button', { name: /^Steps of No task/ }))
  expect(table.textContent).toContain('File "[datastore1] console/serial0.log" exists.')
})

test('what others did a moment ago stands in the list, with who, and with its connection where there are several', async () => {
  const two = [aConnection('c1'), aConnection('c2')]
  const vm = aVm('web-01', { connection: connectionId('c2') })
  const task = aTask(vm, { state: 'success', startedBy: 'j.meyer', completeTime: '2026-11-22T10:01:00Z' })
  const { feed, user } = show(() => Promise.resolve(ok({ runs: [old], notes: [note] })))
  const table = await screen.findByRole('table', { name: 'History' })
  act(() => feed.put(tablesOf({ connections: two, vms: [vm], tasks: [task] })))
  expect(within(table).queryByText('web-01')).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Show 1 newer' }))
  const row = await screen.findByRole('row', { name: /web-01/ })
  expect(row.textContent).toContain('web-01esx-c2Power onDone')
  expect(row.textContent).toContain('j.meyeroutside Andon')
})

test('what others did long ago stands there as the journal has it, with its date and its end', async () => {
  const task = aTask(aVm('web-01'), {
    state: 'success',
    startedBy: 'j.meyer',
    startTime: '2026-10-22T10:00:00Z',
    completeTime: '2026-10-22T10:01:07Z',
  })
  const noted = { seq: 2, at: task.startTime ?? '', by: 'Andon', content: { kind: 'task', task } } as const
  show(() => Promise.resolve(ok({ runs: [], notes: [noted] })))
  const table = await screen.findByRole('table', { name: 'History' })
  const row = within(table).getByRole('row', { name: /web-01/ })
  expect(row.querySelector('time')?.dateTime).toBe(task.startTime)
  expect(row.textContent).toContain('j.meyeroutside Andon')
  expect(row.textContent).toContain('01:07')
  expect(within(table).getByRole('heading', { name: 'Thursday, 22 October' })).toBeTruthy()
})

test('a run that is started meanwhile is offered, so that nothing jumps', async () => {
  const { feed } = show(pages)
  await screen.findByRole('table', { name: 'History' })
  const newer = aRun({ id: runId('r9'), number: 9_999, vmName: 'just-now' })
  act(() => feed.put(tablesOf({ connections, runs: [newer] })))
  expect(screen.getByRole('button', { name: 'Show 1 newer' })).toBeTruthy()
  expect(screen.queryByText('just-now')).toBeNull()
})

test('an outcome is asked of the server; nothing found is not an empty history', async () => {
  const readHistory = vi.fn<ConsoleActions['readHistory']>((filter) =>
    Promise.resolve(ok(filter.outcome === undefined ? first : { runs: [], notes: [] })),
  )
  const { user } = show(readHistory)
  await screen.findByRole('table', { name: 'History' })
  await user.selectOptions(screen.getByRole('combobox', { name: 'Outcome' }), 'Failed')
  expect(await screen.findByText('Nothing matches')).toBeTruthy()
  expect(readHistory).toHaveBeenLastCalledWith({ outcome: 'failed', ...usual })
  await user.click(screen.getByRole('button', { name: 'Remove all filters' }))
  expect(await screen.findByRole('table', { name: 'History' })).toBeTruthy()
})

test('a history that cannot be read says why and can be read again', async () => {
  const readHistory = vi
    .fn<ConsoleActions['readHistory']>()
    .mockResolvedValueOnce({ ok: false, error: { blame: 'ours', code: 'x', sentence: 'The journal cannot be read.' } })
    .mockImplementation(pages)
  const { user } = show(readHistory)
  expect((await screen.findByRole('alert')).textContent).toContain('The journal cannot be read.')
  await user.click(screen.getByRole('button', { name: 'Read again' }))
  expect(await screen.findByRole('table', { name: 'History' })).toBeTruthy()
})

test('what is found, or all of it, is exported', async () => {
  history.replaceState(null, '', '/history?q=R%26D&outcome=failed')
  const { user } = show(pages)
  await user.click(await screen.findByRole('button', { name: 'Export' }))
  const links = screen.getAllByRole('menuitem').map((item) => [item.textContent, item.getAttribute('href')])
  expect(links).toEqual([
    ['Table (CSV)', '/api/export?format=csv&text=R%26D&outcome=failed&source=andon%2Cothers%2Cgap'],
    [
      'Rows with their chain (JSON lines)',
      '/api/export?format=jsonl&text=R%26D&outcome=failed&source=andon%2Cothers%2Cgap',
    ],
    ['Table (CSV)', '/api/export?format=csv'],
    ['Rows with their chain (JSON lines)', '/api/export?format=jsonl'],
  ])
})

test('a viewer is told why there is no export', async () => {
  show(pages, 'viewer')
  const button = await screen.findByRole('button', { name: /Export/ })
  expect(button.getAttribute('aria-disabled')).toBe('true')
  expect(document.body.textContent).toContain('Your account may look, but not export.')
})

test('who is limited to some connections is not told that nothing has been done', async () => {
  show(() => Promise.resolve(ok({ runs: [], notes: [] })), 'operator', true)
  expect(await screen.findByText('Nothing has been done at your connections yet')).toBeTruthy()
  expect(screen.getByText(/what happened at other connections.* is not shown/)).toBeTruthy()
})

test('a row opens its steps in place, by the keyboard too, and leads on to its run and its VM', async () => {
  const { user } = show(pages)
  const table = await screen.findByRole('table', { name: 'History' })
  const button = within(table).getByRole('button', { name: /^Steps of Power on, build\|agent "7"/ })
  button.focus()
  await user.keyboard('{Enter}')
  expect(button.getAttribute('aria-expanded')).toBe('true')
  const steps = within(table).getByRole('list', { name: 'Timeline' })
  expect(steps.textContent).toContain('Do you want to replace it?')
  expect(steps.textContent).toContain("Answers: 'Append', the default; 'Replace'; 'Cancel'")
  expect(within(table).getByRole('link', { name: 'Run 4176' }).getAttribute('href')).toBe('/runs/r-4176')
  expect(within(table).getByRole('link', { name: 'Open the VM' }).getAttribute('href')).toBe('/vms/c1/vm-7')
  await user.keyboard('{Enter}')
  expect(within(table).queryByRole('list', { name: 'Timeline' })).toBeNull()
  // The pointer may press anywhere on the row.
  await user.click(within(table).getByText('Left blocked'))
  expect(button.getAttribute('aria-expanded')).toBe('true')
})

test('a press on a person or a VM leaves what is of them; it is in the address, is told, and Back takes it back', async () => {
  const readHistory = vi.fn<ConsoleActions['readHistory']>(pages)
  const { user } = show(readHistory)
  await screen.findByRole('table', { name: 'History' })
  await user.click(screen.getByRole('link', { name: 'm.okafor' }))
  expect(location.search).toBe('?person=m.okafor')
  expect(readHistory).toHaveBeenLastCalledWith({ person: 'm.okafor', ...usual })
  await user.click(await screen.findByRole('link', { name: 'build|agent "7"' }))
  expect(readHistory).toHaveBeenLastCalledWith({ vm: 'c1/vm-7', person: 'm.okafor', ...usual })
  expect(document.body.textContent).toContain('Person: m.okafor')
  expect(document.body.textContent).toContain('VM: build|agent "7"')
  const asked = new URLSearchParams(location.search)
  expect([asked.get('vm'), asked.get('person')]).toEqual(['c1/vm-7', 'm.okafor'])
  // What is chosen is not offered again.
  expect(screen.queryByRole('link', { name: 'm.okafor' })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Remove the filter Person' }))
  expect(readHistory).toHaveBeenLastCalledWith({ vm: 'c1/vm-7', ...usual })
  // As Back does: the address is what somebody else made of it.
  act(() => history.replaceState(null, '', '/history?outcome=failed'))
  await vi.waitFor(() => expect(readHistory).toHaveBeenLastCalledWith({ outcome: 'failed', ...usual }))
})

test('a text is asked of the server once it is typed, and is none as soon as it is taken back', async () => {
  const readHistory = vi.fn<ConsoleActions['readHistory']>(pages)
  const { user } = show(readHistory)
  await screen.findByRole('table', { name: 'History' })
  for (const value of ['w', 'we', 'web']) fireEvent.change(screen.getByRole('searchbox'), { target: { value } })
  await vi.waitFor(() => expect(readHistory).toHaveBeenLastCalledWith({ text: 'web', ...usual }))
  const texts = new Set(readHistory.mock.calls.map(([{ text }]) => text))
  expect([...texts]).toEqual([undefined, 'web'])
  expect(location.search).toBe('?q=web')
  await user.click(screen.getByRole('button', { name: 'Remove the filter Text' }))
  expect(screen.getByRole('searchbox').getAttribute('value')).toBe('')
  await vi.waitFor(() => expect(location.search).toBe(''))
})

test('what hosts say is asked for, tasks of others can be left out; times in which nobody looked stay', async () => {
  const readHistory = vi.fn<ConsoleActions['readHistory']>(pages)
  const { user } = show(readHistory)
  await screen.findByRole('table', { name: 'History' })
  expect(readHistory).toHaveBeenLastCalledWith(usual)
  await user.click(screen.getByRole('checkbox', { name: 'Host events' }))
  expect(readHistory).toHaveBeenLastCalledWith({ limit: 50 })
  await user.click(screen.getByRole('checkbox', { name: 'Tasks of others' }))
  expect(readHistory).toHaveBeenLastCalledWith({ source: ['andon', 'event', 'gap'], limit: 50 })
  expect(location.search).toBe('?events=yes&others=no')
})

test('yesterday is one press, and a second one takes it back; other days are two dates', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-22T14:06:18Z') })
  const readHistory = vi.fn<ConsoleActions['readHistory']>(pages)
  const { user } = show(readHistory)
  await screen.findByRole('table', { name: 'History' })
  const days = within(screen.getByRole('group', { name: 'Days' }))
  await user.click(days.getByRole('button', { name: 'Yesterday' }))
  expect(location.search).toBe('?from=2026-11-21&to=2026-11-21')
  const { from, to } = readHistory.mock.lastCall?.[0] ?? {}
  expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(86_400_000)
  expect(days.getByRole('button', { name: 'Yesterday' }).getAttribute('aria-pressed')).toBe('true')
  await user.click(days.getByRole('button', { name: 'Yesterday' }))
  expect(location.search).toBe('')
  await user.click(days.getByRole('button', { name: 'From, to' }))
  fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-11-10' } })
  expect(location.search).toBe('?from=2026-11-10')
  fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-11-02' } })
  expect(location.search).toBe('?from=2026-11-02&to=2026-11-02')
  expect(document.body.textContent).toContain('Days: 2 Nov 2026')
})

test('the last day that is loaded is not counted to its end', async () => {
  const { user } = show(pages)
  const table = await screen.findByRole('table', { name: 'History' })
  expect(within(table).getByRole('rowheader').textContent).toBe(
    'Sunday, 22 November2 shownof these 1 left blocked, 1 question',
  )
  expect(screen.getByText('2 shown, newest first')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Show older' }))
  expect(await screen.findByText('3 shown, nothing older')).toBeTruthy()
  expect(within(table).getByRole('rowheader').textContent).toBe(
    'Sunday, 22 November3 entries1 left blocked, 1 question',
  )
})

test('a time in which nobody looked is one row, with the names of its connections', async () => {
  const gap = { from: '2026-11-22T03:10:00Z', to: '2026-11-22T03:24:00Z' }
  const notes = ['c1', 'c2'].map((id, index) => ({
    seq: index + 1,
    at: gap.to,
    by: 'Andon',
    connection: connectionId(id),
    content: { kind: 'event', event: { kind: 'not-watched', ...gap, because: 'andon-stopped' } } as const,
  }))
  const { feed } = show(() => Promise.resolve(ok({ runs: [], notes })))
  act(() => feed.put(tablesOf({ connections: [aConnection('c1'), aConnection('c2')] })))
  const table = await screen.findByRole('table', { name: 'History' })
  const [row, ...more] = within(table).getAllByRole('row', { name: /Andon was down/ })
  expect(more).toEqual([])
  expect(row?.textContent).toMatch(/Andon was down \d\d:10 to \d\d:24\. What others did at esx-c1 and esx-c2 meanwhile/)
})

test('many equal lines are one that opens', async () => {
  const texts = Array.from({ length: 12 }, (_, n) => ({ ...note, seq: n + 1 }))
  const { user } = show(() => Promise.resolve(ok({ runs: [], notes: texts })))
  const table = await screen.findByRole('table', { name: 'History' })
  const fold = within(table).getByRole('button', { name: /12 times Auto-answer switched off/ })
  expect(within(table).getAllByText(/Auto-answer switched off/)).toHaveLength(1)
  await user.click(fold)
  expect(fold.getAttribute('aria-expanded')).toBe('true')
  expect(within(table).getAllByText(/Auto-answer switched off/)).toHaveLength(13)
})
