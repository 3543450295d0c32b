import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { Role } from '@/lib/accounts/role'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { HostNetwork } from '@/lib/hardware/host-network'
import type { HostView } from '@/lib/live/live-state'
import { failed, ok } from '@/lib/result'
import { connectionId, hostKey, moid, runId, vmKey } from '@/lib/vsphere/ids'
import { known, notKnown } from '@/lib/vsphere/known'
import { AccountProvider, ConsoleActionsProvider } from '../../console/console-context'
import { fixtureActions, fixtureFeed, FixtureLive } from '../../testing/fixture-live'
import { aConnection, tablesOf } from '../../testing/vm-fixtures'
import { HostNetworkPanel } from './host-network'

const c1 = connectionId('c1')
const host: HostView = {
  key: hostKey(c1, moid('host')),
  connection: c1,
  moid: moid('host'),
  name: 'esx-01',
  connectionState: 'connected',
}
const policy = { promiscuous: false, macChanges: false, forgedTransmits: false, shaping: { enabled: false } }
const vm = (name: string, power: 'poweredOn' | 'poweredOff') => ({ key: vmKey(c1, moid(name)), name, power })
const network: HostNetwork = {
  pnics: [{ device: 'vmnic0', link: { mbps: 10_000 } }, { device: 'vmnic1' }, { device: 'vmnic2' }],
  switches: [
    { name: 'dvs', standard: false, uplinks: ['vmnic2'] },
    { name: 'vSwitch0', standard: true, mtu: 1500, uplinks: ['vmnic0'], wantedPorts: 128, policy },
  ],
  portGroups: [
    { name: 'Management', switchName: 'vSwitch0', vlan: 0, policy: {}, effective: policy, vms: [] },
    {
      name: 'R&D <"7">',
      switchName: 'vSwitch0',
      vlan: 120,
      policy: { promiscuous: true },
      effective: { ...policy, promiscuous: true },
      vms: [vm('web|1', 'poweredOff')],
    },
    { name: 'DMZ', switchName: 'vSwitch0', vlan: 7, policy: {}, effective: policy, vms: [vm('gateway', 'poweredOn')] },
  ],
  vmkernels: [{ device: 'vmk0', portGroup: 'Management', address: '10.0.0.5', services: ['management'] }],
}

function show(
  options: {
    role?: Role
    read?: ConsoleActions['readHostNetwork']
    changeHost?: ConsoleActions['changeHost']
    missing?: readonly string[]
  } = {},
) {
  const { role = 'operator', missing = [] } = options
  const changeHost =
    options.changeHost ?? vi.fn<ConsoleActions['changeHost']>().mockResolvedValue(ok({ run: runId('r1') }))
  const read = options.read ?? (() => Promise.resolve(ok(known({ ...network, missing }))))
  const connection = aConnection('c1')
  render(
    <FixtureLive feed={fixtureFeed(tablesOf({ connections: [connection], hosts: [host] }), 0)}>
      <AccountProvider account={{ name: 'm.okafor', role }}>
        <ConsoleActionsProvider actions={fixtureActions({ readHostNetwork: read, changeHost })}>
          <HostNetworkPanel host={host} connection={connection} />
        </ConsoleActionsProvider>
      </AccountProvider>
    </FixtureLive>,
  )
  return { user: userEvent.setup(), changeHost }
}

const button = (name: string) => screen.getByRole('button', { name })
const switches = () => within(screen.getByRole('table', { name: 'Switches and port groups' }))
const rowOf = (name: string) => switches().getByText(name, { selector: 'bdi' }).closest('tr')?.textContent

test('each port group says its VLAN, what it lets through and who is on it; an adapter says whose uplink it is', async () => {
  show()
  await screen.findByRole('table', { name: 'Switches and port groups' })
  expect(rowOf('R&D <"7">')).toContain('VLAN 120promiscuous mode')
  expect(rowOf('R&D <"7">')).toContain('web|1 off')
  expect(rowOf('Management')).toContain('vmk0 (management)')
  const nics = within(screen.getByRole('table', { name: 'Network adapters' })).getAllByRole('row')
  expect(nics.map((row) => row.textContent)).toEqual([
    expect.anything(),
    expect.stringContaining('vmnic010 Gbit/svSwitch0'),
    expect.stringContaining('vmnic1No linknone: free'),
    expect.stringContaining('vmnic2No linkdvs'),
  ])
})

test('what cannot be done says why: a role, a privilege, a distributed switch, and who is still on it', async () => {
  show()
  await screen.findByRole('table', { name: 'Switches and port groups' })
  const why = (name: string) => button(name).getAttribute('aria-describedby')
  const reason = (name: string) => document.getElementById(why(name) ?? '')?.textContent
  expect(reason('Change switch dvs')).toContain('changed in vCenter')
  expect(reason('Remove port group Management')).toContain('with vmk0')
  expect(reason('Remove port group DMZ')).toBe('"gateway" is on and connected to it.')
  expect(reason('Remove switch vSwitch0')).toMatch(/^Port group "Management": The host is on it itself/)
  expect(why('Remove port group R&D <"7">')).toBeNull()
})

test.each([
  [{ role: 'viewer' as const }, 'Your account may look, but not change hosts.'],
  [{ missing: ['Host.Config.Network'] }, 'Andon’s account at esx-c1 lacks Host.Config.Network.'],
])('nobody without the right adds a switch: %o', async (options, sentence) => {
  const { user, changeHost } = show(options)
  await user.click(await screen.findByRole('button', { name: 'Add switch' }))
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(document.getElementById(button('Add switch').getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    sentence,
  )
  expect(changeHost).not.toHaveBeenCalled()
})

test('a new switch takes a name that is free and an adapter that nobody has', async () => {
  const { user, changeHost } = show()
  await user.click(await screen.findByRole('button', { name: 'Add switch' }))
  const dialog = await screen.findByRole('dialog', { name: 'Add switch' })
  const within_ = within(dialog)
  await user.type(within_.getByLabelText('Name'), 'vSwitch0')
  await user.click(within_.getByLabelText(/^vmnic2, uplink of/))
  await user.click(within_.getByLabelText('vmnic1, no link'))
  await user.clear(within_.getByLabelText('MTU'))
  await user.type(within_.getByLabelText('MTU'), '900')
  await user.click(within_.getByRole('button', { name: 'Add switch' }))
  expect(within_.getByText('The host has a switch "vSwitch0" already.')).toBeInstanceOf(HTMLElement)
  expect(within_.getByText('The MTU is a whole number from 1280 to 9190.')).toBeInstanceOf(HTMLElement)
  expect(changeHost).not.toHaveBeenCalled()
  await user.clear(within_.getByLabelText('Name'))
  await user.type(within_.getByLabelText('Name'), 'lab "2"')
  await user.type(within_.getByLabelText('MTU'), '0')
  await user.selectOptions(within_.getByLabelText('Shaping'), 'On')
  await user.type(within_.getByLabelText('Average, kbit/s'), '1000')
  await user.click(within_.getByRole('button', { name: 'Add switch' }))
  expect(changeHost).toHaveBeenCalledWith(host.key, {
    do: 'addSwitch',
    name: 'lab "2"',
    settings: { uplinks: ['vmnic1'], mtu: 9_000, policy: { shaping: { enabled: true, averageBits: 1_000_000 } } },
  })
  expect((await screen.findByRole('link', { name: 'The run' })).getAttribute('href')).toContain('r1')
})

test('a change that could cut the host off wants the name typed, and tells the server what the form showed', async () => {
  const { user, changeHost } = show()
  await user.click(await screen.findByRole('button', { name: 'Change switch vSwitch0' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(dialog.queryByRole('alert')).toBeNull()
  await user.click(dialog.getByLabelText('vmnic0'))
  expect(dialog.getByRole('alert').textContent).toContain('with vmk0 (10.0.0.5)')
  await user.click(dialog.getByRole('button', { name: 'Change' }))
  expect(dialog.getByText('This is not its name.')).toBeInstanceOf(HTMLElement)
  expect(changeHost).not.toHaveBeenCalled()
  await user.type(dialog.getByLabelText(/^Type vSwitch0/), 'vSwitch0')
  await user.click(dialog.getByRole('button', { name: 'Change' }))
  expect(changeHost).toHaveBeenCalledWith(host.key, {
    do: 'editSwitch',
    name: 'vSwitch0',
    change: { uplinks: [] },
    was: { uplinks: ['vmnic0'], mtu: 1500, ports: 128, policy },
    confirmed: 'vSwitch0',
  })
})

test('only what was changed of a port group is asked for; a refusal stays in the form with what was typed', async () => {
  const error = { blame: 'ours', code: 'changed-elsewhere', sentence: 'Somebody else has changed it.' } as const
  const changeHost = vi.fn<ConsoleActions['changeHost']>().mockResolvedValue(failed(error))
  const { user } = show({ changeHost })
  await user.click(await screen.findByRole('button', { name: 'Change port group R&D <"7">' }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.clear(dialog.getByLabelText('VLAN'))
  await user.type(dialog.getByLabelText('VLAN'), '4096')
  await user.selectOptions(dialog.getByLabelText('Promiscuous mode'), 'As the switch (refused)')
  await user.click(dialog.getByRole('button', { name: 'Change' }))
  expect(dialog.getByText(/^A VLAN is a number from 1 to 4094/)).toBeInstanceOf(HTMLElement)
  await user.clear(dialog.getByLabelText('VLAN'))
  await user.type(dialog.getByLabelText('VLAN'), '4095')
  await user.click(dialog.getByRole('button', { name: 'Change' }))
  expect(changeHost).toHaveBeenCalledWith(host.key, {
    do: 'editPortGroup',
    name: 'R&D <"7">',
    change: { vlan: 4_095, policy: { promiscuous: null } },
    was: {
      vlan: 120,
      switchName: 'vSwitch0',
      policy: { promiscuous: true, macChanges: null, forgedTransmits: null, shaping: null },
    },
  })
  expect((await dialog.findByRole('alert')).textContent).toContain('Somebody else has changed it.')
  expect(dialog.getByLabelText('VLAN')).toHaveProperty('value', '4095')
})

test('before a port group goes it is said whose adapters find nothing then', async () => {
  const { user, changeHost } = show()
  await user.click(await screen.findByRole('button', { name: 'Remove port group R&D <"7">' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Remove port group: R&D <"7">' }))
  expect(dialog.getByRole('list', { name: 'VMs that are left without it' }).textContent).toBe('web|1')
  await user.click(dialog.getByRole('button', { name: 'Remove' }))
  expect(changeHost).toHaveBeenCalledWith(host.key, { do: 'removePortGroup', name: 'R&D <"7">' })
})

test('a network that could not be read says why, and offers nothing', async () => {
  show({ read: () => Promise.resolve(ok(notKnown('vCenter has no contact with this host.'))) })
  expect((await screen.findByText('Its network is not known.')).parentElement?.textContent).toContain(
    'vCenter has no contact with this host.',
  )
  expect(screen.queryByRole('button')).toBeNull()
})
