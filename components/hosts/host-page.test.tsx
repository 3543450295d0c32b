import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { HostDetail } from '@/lib/hardware/host-detail'
import type { HostNetwork } from '@/lib/hardware/host-network'
import type { HostView } from '@/lib/live/live-state'
import { failed, ok } from '@/lib/result'
import { connectionId, datastoreKey, hostKey, moid } from '@/lib/vsphere/ids'
import { known } from '@/lib/vsphere/known'
import { ScopeProvider } from '../connections/scope'
import { AccountProvider, ConsoleActionsProvider } from '../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../testing/fixture-live'
import { aConnection, aVm, tablesOf } from '../testing/vm-fixtures'
import { HostCard } from './host-line'
import { HostPage } from './host-page'
import { hostRow } from './host-row'
import { HostsPage } from './hosts-page'

const c1 = connectionId('c1')
const aHost = (name: string, changes: Partial<HostView> = {}): HostView => ({
  key: hostKey(c1, moid(name)),
  connection: c1,
  moid: moid(name),
  name,
  connectionState: 'connected',
  inMaintenanceMode: false,
  cpuCores: 24,
  cpuMHz: 2500,
  cpuUsageMHz: 15_000,
  memoryBytes: 512 * 2 ** 30,
  memoryUsageMiB: 128 * 1024,
  uptimeSeconds: 86_400 * 3,
  version: '8.0.3',
  ...changes,
})
const one = aHost('esx-01')
const two = aHost('esx-02', { inMaintenanceMode: true })
const gone = aHost('esx-03', { connectionState: 'notResponding' })
const ssd = {
  key: datastoreKey(c1, moid('ds-1')),
  connection: c1,
  moid: moid('ds-1'),
  name: 'R&D <ssd>',
  storedName: 'R&D <ssd>',
  type: 'VMFS',
  accessible: true,
  capacityBytes: 100,
  freeBytes: 50,
}

/** All bits off but those given, as hosts print a register. */
const register = (...on: number[]) =>
  Array.from({ length: 32 }, (_, i) => (on.includes(31 - i) ? '1' : '0'))
    .join('')
    .replaceAll(/(.{4})(?=.)/g, '$1:')

const detail: HostDetail = {
  key: one.key,
  name: one.name,
  connectionState: 'connected',
  inMaintenanceMode: false,
  system: { vendor: 'Dell Inc.', model: 'PowerEdge R730' },
  product: { fullName: 'VMware ESXi 8.0.3', version: '8.0.3', build: '24022510', apiVersion: '8.0.3.0' },
  cpu: { model: 'Xeon E5-2680 v3', packages: 2, cores: 24, threads: 48, mhz: 2500, packageModels: ['Xeon E5-2680 v3'] },
  memory: { bytes: 512 * 2 ** 30 },
  numa: {
    nodes: [
      { id: 0, cpuCount: 24, memoryBytes: 256 * 2 ** 30 },
      { id: 1, cpuCount: 24, memoryBytes: 256 * 2 ** 30 },
    ],
  },
  services: known([{ key: 'ntpd', label: 'NTP Daemon', running: false, policy: 'sometimes', required: true }]),
  datastores: known([ssd.key]),
  cpuFeature: [{ level: 0x80000001 | 0, edx: register(29) }],
  featureCapability: [],
}

const network: HostNetwork = {
  pnics: [
    { device: 'vmnic0', mac: 'b0:26:28:90:0d:46', driver: 'ixgben', link: { mbps: 10_000, duplex: true } },
    { device: 'vmnic1' },
  ],
  switches: [{ name: 'vSwitch0', standard: true, mtu: 1500, uplinks: ['vmnic0'] }],
  portGroups: [
    { name: 'DMZ', switchName: 'vSwitch0', vlan: 120 },
    { name: 'lost', switchName: 'vSwitch9', vlan: 0 },
  ],
}
const readHostNetwork: ConsoleActions['readHostNetwork'] = () => Promise.resolve(ok(known(network)))

const readHostStorage: ConsoleActions['readHostStorage'] = () => Promise.resolve(ok(known({ adapters: [], luns: [] })))

const readAutostart: ConsoleActions['readAutostart'] = () =>
  Promise.resolve(ok(known({ defaults: { enabled: false }, entries: [] })))

function show(page: 'list' | 'one', readHostDetail?: ConsoleActions['readHostDetail'], connection = aConnection('c1')) {
  const feed = fixtureFeed(
    tablesOf({
      connections: [connection],
      hosts: [one, two, gone],
      datastores: [ssd],
      vms: [aVm('a', { host: { key: one.key, name: 'esx-01' } }), aVm('b', { host: { key: one.key, name: 'esx-01' } })],
    }),
    Date.parse('2026-11-22T10:06:18Z'),
  )
  render(
    <FixtureLive feed={feed}>
      <AccountProvider account={{ name: 'm.okafor', role: 'viewer' }}>
        <ConsoleActionsProvider
          actions={fixtureActions({
            readAutostart,
            readHostNetwork,
            readHostStorage,
            ...(readHostDetail && { readHostDetail }),
          })}
        >
          <ScopeProvider>{page === 'list' ? <HostsPage /> : <HostPage host={one.key} />}</ScopeProvider>
        </ConsoleActionsProvider>
      </AccountProvider>
    </FixtureLive>,
  )
  return userEvent.setup()
}

const textOf = (element: Element | null) => element?.textContent ?? ''
const fact = (name: string) => textOf(screen.getAllByText(name, { selector: 'dt' })[0]?.nextElementSibling ?? null)

test('a host at the end of its processors is marked in words', () => {
  const busy = aHost('esx-busy', { cpuUsageMHz: 60_000 })
  const feed = fixtureFeed(tablesOf({ connections: [aConnection('c1')], hosts: [one, busy] }), 0)
  render(
    <FixtureLive feed={feed}>
      <ScopeProvider>
        <HostsPage />
      </ScopeProvider>
    </FixtureLive>,
  )
  const rowOf = (name: string) => textOf(screen.getByRole('link', { name }).closest('tr'))
  expect(rowOf('esx-busy')).toContain('60.0 of 60100 % in use')
  expect(rowOf('esx-01')).not.toContain('in use')
})

test('the list says maintenance and lost contact, and leads to the VMs of a host', () => {
  show('list')
  const row = (name: string) => textOf(screen.getByRole('link', { name }).closest('tr'))
  expect(row('esx-01')).toContain('Connected')
  expect(row('esx-02')).toContain('In maintenance')
  expect(row('esx-03')).toContain('Not responding')
  // Nothing current is known of one that does not respond.
  expect(row('esx-03')).not.toContain('15.0')
  expect(screen.getByRole('link', { name: /^2 ?VMs on esx-01/ }).getAttribute('href')).toBe(
    `/vms?host=${encodeURIComponent(one.key)}`,
  )
})

test('two hosts are asked for their processors only when somebody compares them', async () => {
  const readHostDetail = vi.fn<ConsoleActions['readHostDetail']>(async (key) =>
    ok({ ...detail, key: hostKey(c1, moid(key.split('/')[1] ?? '')), name: key }),
  )
  const user = show('list', readHostDetail)
  expect(readHostDetail).not.toHaveBeenCalled()
  await user.click(screen.getByRole('button', { name: 'Compare' }))
  expect(await screen.findByText(/Both have the same 1 feature/)).toBeInstanceOf(HTMLElement)
  expect(readHostDetail).toHaveBeenCalledTimes(2)
})

test('the page of a host tells its hardware, network, services and processor', async () => {
  show('one', async () => ok(detail))
  await screen.findByRole('table', { name: 'Datastores mounted' })
  expect(fact('Threads')).toBe('48, hyper-threading is on')
  expect(fact('NUMA')).toBe('2 nodes of 24 CPUs, 256 GB each')
  expect(fact('Version')).toBe('8.0.3, build 24022510')
  expect(fact('64-bit guests')).toContain('yes')
  expect(screen.getByRole('link', { name: 'R&D <ssd>' }).getAttribute('href')).toBe(`/datastores/${ssd.key}`)
  const nics = textOf(screen.getByRole('table', { name: 'Network adapters' }))
  expect(nics).toContain('10 Gbit/s')
  expect(nics).toContain('No link')
  const switches = within(screen.getByRole('table', { name: 'Switches and port groups' })).getAllByRole('row')
  expect(switches.slice(1).map((row) => textOf(row).slice(0, 32))).toEqual([
    'vSwitch0standard · uplinks vmnic',
    expect.stringContaining('DMZVLAN 120'),
    'On no switch that the host names',
    expect.stringContaining('lostNo VLAN'),
  ])
  // A policy of a newer host is shown as it is.
  expect(textOf(screen.getByRole('table', { name: 'Services' }))).toContain('Stopped, needed by the hostsometimes')
  expect(textOf(screen.getByRole('list', { name: 'Features of the processor' }))).toMatch(/0x80000001 EDX bit 29/)
})

test('when a host started says whose clock that is, where it is not ours', async () => {
  const at = '2026-07-03T14:03:00Z'
  show('one', async () => ok({ ...detail, bootTime: { at, clock: 'host' } }))
  await screen.findByRole('region', { name: 'Software' })
  expect(fact('Started')).toMatch(/^3 Jul 2026 \d\d:03:00, by the host's own clock$/)
  cleanup()
  show('one', async () => ok({ ...detail, bootTime: { at, clock: 'ours' } }))
  await screen.findByRole('region', { name: 'Software' })
  expect(fact('Started')).toMatch(/^3 Jul 2026 \d\d:03:00$/)
})

test('a host that cannot be read says why; what is live of it stays', async () => {
  show('one', async () => failed({ blame: 'wire', code: 'timeout', sentence: 'The host did not answer.' }))
  expect(textOf(await screen.findByRole('alert'))).toContain('The host did not answer.')
  expect(screen.getAllByText('25 %')).toHaveLength(2)
  expect(screen.getByRole('button', { name: 'Read again' })).toBeInstanceOf(HTMLElement)
})

test('figures that the server has not renewed look old, in the list, on the page and on a phone', () => {
  const host = { ...one, figuresAt: '2026-11-22T10:00:00Z' }
  const fresh = { ...two, figuresAt: '2026-11-22T10:05:30Z' }
  const tables = tablesOf({ connections: [aConnection('c1')], hosts: [host, fresh] })
  const open = (children: ReactNode) =>
    render(
      <FixtureLive feed={fixtureFeed(tables, Date.parse('2026-11-22T10:06:18Z'))}>
        <AccountProvider account={{ name: 'm.okafor', role: 'viewer' }}>
          <ConsoleActionsProvider actions={fixtureActions({ readAutostart, readHostNetwork, readHostStorage })}>
            <ScopeProvider>{children}</ScopeProvider>
          </ConsoleActionsProvider>
        </AccountProvider>
      </FixtureLive>,
    )
  const list = open(<HostsPage />)
  const rowOf = (name: string) => textOf(screen.getByRole('link', { name }).closest('tr'))
  expect(rowOf('esx-01')).toContain('15.0 of 60, as of 6 min ago')
  expect(rowOf('esx-01')).toContain('128 of 512, as of 6 min ago')
  expect(rowOf('esx-02')).not.toContain('as of')
  list.unmount()
  const card = open(<HostCard row={hostRow(host, aConnection('c1'))} />)
  expect(textOf(screen.getByRole('listitem'))).toContain('15.0 GHz in use as of 6 min ago, 512 GB')
  card.unmount()
  open(<HostPage host={host.key} />)
  expect(textOf(screen.getByRole('region', { name: 'Use now' }))).toContain('as of 6 min ago')
})

test('of a host that vCenter has lost nothing is counted, and all is what was known before', async () => {
  const lost = { ...one, connectionState: 'disconnected' }
  const feed = fixtureFeed(tablesOf({ connections: [aConnection('c1', { kind: 'vcenter' })], hosts: [lost] }), 0)
  const read = async () => ok({ ...detail, connectionState: 'disconnected', cpuFeature: [] })
  render(
    <FixtureLive feed={feed}>
      <AccountProvider account={{ name: 'm.okafor', role: 'operator' }}>
        <ConsoleActionsProvider actions={fixtureActions({ readAutostart, readHostDetail: read })}>
          <ScopeProvider>
            <HostPage host={one.key} />
          </ScopeProvider>
        </ConsoleActionsProvider>
      </AccountProvider>
    </FixtureLive>,
  )
  expect(await screen.findByText(/What is shown of it is what was known before/)).toBeInstanceOf(HTMLElement)
  const features = await screen.findByRole('region', { name: 'CPU features' })
  expect(textOf(features)).toBe(
    'CPU featuresWhat its processor can do is not known. vCenter has no contact with this host.',
  )
})

test('without contact no use is claimed', () => {
  const state = { at: 'lost', since: '2026-11-22T10:00:00Z', reason: 'timed out' } as const
  show('one', async () => ok(detail), aConnection('c1', { state }))
  expect(screen.getByText('Not known: there is no contact with the host.')).toBeInstanceOf(HTMLElement)
})
