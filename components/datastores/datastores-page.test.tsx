import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { DatastoreView } from '@/lib/live/live-state'
import { connectionId, datastoreKey, moid } from '@/lib/vsphere/ids'
import { ScopeProvider } from '../connections/scope'
import { fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { aConnection, tablesOf } from '../testing/vm-fixtures'
import { DatastoresPage } from './datastores-page'

const gib = 2 ** 30
const aDatastore = (name: string, changes: Partial<DatastoreView> = {}): DatastoreView => {
  const connection = changes.connection ?? connectionId('c1')
  return {
    key: datastoreKey(connection, moid(name)),
    connection,
    moid: moid(name),
    name,
    storedName: name,
    type: 'VMFS',
    accessible: true,
    capacityBytes: 100 * gib,
    freeBytes: 60 * gib,
    mounts: { hosts: 3, reaching: 3 },
    ...changes,
  }
}

function show(datastores: DatastoreView[] | undefined) {
  const state = { at: 'lost', since: '2026-11-22T10:00:00Z', reason: 'timed out' } as const
  const connections = [aConnection('c1'), aConnection('dead', { state })]
  const feed = fixtureFeed(datastores && tablesOf({ connections, datastores }), 0)
  render(
    <FixtureLive feed={feed}>
      <ScopeProvider>
        <DatastoresPage />
      </ScopeProvider>
    </FixtureLive>,
  )
  return userEvent.setup()
}

const row = (name: string) => screen.getByRole('link', { name }).closest('tr')?.textContent ?? ''

test('each line says how full, and warns of what is full, overcommitted, unreachable or in maintenance', () => {
  show([
    aDatastore('fine'),
    aDatastore('full', { freeBytes: 0.1 * gib }),
    aDatastore('promised', { uncommittedBytes: 90 * gib }),
    aDatastore('away', { accessible: false, mounts: { hosts: 3, reaching: 0 } }),
    aDatastore('resting', { maintenance: 'inMaintenance' }),
    aDatastore('half', { mounts: { hosts: 3, reaching: 2 } }),
  ])
  expect(row('fine')).toBe('fineesx-c1VMFSAccessible40 %60.0 GB100.0 GB3')
  expect(row('full')).toContain('99 %Full: 102.4 MB free')
  expect(row('promised')).toContain('Overcommitted: 130 % provisioned')
  expect(row('away')).toContain('Not accessible')
  expect(row('away')).not.toContain('%')
  expect(row('resting')).toContain('In maintenance')
  expect(row('half')).toContain('2 of 3 reach it')
})

test('without contact nothing is claimed but what does not change', () => {
  show([aDatastore('far', { connection: connectionId('dead') })])
  expect(row('far')).toBe('faresx-deadVMFSUnknown––100.0 GB3')
})

test('two of one name at one connection are told apart, one of another connection is no twin', () => {
  show([
    aDatastore('a', { name: 'datastore1', storedName: 'datastore1', volume: '5f3a-north' }),
    aDatastore('b', { name: 'datastore1', storedName: 'datastore1', volume: '77c1-south' }),
    aDatastore('c', { name: 'ssd', storedName: 'ssd', volume: 'aa' }),
    aDatastore('d', { name: 'ssd', storedName: 'ssd', volume: 'bb', connection: connectionId('dead') }),
  ])
  const rows = screen.getAllByRole('row').map((one) => one.textContent ?? '')
  expect(
    rows
      .filter((text) => text.startsWith('datastore1'))
      .map((text) => text.slice(10, 20))
      .sort(),
  ).toEqual(['5f3a-north', '77c1-south'])
  expect(rows.filter((text) => text.startsWith('ssd')).every((text) => text.startsWith('ssdesx-'))).toBe(true)
})

test('leads to a datastore whatever its name and id, and finds it by the stored name', async () => {
  const user = show([aDatastore('nas:/vol/x', { name: 'R&D 50%', storedName: 'R&D 50%25' }), aDatastore('other')])
  expect(screen.getByRole('link', { name: 'R&D 50%' }).getAttribute('href')).toBe('/datastores/c1/nas%3A%2Fvol%2Fx')
  await user.type(screen.getByRole('searchbox', { name: 'Search datastores' }), '%25')
  expect(screen.queryByRole('link', { name: 'other' })).toBeNull()
  expect(row('R&D 50%')).toContain('R&D 50%25')
})

test('sorts by what is free, the least first', async () => {
  const user = show([aDatastore('b', { freeBytes: 10 * gib }), aDatastore('a', { freeBytes: 30 * gib })])
  await user.click(screen.getByRole('button', { name: 'Free' }))
  expect(screen.getAllByRole('link').map((link) => link.textContent)).toEqual(['b', 'a'])
})

test('before the first data there is no zero, and without any datastore a sentence', () => {
  show(undefined)
  expect(screen.getByRole('status').textContent).toBe('Loading datastores')
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Datastores ')
  cleanup()
  // One of the two connections has not been heard, so that there is none nobody knows.
  show([])
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Datastores ')
  expect(screen.getByText('No datastore is known')).toBeInstanceOf(HTMLElement)
})
