import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { LiveTables, QuestionView } from '@/lib/live/live-state'
import { failed, ok } from '@/lib/result'
import { runId } from '@/lib/vsphere/ids'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import type { SignIn } from '../sign-in/sign-in-form'
import { fixtureActions, FixtureLive, fixtureFeed } from '../testing/fixture-live'
import { fixtureTables } from '../testing/fixture-tables'
import { fixtureNow } from '../testing/fixture-vms'
import { aConnection, tablesOf } from '../testing/vm-fixtures'
import { withoutUndefined } from '@/lib/without-undefined'
import type { BeginThrough } from '../sign-in/sign-in-through'
import { router } from '../testing/navigation'
import { ConsoleShell } from './console-shell'

type SetUp = {
  tables?: LiveTables | undefined
  actions?: Partial<ConsoleActions>
  role?: Role
  signIn?: SignIn
  beginThrough?: BeginThrough
  /** The provider that the session came through. */
  through?: string
}

function show({
  actions = {},
  role = 'admin',
  signIn = () => Promise.resolve(ok({ at: 'signed-in' })),
  beginThrough = () => Promise.resolve(ok({ url: '/' })),
  through,
  ...given
}: SetUp = {}) {
  const tables = 'tables' in given ? given.tables : fixtureTables()
  const feed = fixtureFeed(tables, fixtureNow)
  render(
    <ConsoleActionsProvider actions={fixtureActions(actions)}>
      <AccountProvider account={{ name: 'm.okafor', role, ...withoutUndefined({ through }) }}>
        <FixtureLive feed={feed}>
          <ConsoleShell signIn={signIn} beginThrough={beginThrough}>
            <p>the page</p>
          </ConsoleShell>
        </FixtureLive>
      </AccountProvider>
    </ConsoleActionsProvider>,
  )
  return { feed, user: userEvent.setup(), tables: fixtureTables() }
}

const rail = () => within(screen.getByRole('navigation', { name: 'Main' }))

test('the rail counts, and has a lamp with a word for every connection', () => {
  show()
  expect(
    rail().getByRole('link', { name: 'Board 3 waiting for an answer, 1 of them overdue' }).getAttribute('aria-current'),
  ).toBe('page')
  expect(rail().getByRole('link', { name: 'VMs 277' })).toBeTruthy()
  const lamps = within(rail().getByRole('list', { name: 'State of each connection' })).getAllByRole('link')
  expect(lamps.map((lamp) => lamp.textContent)).toEqual([
    'esx-dr-02No contact, 4 min',
    'esx-edge-071 waiting',
    'esx-lab-03Live',
    'vcsa-fra-011 overdue',
    'vcsa-muc-011 waiting',
  ])
})

test('where nobody counted no count is shown: a connection that was refused has no 0 VMs', async () => {
  const state = { at: 'refused', since: '2026-11-22T10:00:00Z', reason: 'Wrong password.' } as const
  const { user, feed } = show({ tables: tablesOf({ connections: [aConnection('c1', { state })] }) })
  expect(rail().getByRole('link', { name: 'VMs' })).toBeTruthy()
  expect(rail().getByRole('link', { name: 'Hosts' })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Connection: All connections' }))
  const line = () => screen.getByRole('menuitemradio', { name: /esx-c1/ }).textContent
  expect(line()).toContain('Refused')
  expect(line()).not.toMatch(/\d VM/)
  // One that was heard and has none has none.
  act(() => feed.put(tablesOf({ connections: [aConnection('c1')] })))
  expect(line()).toContain('0 VMs')
  expect(rail().getByRole('link', { name: 'VMs 0', hidden: true })).toBeTruthy()
})

test('before the first data counts and lamps are blank, never zero', () => {
  show({ tables: undefined })
  expect(rail().getByRole('link', { name: 'Board' })).toBeTruthy()
  expect(rail().getByRole('link', { name: 'VMs' })).toBeTruthy()
  expect(within(rail().getByRole('list', { name: 'State of each connection' })).queryAllByRole('link')).toEqual([])
  expect(screen.getByText('no data yet')).toBeTruthy()
})

test('the tab says how many wait', () => {
  document.title = 'Board - Andon'
  const { feed, tables } = show()
  expect(document.title).toBe('(3, 1 overdue) Board - Andon')
  act(() => feed.put({ ...tables, questions: {} }))
  expect(document.title).toBe('Board - Andon')
})

test('auto-answer of all hosts is a list of switches that says what each does', async () => {
  const setAutoAnswer = vi.fn<ConsoleActions['setAutoAnswer']>(() => Promise.resolve(ok(null)))
  const readRules = () => Promise.resolve(ok({ rules: [] }))
  const { user, feed, tables } = show({ actions: { readRules, setAutoAnswer } })
  await user.click(screen.getByRole('button', { name: /Auto-answer On at 4 of 5/ }))
  const list = within(screen.getByRole('dialog', { name: 'Auto-answer per connection' }))
  expect(list.getByText("On: the host's default answer, unless a rule says otherwise.")).toBeTruthy()
  const edge = list.getByRole('switch', { name: 'Auto-answer at esx-edge-07' })
  expect(edge.getAttribute('aria-checked')).toBe('false')

  await user.click(edge)
  expect(setAutoAnswer.mock.calls).toEqual([['esx-edge-07', true]])
  // It shows what the server holds, and says that it is on its way.
  expect(edge.getAttribute('aria-checked')).toBe('false')
  expect(list.getByText('Saving')).toBeTruthy()

  const connection = tables.connections['esx-edge-07']
  if (!connection) throw new Error('the fixture has esx-edge-07')
  const autoAnswer = { on: true, changedBy: 'm.okafor', changedAt: new Date(fixtureNow).toISOString() }
  act(() =>
    feed.put({ ...tables, connections: { ...tables.connections, [connection.id]: { ...connection, autoAnswer } } }),
  )
  expect(edge.getAttribute('aria-checked')).toBe('true')
  expect(list.queryByText('Saving')).toBeNull()
  // What waited before keeps waiting: a run keeps what held when it began.
  expect(list.getByText('Auto-answer is on at esx-edge-07, from the next task on.')).toBeTruthy()
  expect(list.getByRole('button', { name: 'Apply the default to the 1 that waits here' })).toBeTruthy()
})

test('of one host it is a switch called Auto-answer, with the consequence in words', async () => {
  const sentence = 'esx-edge-07 cannot be changed now.'
  const setAutoAnswer = () => Promise.resolve(failed({ blame: 'ours', code: 'x', sentence }))
  history.replaceState(null, '', '/vms/esx-edge-07/12')
  const { user } = show({ actions: { setAutoAnswer } })
  const toggle = screen.getByRole('switch', { name: 'Auto-answer' })
  expect(toggle.getAttribute('aria-checked')).toBe('false')
  const described = document.getElementById(toggle.getAttribute('aria-describedby') ?? '')
  expect(described?.textContent).toBe('Off: the task is cancelled and the question is shown as an error')
  await user.click(toggle)
  expect(screen.getByRole('alert').textContent).toBe(sentence)
  expect(toggle.getAttribute('aria-checked')).toBe('false')
})

test('a viewer sees the switch and why it does not move', async () => {
  const setAutoAnswer = vi.fn<ConsoleActions['setAutoAnswer']>(() => Promise.resolve(ok(null)))
  history.replaceState(null, '', '/vms/esx-edge-07/12')
  const { user } = show({ role: 'viewer', actions: { setAutoAnswer } })
  const toggle = screen.getByRole('switch', { name: 'Auto-answer' })
  expect(toggle.getAttribute('aria-disabled')).toBe('true')
  await user.click(toggle)
  expect(setAutoAnswer).not.toHaveBeenCalled()
})

test('old data is said above the page and in the top bar, and shown on the page itself', () => {
  const { feed } = show()
  expect(screen.getByText('4 of 5 live', { selector: 'span.block' })).toBeTruthy()
  act(() => feed.pass(60_000))
  expect(screen.getByText('Old data. Nothing here is current.')).toBeTruthy()
  expect(screen.getByText('Stale', { selector: 'span.block' })).toBeTruthy()
  expect(screen.getByText('the page').closest('.old-data')).toBeTruthy()
  act(() => feed.put(fixtureTables()))
  expect(screen.queryByText('Old data. Nothing here is current.')).toBeNull()
})

test('whoever came through a provider comes back through it, to the same page', async () => {
  const beginThrough = vi
    .fn<BeginThrough>()
    .mockResolvedValue(failed({ blame: 'wire', code: 'provider-away', sentence: 'Company ID does not answer.' }))
  const { feed, user } = show({ beginThrough, through: 'Company ID' })
  act(() => feed.link({ at: 'signed-out' }))
  const dialog = within(screen.getByRole('alertdialog', { name: 'Your session has ended' }))
  expect(dialog.queryByLabelText(/Password/)).toBeNull()
  await user.click(dialog.getByRole('button', { name: 'Sign in with Company ID' }))
  expect(beginThrough).toHaveBeenCalledWith({ next: '/' })
  expect(dialog.getByRole('alert').textContent).toContain('Company ID does not answer.')
})

test('when the session ends the page is hidden, and one comes back to it', async () => {
  const signIn = vi
    .fn<SignIn>()
    .mockResolvedValueOnce(
      failed({ blame: 'ours', code: 'sign-in-refused', sentence: 'User name or password is wrong.' }),
    )
    .mockResolvedValueOnce(ok({ at: 'signed-in' }))
  const { feed, user } = show({ signIn })
  act(() => feed.link({ at: 'signed-out' }))
  expect(screen.queryByText('the page')).toBeNull()
  const dialog = within(screen.getByRole('alertdialog', { name: 'Your session has ended' }))
  await user.type(dialog.getByLabelText('Password for m.okafor'), 'wrong')
  await user.click(dialog.getByRole('button', { name: 'Sign in' }))
  expect(dialog.getByRole('alert').textContent).toContain('User name or password is wrong.')
  await user.clear(dialog.getByLabelText('Password for m.okafor'))
  await user.type(dialog.getByLabelText('Password for m.okafor'), 'right')
  await user.click(dialog.getByRole('button', { name: 'Sign in' }))
  expect(signIn.mock.calls.at(-1)).toEqual([{ username: 'm.okafor', password: 'right' }])
  expect(router.refresh).toHaveBeenCalled()
})

test('a new question is said at once to a screen reader; those that were there are not new', () => {
  const tables = fixtureTables()
  const [first] = Object.values(tables.questions)
  if (!first) throw new Error('the fixture has questions')
  const { [first.key]: _, ...others } = tables.questions
  const { feed } = show({ tables: { ...tables, questions: others } })
  const said = () => document.querySelector('[aria-live="assertive"]')?.textContent
  expect(said()).toBe('')
  act(() => feed.put(tables))
  expect(said()).toContain('New question: db/primary waits for an answer.')
})

test('a new question is read out with the names of datastores, and not at all while auto-answer deals with it', () => {
  const tables = fixtureTables()
  const [first] = Object.values(tables.questions)
  const [datastore] = Object.values(tables.datastores)
  if (!first || !datastore) throw new Error('the fixture has both')
  const text = 'File "/vmfs/volumes/52ea2ef1-0b2a/db/x.vmdk" is full.'
  const at = { ...datastore, connection: first.connection, name: 'ssd-01', volume: '52ea2ef1-0b2a' }
  const asked = (state: QuestionView['state']) => ({
    ...tables,
    datastores: { [at.key]: at },
    questions: { [first.key]: { ...first, text, state } },
  })
  const { feed } = show({ tables: { ...tables, questions: {} } })
  const said = () => document.querySelector('[aria-live="assertive"]')?.textContent
  act(() => feed.put(asked({ at: 'waiting', why: { why: 'answering' } })))
  expect(said()).toBe('')
  act(() => feed.put(asked({ at: 'waiting', why: { why: 'no-default' } })))
  expect(said()).toBe('New question: db/primary waits for an answer. File "[ssd-01] db/x.vmdk" is full.')
})

test('Ctrl K finds a VM and goes there', async () => {
  const { user } = show()
  await user.keyboard('{Control>}k{/Control}')
  await user.keyboard('web-frontend-04')
  await user.click(screen.getByRole('option', { name: /^web-frontend-04/ }))
  expect(router.push.mock.calls).toEqual([['/vms/vcsa-fra-01/vm-web-frontend-04']])
})

test('who has typed before the VMs have come goes with Enter to the first that is found', async () => {
  const { user, feed } = show({ tables: undefined })
  act(() => {
    feed.link({ at: 'open' })
    feed.putBoard(fixtureTables())
  })
  await user.keyboard('{Control>}k{/Control}')
  await user.keyboard('web-frontend-04')
  expect(screen.queryByRole('option')).toBeNull()
  act(() => feed.put(fixtureTables()))
  expect(screen.getAllByRole('option')[0]?.getAttribute('aria-selected')).toBe('true')
  await user.keyboard('{Enter}')
  expect(router.push.mock.calls).toEqual([['/vms/vcsa-fra-01/vm-web-frontend-04']])
})

test('a command that cannot run says why and does nothing', async () => {
  const startRun = vi.fn<ConsoleActions['startRun']>(() => Promise.resolve(ok({ run: runId('r') })))
  const { user } = show({ actions: { startRun } })
  await user.keyboard('{Control>}k{/Control}')
  await user.keyboard('café')
  const command = screen.getByRole('option', { name: /^Power on café-01/ })
  expect(command.textContent).toContain('No new task while one waits for an answer.')
  await user.click(command)
  expect(startRun).not.toHaveBeenCalled()
})

test('g and a letter go to a page, and never in a text field', async () => {
  const { user } = show()
  await user.keyboard('gm')
  expect(router.push.mock.calls).toEqual([['/vms']])
  await user.keyboard('{Control>}k{/Control}')
  await user.keyboard('gi')
  expect(router.push).toHaveBeenCalledTimes(1)
})

test('? lists the keys; switched off, single keys do nothing', async () => {
  const { user } = show()
  await user.keyboard('?')
  expect(within(screen.getByRole('dialog', { name: 'Keyboard' })).getByText('Next question or row')).toBeTruthy()
  await user.keyboard('{Escape}')
  localStorage.setItem('andon.single-keys', 'off')
  act(() => void window.dispatchEvent(new StorageEvent('storage')))
  await user.keyboard('gm?')
  expect(router.push).not.toHaveBeenCalled()
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('the connection that is looked at is chosen from a list that says how each is', async () => {
  const { user } = show()
  await user.click(screen.getByRole('button', { name: 'Connection: All connections' }))
  const edge = screen.getByRole('menuitemradio', { name: /esx-edge-07/ })
  expect(edge.textContent).toContain('1 waiting')
  expect(edge.textContent).toContain('Auto-answer off')
  await user.click(edge)
  expect(screen.getByRole('button', { name: 'Connection: esx-edge-07' })).toBeTruthy()
  expect(screen.getByRole('switch', { name: 'Auto-answer' })).toBeTruthy()
})

test('while the record cannot be written, every page says so, with the cause and the way out, until it can', () => {
  const sentence = 'There is no room left for /data/andon.db. Make room on its disk, and Andon goes on by itself.'
  const { feed } = show()
  expect(screen.queryByRole('alert')).toBeNull()
  const paused = { kind: 'record-paused', since: new Date(fixtureNow).toISOString(), sentence } as const
  act(() => feed.put({ ...fixtureTables(), notices: { record: paused } }))
  expect(screen.getByRole('alert').textContent).toBe(`Andon cannot write its record. ${sentence}`)
  expect(screen.getByText(/what you start, answer or change until then is refused/)).toBeTruthy()
  act(() => feed.put(fixtureTables()))
  expect(screen.queryByRole('alert')).toBeNull()
})
