import { act, render, screen } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { emptyTables, type LiveTables, type QuestionView } from '@/lib/live/live-state'
import type { RunView } from '@/lib/runs/run'
import { FixtureLive, fixtureFeed } from '../testing/fixture-live'
import { fixtureTables } from '../testing/fixture-tables'
import { fixtureNow } from '../testing/fixture-vms'
import { usualSeat } from '@/lib/wall/seat'
import { Wall } from './wall'
import type { QuestionKey } from '@/lib/vsphere/ids'

beforeEach(() => {
  vi.useFakeTimers({ now: fixtureNow, toFake: ['Date'] })
  vi.stubGlobal('innerWidth', 1920)
  vi.stubGlobal('innerHeight', 1080)
  vi.stubGlobal('isSecureContext', true)
})

function show(given: { tables?: LiveTables | undefined } = { tables: fixtureTables() }) {
  const feed = fixtureFeed(given.tables, fixtureNow)
  render(
    <FixtureLive feed={feed}>
      <Wall seat={usualSeat} display build="b" />
    </FixtureLive>,
  )
  return feed
}

/** What the line below says in its turns. */
const theLines = (feed: ReturnType<typeof show>) =>
  [0, 1, 2]
    .map((turn) => {
      if (turn > 0) pass(feed, turn * 10_000)
      return screen.getByRole('contentinfo').textContent
    })
    .join('\n')

const pass = (feed: ReturnType<typeof show>, ms: number) =>
  act(() => {
    vi.setSystemTime(fixtureNow + ms)
    feed.pass(ms)
  })

test('the worst question is told in full, the others in a row each', () => {
  show()
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('3 wait')
  const [first, second, third] = screen.getAllByRole('article')
  expect(first?.textContent).toContain('Overdue12:41db/primary')
  expect(first?.textContent).toContain('AnswersRetryCancel')
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

test('of many whose question is not in the dictionary the host’s words are told, without what is one VM’s own', () => {
  const tables = fixtureTables()
  const [first] = Object.values(tables.questions)
  if (!first) throw new Error('the fixture has one')
  const { messageId: _id, ...unknown } = first
  const asked = ['db', 'web'].map((name) => {
    const text = `Could not extend the swap file '/vmfs/volumes/ds/${name}/${name}.vswp' to 8192 MB. Free space and retry, or abort.`
    const key = `${first.key}-${name}` as QuestionKey // unlike the others
    return { ...unknown, key, vmName: name, text, question: { ...first.question, text, messages: [] } }
  })
  show({ tables: { ...tables, questions: Object.fromEntries(asked.map((one) => [one.key, one])) } })
  expect(
    screen.getByText(
      "Could not extend the swap file 'each VM's swap file' to 8192 MB. Free space and retry, or abort.",
    ),
  ).toBeTruthy()
})

test('there is nothing to press', () => {
  show()
  expect(screen.queryAllByRole('button')).toEqual([])
  expect(screen.queryAllByRole('link')).toEqual([])
})

test('one line below turns with the pages: connections, the worst first; what runs; totals, as the console has them', () => {
  const feed = show()
  const lines = theLines(feed).split('\n')
  expect(lines.toSorted()).toEqual([
    '208 on55 off5 suspended9 unknown',
    expect.stringMatching(
      /^6 running, not known everywherelongest files-archive Migrate 18 % 07:\d\d13:05 hr-portal-02$/,
    ),
    'esx-dr-02 no contact 4 min4 liveAuto-answer off at esx-edge-07',
  ])
})

test('a calm wall says that nothing waits', () => {
  show({ tables: { ...fixtureTables(), questions: {} } })
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('No task waits for an answer')
  // At one nobody knows.
  expect(screen.getByRole('banner').textContent).toContain('at 4 of 5 connections')
  expect(screen.queryAllByRole('article')).toEqual([])
})

test('a wall that shows no connection does not say that nothing waits, or runs', () => {
  show({ tables: emptyTables() })
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('No connection is shown here')
  expect(screen.getByRole('main').textContent).toBe('Settings says what is shown here')
  expect(screen.queryByRole('contentinfo')).toBeNull()
})

test('without any contact nothing is said to be none', () => {
  const { connections } = fixtureTables()
  const lost = Object.entries(connections).filter(([, { state }]) => state.at !== 'live')
  show({ tables: { ...emptyTables(), connections: Object.fromEntries(lost) } })
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('No contact: what waits is not known')
  expect(screen.getByText('What runs is not known')).toBeTruthy()
  expect(screen.getByRole('contentinfo').textContent).toMatch(/None live|not known everywhere|– on– off/)
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
  const feed = show({
    tables: { ...tables, connections: { ...tables.connections, 'esx-dr-02': { ...connection, otherServer } } },
  })
  expect(theLines(feed)).toContain('esx-dr-02 another server')
})

test('a changed certificate is called out in the head and in its line, with where to decide', () => {
  const tables = fixtureTables()
  const connection = tables.connections['esx-dr-02']
  if (!connection) throw new Error('the fixture has esx-dr-02')
  const otherCertificate = { sha256: 'BB', subject: 'CN=x', issuer: 'CN=x', names: [] }
  const changed = { ...connection, otherCertificate }
  const feed = show({ tables: { ...tables, connections: { ...tables.connections, 'esx-dr-02': changed } } })
  expect(screen.getByRole('alert').textContent).toBe('Certificate changed: esx-dr-02')
  expect(theLines(feed)).toContain('esx-dr-02 certificate changed')
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

/** So many more questions, each asking something else. */
function withMore(count: number, more: (n: number) => Partial<QuestionView> = () => ({})): LiveTables {
  const tables = fixtureTables()
  const [one] = Object.values(tables.questions)
  if (!one) throw new Error('the fixture has questions')
  const added = Array.from({ length: count }, (_, n) => ({
    ...one,
    key: `${one.key}-${n}` as typeof one.key, // a made-up key of the same kind
    messageId: `msg.kind.${n}`,
    question: { ...one.question, text: `msg.kind.${n}:Kind ${n} asks`, messages: [] },
    text: `Kind ${n} asks`,
    vmName: `asks-${n}`,
    raisedAt: new Date(fixtureNow - (60 - n) * 1000).toISOString(),
    ...more(n),
  }))
  return { ...tables, questions: { ...tables.questions, ...Object.fromEntries(added.map((q) => [q.key, q])) } }
}
const names = () => screen.getAllByRole('article').map((article) => article.querySelector('.wall-who b')?.textContent)

test('pages turn every ten seconds, the worst stays on each, and the head says which page it is', () => {
  const feed = show({ tables: withMore(10) })
  const before = names()
  expect(screen.getByRole('banner').textContent).toContain('13 wait1 overdue1 of 2')
  pass(feed, 10_000)
  const after = names()
  expect([before[0], after[0]]).toEqual(['db/primary', 'db/primary'])
  expect(before.slice(1).filter((name) => after.slice(1).includes(name))).toEqual([])
  expect(new Set([...before, ...after]).size).toBe(13)
  expect(screen.getByRole('banner').textContent).toContain('2 of 2')
})

test('those that ask the same are one tile that names no disk; who took it is said with its slab striped', () => {
  const taken = { by: 'j.lindqvist', at: new Date(fixtureNow).toISOString() }
  const tables = withMore(3, (n) => ({
    messageId: 'msg.hbacommon.outofspace',
    text: `No space for "disk-${n}.vmdk"`,
    taken,
  }))
  show({ tables })
  const tile = screen.getAllByRole('article').find((one) => one.textContent.includes('3 VMs'))
  expect(tile?.textContent).toContain('No more space for virtual disk. Free disk space')
  expect(tile?.textContent).toContain('Taken by j.lindqvist')
  expect(tile?.className).toContain('is-taken')
  expect(document.body.textContent).not.toContain('disk-0')
})

test('without names one VM is one VM, and whoever took it has none', () => {
  const taken = { by: '#0f3a', at: new Date(fixtureNow).toISOString() }
  const none = { vmName: '', vmStoredName: '', text: '', taken }
  show({ tables: withMore(3, (n) => ({ ...none, messageId: n === 0 ? 'msg.kind.0' : 'msg.uuid.altered' })) })
  const tiles = screen.getAllByRole('article').map(({ textContent }) => textContent)
  expect(tiles.filter((text) => text.includes('one VM'))).toHaveLength(1)
  expect(tiles.filter((text) => text.includes('2 VMs'))).toHaveLength(1)
  expect(document.body.textContent).not.toContain('0f3a')
})

test('more than a minute can show are folded by connection, and every one is counted', () => {
  show({ tables: withMore(60) })
  const feedCount = screen.getByRole('heading', { level: 1 }).textContent
  expect(feedCount).toBe('63 wait')
  expect(screen.getByRole('banner').textContent).toContain('1 of 5')
})

test('a new question is said to a reader once, and its glyph alone calls', () => {
  const feed = show()
  const said = () => document.querySelector('[aria-live=assertive]')?.textContent
  expect(said()).toBe('')
  const tables = withMore(1, () => ({ raisedAt: new Date(fixtureNow).toISOString() }))
  act(() => feed.put(tables))
  expect(said()).toContain('New question: asks-0 waits for an answer.')
  const heard = said()
  pass(feed, 20_000)
  act(() => feed.put({ ...tables }))
  expect(said()).toBe(heard)
  expect(document.querySelectorAll('.wall-q.is-new')).toHaveLength(1)
  pass(feed, 31_000)
  expect(document.querySelectorAll('.wall-q.is-new')).toHaveLength(0)
})

test('a run that asks a person whether to start is on every page, and a calm wall is not said to have nothing', () => {
  const tables = fixtureTables()
  const [run] = Object.values(tables.runs)
  if (!run) throw new Error('the fixture has runs')
  const held = { ...run, state: { at: 'held' } } as RunView
  const feed = show({ tables: { ...tables, questions: {}, runs: { [held.id]: held } } })
  expect(theLines(feed).match(/asks whether to start/g)).toHaveLength(3)
})

test('where the page is not reached over HTTPS the wall says that its screen may go dark', () => {
  vi.stubGlobal('isSecureContext', false)
  expect(theLines(show())).toContain('No HTTPS: this screen may go dark')
})

test('while the record cannot be written, the head says so', () => {
  const feed = show()
  expect(screen.queryByRole('alert')).toBeNull()
  const paused = { kind: 'record-paused', since: new Date(fixtureNow).toISOString(), sentence: '' } as const
  act(() => feed.put({ ...fixtureTables(), notices: { record: paused } }))
  expect(screen.getByRole('alert').textContent).toBe('Andon cannot write its record')
})
