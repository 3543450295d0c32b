import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { DeliveryView, RouteView, SignalSettings } from '@/lib/contract/signals-input'
import { failed, ok } from '@/lib/result'
import { usualFolding } from '@/lib/signals/route'
import { routeId } from '@/lib/vsphere/ids'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { aConnection, tablesOf } from '../testing/vm-fixtures'
import { ConfirmProvider } from '../ui/confirm'
import { Signals } from './signals'

const route = (name: string, changes: Partial<RouteView> = {}): RouteView => ({
  id: routeId(name),
  name,
  on: true,
  since: '2026-11-22T00:00:00Z',
  receiver: { kind: 'json', url: 'https://cmdb.example.net/hook' },
  topics: ['raised', 'waiting'],
  stillMinutes: 5,
  folding: usualFolding,
  givenUp: 0,
  waiting: 0,
  ...changes,
})
const refused = { at: '2026-11-22T14:00:00Z', ms: 1_200, ok: false, said: 'HTTP 503' }
const delivery = (changes: Partial<DeliveryView> = {}): DeliveryView => ({
  id: 'd1',
  at: '2026-11-22T14:00:00Z',
  route: routeId('cmdb'),
  kind: 'question-raised',
  title: 'café\u202e at esx-lab asks: Moved or copied?',
  count: 1,
  state: 'given-up',
  tries: [refused, refused],
  ...changes,
})
const settings = (routes: RouteView[]): SignalSettings => ({
  routes,
  chain: { since: '2026-11-22T00:00:00Z', steps: [{ minutes: 10, to: { is: 'route', route: routeId('cmdb') } }] },
  overdueMinutes: 10,
  keptDays: 30,
  origin: 'https://andon.example.net',
})

function show(of: SignalSettings, rows: DeliveryView[] = [], more: Partial<ConsoleActions> = {}, role: Role = 'admin') {
  const actions = fixtureActions({
    readSignals: async () => ok(of),
    readDeliveries: async () => ok(rows),
    ...more,
  })
  render(
    <ConsoleActionsProvider actions={actions}>
      <AccountProvider account={{ name: 'm.okafor', role }}>
        <FixtureLive feed={fixtureFeed(tablesOf({ connections: [aConnection('c1')] }), 0)}>
          <ConfirmProvider>
            <Signals />
          </ConfirmProvider>
        </FixtureLive>
      </AccountProvider>
    </ConsoleActionsProvider>,
  )
  return userEvent.setup()
}

test('a route says what it tells, where and how it stands; no two controls have the same name', async () => {
  show(
    settings([
      route('cmdb', { givenUp: 1, waiting: 2, nextAt: '2026-11-22T14:12:00Z' }),
      route('ops'),
      route('lab', { on: false }),
    ]),
  )
  const list = await screen.findByRole('list', { name: 'Routes' })
  const [first, second, third] = within(list).getAllByRole('listitem')
  expect(first?.textContent).toContain('1 given up, 2 to try again')
  expect(first?.textContent).toContain('Raised, still waiting after 5 min')
  expect(second?.textContent).toContain('Nothing told yet')
  expect(third?.textContent).toContain('Off')
  const names = [...within(list).getAllByRole('button'), ...within(list).getAllByRole('link')].map((one) =>
    one.getAttribute('aria-label'),
  )
  expect(new Set(names).size).toBe(6)
  expect(screen.getByRole('list', { name: 'Steps' }).textContent).toContain('10 min, overdue')
})

test('the result of a test opens below its row, taken or not', async () => {
  const testRoute = vi
    .fn()
    .mockResolvedValueOnce(ok({ at: '2026-11-22T14:07:32Z', ms: 84, ok: true, said: 'HTTP 200', sent: '{}' }))
    .mockResolvedValueOnce(ok({ ...refused, sent: '{}', reply: 'closed' }))
  const user = show(settings([route('cmdb')]), [], { testRoute })
  await user.click(await screen.findByRole('button', { name: 'Send a test to cmdb' }))
  expect((await screen.findByText('Test taken by cmdb')).closest('[role="status"]')?.textContent).toContain(
    '84 ms: HTTP 200',
  )
  await user.click(screen.getByRole('button', { name: 'Send a test to cmdb' }))
  expect((await screen.findByText('Test not taken by cmdb')).closest('[role="status"]')?.textContent).toContain(
    '1.2 s: HTTP 503',
  )
  expect(screen.getByText('Show the reply')).toBeTruthy()
})

test('tries are read in words; what was given up is sent again, and a refusal of that is said', async () => {
  const sendAgain = vi.fn().mockResolvedValue(failed({ blame: 'ours', code: 'x', sentence: 'It was taken meanwhile.' }))
  const taken = { ...refused, ok: true, said: 'HTTP 200' }
  const user = show(
    settings([route('cmdb', { givenUp: 1 })]),
    [
      delivery(),
      delivery({ id: 'd2', state: 'waiting', tries: [refused], nextAt: '2026-11-22T14:12:00Z' }),
      delivery({ id: 'd3', state: 'taken', tries: [refused, taken], count: 7 }),
    ],
    { sendAgain },
  )
  const table = await screen.findByRole('table', { name: 'Deliveries' })
  const tries = within(table)
    .getAllByRole('img')
    .map((image) => image.getAttribute('aria-label'))
  expect(tries).toEqual(['2 tries: refused, refused', '2 tries: refused, to come', '2 tries: refused, taken'])
  expect(table.textContent).toContain('café⟨U+202E⟩ at esx-lab')
  expect(table.textContent).toContain('Raised, folded')
  const again = within(table).getAllByRole('button', { name: /^Send again/ })
  expect(again).toHaveLength(2)
  await user.click(again[0]!) // there are two
  expect(sendAgain).toHaveBeenCalledWith('d1')
  expect(await screen.findByText('It was taken meanwhile.')).toBeTruthy()
})

test('who is no administrator reads why there is nothing', () => {
  show(settings([]), [], {}, 'operator')
  expect(screen.getByText('Only an administrator sees and changes signals.')).toBeTruthy()
})

test('the chain is entered step by step; two steps of one time are refused in place', async () => {
  const setChain = vi.fn().mockResolvedValue(ok(null))
  const user = show(settings([route('cmdb'), route('phone')]), [], { setChain })
  await user.click(await screen.findByRole('button', { name: 'Edit the chain' }))
  await user.click(await screen.findByRole('button', { name: 'Add a step' }))
  await user.type(screen.getByLabelText('Step 2: after how many minutes'), '10')
  await user.click(screen.getByRole('button', { name: 'Save the chain' }))
  expect(await screen.findByText('Another step has the same time.')).toBeTruthy()
  const minutes = screen.getByLabelText('Step 2: after how many minutes')
  await user.clear(minutes)
  await user.type(minutes, '60')
  await user.selectOptions(screen.getByLabelText('Step 2: whom to tell'), 'all')
  await user.type(screen.getByLabelText('Step 2: again every so many minutes'), '60')
  await user.click(screen.getByRole('button', { name: 'Save the chain' }))
  expect(setChain).toHaveBeenCalledWith([
    { minutes: 10, to: { is: 'route', route: 'cmdb' } },
    { minutes: 60, to: { is: 'all' }, everyMinutes: 60 },
  ])
})
