import { act, render, screen, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { emptyTables, type LiveTables } from '@/lib/live/live-state'
import { FixtureLive, fixtureFeed } from '../testing/fixture-live'
import { fixtureTables } from '../testing/fixture-tables'
import { fixtureNow } from '../testing/fixture-vms'
import { usualSeat } from './plan'
import { Wall } from './wall'

beforeEach(() => {
  vi.useFakeTimers({ now: fixtureNow, toFake: ['Date'] })
  vi.stubGlobal('innerWidth', 1920)
  vi.stubGlobal('innerHeight', 1080)
})

function show(given: { tables?: LiveTables | undefined } = { tables: fixtureTables() }) {
  const feed = fixtureFeed(given.tables, fixtureNow)
  render(
    <FixtureLive feed={feed}>
      <Wall seat={usualSeat} display />
    </FixtureLive>,
  )
  return feed
}

test('the oldest question is told in full, the younger ones in a line each', () => {
  show()
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('3 wait for an answer')
  const [first, second, third] = screen.getAllByRole('article')
  expect(first?.textContent).toContain('Overdue12:41db/primary')
  expect(first?.textContent).toContain('AnswersRetryCancelno default')
  expect(second?.textContent).toContain('Waiting06:18build|agent "7"')
  expect(second?.textContent).toContain('Serial port output file already exists. Append to it, or replace it?')
  expect(third?.textContent).toContain('00:52')
})

test('the host’s own words are told with the names of datastores', () => {
  const tables = fixtureTables()
  const [first] = Object.values(tables.questions)
  const [datastore] = Object.values(tables.datastores)
  if (!first || !datastore) throw new Error('the fixture has both')
  const text = 'Cannot open "/vmfs/volumes/52ea2ef1-0b2a/db/x.vmdk". Go on?'
  const at = { ...datastore, connection: first.connection, name: 'ssd-01', volume: '52ea2ef1-0b2a' }
  const odd = { ...first, text, question: { ...first.question, text, messages: [] } }
  show({ tables: { ...tables, datastores: { [at.key]: at }, questions: { [odd.key]: odd } } })
  expect(screen.getByText('Cannot open "[ssd-01] db/x.vmdk". Go on?')).toBeTruthy()
})

test('there is nothing to press', () => {
  show()
  expect(screen.queryAllByRole('button')).toEqual([])
  expect(screen.queryAllByRole('link')).toEqual([])
})

test('connections, auto-answer and totals agree with the console', () => {
  show()
  expect(screen.getByText('No contact 4 min')).toBeTruthy()
  expect(screen.getAllByText('off', { selector: 'b' })).toHaveLength(1)
  expect(within(screen.getByRole('contentinfo')).getByText('208')).toBeTruthy()
  expect(screen.getByRole('contentinfo').textContent).toContain('208on55off5suspended9unknown')
})

test('a calm wall says that nothing waits', () => {
  show({ tables: { ...fixtureTables(), questions: {} } })
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('No task waits for an answer')
  // At one nobody knows.
  expect(screen.getByRole('banner').textContent).toContain('at 4 of 5 connections')
  expect(screen.queryAllByRole('article')).toEqual([])
})

test('without any contact nothing is said to be none', () => {
  const { connections } = fixtureTables()
  const lost = Object.entries(connections).filter(([, { state }]) => state.at !== 'live')
  show({ tables: { ...emptyTables(), connections: Object.fromEntries(lost) } })
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('No contact: what waits is not known')
  expect(screen.getByText('What runs is not known')).toBeTruthy()
  expect(screen.getByRole('contentinfo').textContent).toBe('–on–off–suspended–unknown')
})

test('a question of a connection without contact is not lit, and its age stands still', () => {
  const tables = fixtureTables()
  const connection = tables.connections['vcsa-fra-01']
  if (!connection) throw new Error('the fixture has vcsa-fra-01')
  const lastAnswerAt = new Date(fixtureNow - 60_000).toISOString()
  const state = { at: 'lost', since: lastAnswerAt, lastAnswerAt, reason: 'timed out' } as const
  show({ tables: { ...tables, connections: { ...tables.connections, 'vcsa-fra-01': { ...connection, state } } } })
  const [first] = screen.getAllByRole('article')
  expect(first?.textContent).toContain('Waited11:41as of')
  expect(first?.className).toContain('is-lost')
  expect(first?.className).not.toContain('is-overdue')
})

test('what waited when the last contact was lost is not said to wait', () => {
  const tables = fixtureTables()
  const state = { at: 'lost', since: new Date(fixtureNow).toISOString(), reason: 'timed out' } as const
  const lost = Object.entries(tables.connections).map(([id, connection]) => [id, { ...connection, state }])
  show({ tables: { ...tables, connections: Object.fromEntries(lost) } })
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('3 waited when contact was lost')
})

test('another server at an address is said, and where it can be accepted', () => {
  const tables = fixtureTables()
  const connection = tables.connections['esx-dr-02']
  if (!connection) throw new Error('the fixture has esx-dr-02')
  const otherServer = { fullName: 'VMware ESXi 8.0.3', apiType: 'HostAgent' }
  show({ tables: { ...tables, connections: { ...tables.connections, 'esx-dr-02': { ...connection, otherServer } } } })
  const line = screen.getByText('Another server').closest('li')
  expect(line?.textContent).toBe('esx-dr-02Another serverAccept in Settings')
})

test('a changed certificate is called out in the head and in its line, with where to decide', () => {
  const tables = fixtureTables()
  const connection = tables.connections['esx-dr-02']
  if (!connection) throw new Error('the fixture has esx-dr-02')
  const otherCertificate = { sha256: 'BB', subject: 'CN=x', issuer: 'CN=x', names: [] }
  const changed = { ...connection, otherCertificate }
  show({ tables: { ...tables, connections: { ...tables.connections, 'esx-dr-02': changed } } })
  expect(screen.getByRole('alert').textContent).toBe('Certificate changed: esx-dr-02')
  const line = screen.getByText('Certificate changed').closest('li')
  expect(line?.textContent).toBe('esx-dr-02Certificate changedSee Settings')
})

test('old data: the bar says so, ages stand still, no question is lit as if it were now', () => {
  const feed = show()
  act(() => {
    vi.setSystemTime(fixtureNow + 252_000)
    feed.pass(252_000)
  })
  expect(screen.getByRole('alert').textContent).toContain(
    'Old data. Nothing here is currentNo contact with Andon for 4 min 12 s. At',
  )
  expect(screen.getByRole('alert').textContent).toContain('3 waited')
  expect(screen.getByText('12:41')).toBeTruthy()
  expect(document.querySelector('.wall.is-old')).toBeTruthy()
  act(() => feed.beat(fixtureNow))
  expect(screen.queryByRole('alert')).toBeNull()
})

test('no answer from the start is not an empty wall', () => {
  const feed = show({ tables: undefined })
  act(() => feed.pass(60_000))
  expect(screen.getByRole('alert').textContent).toContain('No data. Andon does not answer')
})

test('a link that was revoked says what to do', () => {
  const feed = show()
  act(() => feed.link({ at: 'signed-out' }))
  expect(screen.getByRole('main').textContent).toContain('This display link no longer works')
  expect(screen.queryAllByRole('article')).toEqual([])
})

test('pages turn together every ten seconds; the oldest question stays', () => {
  const tables = fixtureTables()
  const [oldest, middle] = Object.values(tables.questions)
  if (!oldest || !middle) throw new Error('the fixture has questions')
  const more = Array.from({ length: 6 }, (_, n) => ({
    ...middle,
    key: `${middle.key}-${n}` as typeof middle.key, // a made-up key of the same kind
    vmName: `asks-${n}`,
    raisedAt: new Date(fixtureNow - (30 - n) * 1000).toISOString(),
  }))
  const questions = { ...tables.questions, ...Object.fromEntries(more.map((q) => [q.key, q])) }
  const feed = show({ tables: { ...tables, questions } })
  const names = () => screen.getAllByRole('article').map((article) => article.querySelector('.wall-who b')?.textContent)
  const before = names()
  act(() => {
    vi.setSystemTime(fixtureNow + 10_000)
    feed.pass(10_000)
  })
  const after = names()
  expect(before[0]).toBe('db/primary')
  expect(after[0]).toBe('db/primary')
  expect(after.slice(1)).not.toEqual(before.slice(1))
})

test('while the record cannot be written, the head says so', () => {
  const feed = show()
  expect(screen.queryByRole('alert')).toBeNull()
  const paused = { kind: 'record-paused', since: new Date(fixtureNow).toISOString(), sentence: '' } as const
  act(() => feed.put({ ...fixtureTables(), notices: { record: paused } }))
  expect(screen.getByRole('alert').textContent).toBe('Andon cannot write its record')
})
