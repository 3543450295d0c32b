import { QueryObserver } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { emptyTables, staleAfterMs, type HeldTables, type LiveOp, type LiveTables } from '@/lib/live/live-state'
import { topicOf } from '@/lib/live/topics'
import { connectionId } from '@/lib/vsphere/ids'
import { aConnection, aVm, tablesOf } from '../testing/vm-fixtures'
import { fixtureFeed, FixtureLive, type FixtureFeed } from '../testing/fixture-live'
import { lingerMs } from './live-client'
import { shallowEqual, useLiveStatus, useLiveWith, useServerNow } from './live-context'

const at = (ms: number) => new Date(ms).toISOString()
const now = Date.parse('2026-11-22T13:07:32.000Z')
const [web, db] = [aVm('web'), aVm('db')]
const tables = (): LiveTables => ({ ...emptyTables(), vms: { [web.key]: web, [db.key]: db } })

function Screen({ drawn }: { drawn: string[] }) {
  const names = useLiveWith(allVms, readNames, shallowEqual)
  drawn.push(names?.join(' ') ?? 'nothing yet')
  return <p>{names?.join(' ') ?? 'nothing yet'}</p>
}
const allVms = { vms: 'all' } as const
const readNames = (t: Pick<HeldTables, 'vms'>) => [...t.vms.values()].map((vm) => vm.name)

function Fresh() {
  const status = useLiveStatus()
  const serverNow = useServerNow()
  return (
    <p>
      {status.at} {new Date(serverNow).toISOString()}
    </p>
  )
}

const show = (feed: FixtureFeed, drawn: string[] = []) =>
  render(
    <FixtureLive feed={feed}>
      <Screen drawn={drawn} />
      <Fresh />
    </FixtureLive>,
  )

const vmsOfC1 = topicOf('vms', web.connection)
const delta = (from: number, ops: LiveOp[]) =>
  ({
    kind: 'delta',
    topic: vmsOfC1,
    epoch: 'fixture',
    from,
    version: from + 1,
    at: new Date(now).toISOString(),
    ops,
  }) as const

test('nothing is shown before the first snapshot, not even an empty list', () => {
  const feed = fixtureFeed(undefined, now)
  show(feed)
  expect(screen.getByText('nothing yet')).toBeTruthy()
  act(() => feed.put(tables()))
  expect(screen.getByText('web db')).toBeTruthy()
})

test('a component is drawn again only when what it selected has changed', () => {
  const feed = fixtureFeed(tables(), now)
  const drawn: string[] = []
  show(feed, drawn)
  act(() => feed.send(delta(1, [{ op: 'put', table: 'vms', id: web.key, value: { ...web, powerState: 'suspended' } }])))
  expect(drawn).toEqual(['web db'])
  act(() => feed.send(delta(2, [{ op: 'remove', table: 'vms', id: db.key }])))
  expect(drawn).toEqual(['web db', 'web'])
})

test('three missed heartbeats make the data stale, in the status and on its clock', () => {
  const feed = fixtureFeed(tables(), now)
  show(feed)
  act(() => feed.pass(staleAfterMs - 1000))
  expect(screen.getByText('live 2026-11-22T13:07:46.000Z')).toBeTruthy()
  act(() => feed.pass(1000))
  expect(screen.getByText('stale 2026-11-22T13:07:32.000Z')).toBeTruthy()
  act(() => feed.pass(60_000))
  expect(screen.getByText('stale 2026-11-22T13:07:32.000Z')).toBeTruthy()
  act(() => feed.beat(now + 75_000))
  expect(screen.getByText('live 2026-11-22T13:08:47.000Z')).toBeTruthy()
})

test('a link that is down says lost and when it tries again', () => {
  const feed = fixtureFeed(tables(), now)
  act(() => feed.link({ at: 'down', retryAt: now + 30_000 }))
  // A short break with data that is still fresh is nobody's business.
  expect(feed.client.status().at).toBe('live')
  act(() => feed.pass(staleAfterMs))
  expect(feed.client.status()).toEqual({ at: 'lost', since: now, retryAt: now + 30_000 })
})

test('a server that never answered is lost, not connecting for ever', () => {
  const feed = fixtureFeed(undefined, now)
  expect(feed.client.status()).toEqual({ at: 'connecting' })
  act(() => feed.pass(staleAfterMs))
  expect(feed.client.status()).toEqual({ at: 'lost', since: now })
})

test('who is refused a stream reads why at once, and not that there is no contact', () => {
  const feed = fixtureFeed(undefined, now)
  act(() => feed.link({ at: 'down', retryAt: now + 8_000, because: 'Too many.' }))
  expect(feed.client.status()).toEqual({ at: 'lost', since: now, retryAt: now + 8_000, because: 'Too many.' })
})

test('when the session ends the data is gone from the tab', () => {
  const feed = fixtureFeed(tables(), now)
  show(feed)
  act(() => feed.link({ at: 'signed-out' }))
  expect(feed.client.status()).toEqual({ at: 'signed-out' })
  expect(screen.getByText('nothing yet')).toBeTruthy()
})

test('when other connections may be seen nothing of before is shown, and what a screen had asked for is asked again', async () => {
  const feed = fixtureFeed(undefined, now)
  show(feed)
  act(() => feed.send({ kind: 'snapshot', topic: 'board', epoch: 'e', version: 1, at: at(now), tables: {} }))
  let reads = 0
  const options = { queryKey: ['vm-detail'], queryFn: async () => (reads += 1) }
  const watched = new QueryObserver(feed.queryClient, options)
  const stop = watched.subscribe(() => {})
  await vi.waitFor(() => expect(watched.getCurrentResult().data).toBe(1))
  act(() => feed.send({ kind: 'begin-again' }))
  expect(screen.getByText('nothing yet')).toBeTruthy()
  expect(watched.getCurrentResult().data).toBeUndefined()
  await vi.waitFor(() => expect(watched.getCurrentResult().data).toBe(2))
  expect(feed.client.status()).toEqual({ at: 'connecting' })
  stop()
})

test("ages follow the server's clock when this machine's is wrong", () => {
  const feed = fixtureFeed(undefined, now)
  const hour = 3_600_000
  act(() => feed.send({ kind: 'snapshot', topic: 'board', epoch: 'e', version: 1, at: at(now + hour), tables: {} }))
  expect(feed.client.serverNow()).toBe(now + hour)
})

test('what a screen needs is asked for while it is there, and a while longer: who goes back finds it', async () => {
  const feed = fixtureFeed(undefined, now)
  expect(feed.wanted()).toEqual(['board'])
  const { unmount } = show(feed)
  await Promise.resolve()
  expect(feed.wanted()).toEqual(['board', 'vms:*'])
  unmount()
  act(() => feed.pass(lingerMs - 1))
  expect(feed.wanted()).toEqual(['board', 'vms:*'])
  act(() => feed.pass(1))
  expect(feed.wanted()).toEqual(['board'])
})

test('what has not come yet is not none: until every connection has told, the list waits', () => {
  const both = [aConnection('c1'), aConnection('c2')]
  const other = aVm('other', { connection: connectionId('c2') })
  const full = tablesOf({ connections: both, vms: [web, other] })
  const feed = fixtureFeed(undefined, now)
  show(feed)
  act(() => feed.putBoard(full))
  expect(screen.getByText('nothing yet')).toBeTruthy()
  act(() => feed.send({ kind: 'snapshot', topic: vmsOfC1, epoch: 'fixture', version: 1, at: at(now), tables: {} }))
  expect(screen.getByText('nothing yet')).toBeTruthy()
  act(() => feed.put(full))
  expect(screen.getByText('web other')).toBeTruthy()
})
