import { act, render, screen, within } from '@testing-library/react'
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

beforeEach(() => {
  history.replaceState(null, '', '/history')
})

function show(readHistory: ConsoleActions['readHistory'], role: Role = 'operator', limited?: true) {
  const feed = fixtureFeed(tablesOf({ connections }), Date.parse('2026-11-22T14:06:18Z'))
  render(
    <FixtureLive feed={feed}>
      <AccountProvider account={{ name: 'm.okafor', role, ...(limited && { limited }) }}>
        <ConsoleActionsProvider actions={fixtureActions({ readHistory })}>
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
  const { feed } = show(() => Promise.resolve(ok({ runs: [], notes: [noted] })))
  const datastores = [aDatastore('datastore1', { volume: '52ea2ef1-0b2a' })]
  act(() => feed.put(tablesOf({ connections, datastores })))
  const table = await screen.findByRole('table', { name: 'History' })
  expect(table.textContent).toContain('File "[datastore1] console/serial0.log" exists.')
})

test('what others did a moment ago stands in the list, with who, and with its connection where there are several', async () => {
  const two = [aConnection('c1'), aConnection('c2')]
  const vm = aVm('web-01', { connection: connectionId('c2') })
  const task = aTask(vm, { state: 'success', startedBy: 'j.meyer', completeTime: '2026-11-22T10:01:00Z' })
  const { feed } = show(pages)
  const table = await screen.findByRole('table', { name: 'History' })
  act(() => feed.put(tablesOf({ connections: two, vms: [vm], tasks: [task] })))
  const row = within(table).getByRole('link', { name: 'web-01' }).closest('tr')
  expect(row?.textContent).toContain('web-01esx-c2Power onDone')
  expect(row?.textContent).toContain('j.meyeroutside Andon')
})

test('what others did long ago stands there as the journal has it, with its date and its end', async () => {
  const task = aTask(aVm('web-01'), {
    state: 'success',
    startedBy: 'j.meyer',
    startTime: '2026-10-22T10:00:00Z',
    completeTime: '2026-10-22T10:01:07Z',
  })
  const noted = { seq: 2, at: '2026-10-22T10:01:17Z', by: 'Andon', content: { kind: 'task', task } } as const
  show(() => Promise.resolve(ok({ runs: [], notes: [noted] })))
  const table = await screen.findByRole('table', { name: 'History' })
  const row = within(table).getByText('web-01').closest('tr')
  const times = [...(row?.querySelectorAll('time') ?? [])].map(({ dateTime }) => dateTime)
  expect(times).toEqual([task.startTime, task.completeTime])
  expect(row?.textContent).toContain('j.meyeroutside Andon')
})

test('a run that is started meanwhile is offered, so that nothing jumps', async () => {
  const { feed } = show(pages)
  await screen.findByRole('table', { name: 'History' })
  const newer = aRun({ id: runId('r9'), number: 9_999, vmName: 'just-now' })
  act(() => feed.put(tablesOf({ connections, runs: [newer] })))
  expect(screen.getByRole('button', { name: 'Show 1 newer run' })).toBeTruthy()
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
  expect(readHistory).toHaveBeenLastCalledWith({ outcome: 'failed', limit: 50 })
  await user.click(screen.getByRole('button', { name: 'Clear' }))
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
    ['Table (CSV)', '/api/export?format=csv&text=R%26D&outcome=failed'],
    ['Rows with their chain (JSON lines)', '/api/export?format=jsonl&text=R%26D&outcome=failed'],
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
