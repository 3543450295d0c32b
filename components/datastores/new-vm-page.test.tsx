import { cleanup, render, screen, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { HostDetail } from '@/lib/hardware/host-detail'
import type { DatastoreView, HostView } from '@/lib/live/live-state'
import { ok } from '@/lib/result'
import { known } from '@/lib/vsphere/known'
import { connectionId, datastoreKey, hostKey, moid } from '@/lib/vsphere/ids'
import { ScopeProvider } from '../connections/scope'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { aConnection, tablesOf } from '../testing/vm-fixtures'
import { NewVmPage } from './new-vm-page'

/** A VM could be made from a datastore alone; people looked for it at the VMs, at a host and in the search. */

beforeEach(() => history.replaceState(null, '', '/vms/new'))

const c1 = connectionId('c1')
const aDatastore = (name: string, changes: Partial<DatastoreView> = {}): DatastoreView => ({
  key: datastoreKey(changes.connection ?? c1, moid(name)),
  connection: c1,
  moid: moid(name),
  name,
  storedName: name,
  type: 'VMFS',
  accessible: true,
  ...changes,
})
const host: HostView = {
  key: hostKey(c1, moid('h1')),
  connection: c1,
  moid: moid('h1'),
  name: 'esx-01',
  connectionState: 'connected',
}
const lost = { at: 'lost', since: '2026-11-22T10:00:00Z', reason: 'timed out' } as const
const datastores = [
  aDatastore('san-01'),
  aDatastore('san-02'),
  aDatastore('away', { accessible: false }),
  aDatastore('far', { connection: connectionId('dead') }),
]

function show(role: 'operator' | 'viewer' = 'operator', unread?: number) {
  const connections = [aConnection('c1'), aConnection('dead', { state: lost })]
  // What is left out of the detail is not read here.
  const detail = { datastores: known([datastores[0]!.key], unread) } as Partial<HostDetail> as HostDetail
  const actions = fixtureActions({ readHostDetail: async () => ok(detail) })
  render(
    <FixtureLive feed={fixtureFeed(tablesOf({ connections, datastores, hosts: [host] }), 0)}>
      <AccountProvider account={{ name: 'm.okafor', role }}>
        <ConsoleActionsProvider actions={actions}>
          <ScopeProvider>
            <NewVmPage />
          </ScopeProvider>
        </ConsoleActionsProvider>
      </AccountProvider>
    </FixtureLive>,
  )
}

const links = () =>
  within(screen.getByRole('table', { name: 'Create VM' }))
    .queryAllByRole<HTMLAnchorElement>('link')
    .map((link) => [link.textContent, new URL(link.href).pathname + new URL(link.href).search])

test('each datastore that can take one leads to its form, the others say why not', async () => {
  show()
  await screen.findByText('san-01')
  expect(links()).toEqual([
    ['san-01', '/datastores/c1/san-01?create=vm'],
    ['san-02', '/datastores/c1/san-02?create=vm'],
  ])
  expect(screen.getByText('No host can reach away now.')).toBeTruthy()
  expect(screen.getByText('far').closest('tr')?.textContent).toMatch(/No contact with/)
})

test('at a host only what it has mounted, and the form has the host', async () => {
  history.replaceState(null, '', `/vms/new?host=${encodeURIComponent(host.key)}`)
  show()
  expect(await screen.findAllByText('esx-01 has not mounted it.')).toHaveLength(1)
  expect(links()).toEqual([['san-01', `/datastores/c1/san-01?create=vm&host=${encodeURIComponent(host.key)}`]])
  expect(screen.queryByText('far')).toBeNull()
})

test('at a host that does not say all that it has mounted, the rest is offered with words that nobody knows', async () => {
  history.replaceState(null, '', `/vms/new?host=${encodeURIComponent(host.key)}`)
  show('operator', 1)
  expect(await screen.findAllByText('Not known whether esx-01 has mounted it.')).toHaveLength(1)
  expect(links().map(([name]) => name)).toEqual(['san-01', 'san-02'])
})

test('says where it stands: below the VMs, or below the host', async () => {
  const path = async () =>
    within(await screen.findByRole('navigation', { name: 'Path' }))
      .getAllByRole<HTMLAnchorElement>('link')
      .map(({ textContent, href }) => [textContent, new URL(href).pathname])
  show()
  await screen.findByText('san-02')
  expect(await path()).toEqual([['VMs', '/vms']])
  cleanup()
  history.replaceState(null, '', `/vms/new?host=${encodeURIComponent(host.key)}`)
  show()
  await screen.findByText('san-02')
  expect(await path()).toEqual([
    ['Hosts', '/hosts'],
    ['esx-01', '/hosts/c1/h1'],
  ])
})

test('who may only look is told so', async () => {
  show('viewer')
  await screen.findByText('san-01')
  expect(links()).toEqual([])
  expect(screen.getAllByText(/Your account may look/).length).toBeGreaterThan(0)
})
