import { expect, test } from 'vitest'
import type { HostNetwork } from '@/lib/hardware/host-network'
import type { HostRequest } from '@/lib/hardware/host-request'
import type { SwitchSettings } from '@/lib/hardware/network-request'
import { knownValue } from '@/lib/testing/known-value'
import { connectionId, moid } from '@/lib/vsphere/ids'
import type { SimulatorOptions } from '../../simulator/start/start-simulator'
import { rigsForEachTest, valueOf } from '../files/testing/file-rig'
import type { EndpointAccess } from '../inventory/access'
import type { WireObject, WireValue } from '../vsphere/wire-value'
import { prepareNetworkChange } from './network-change'

const openRig = rigsForEachTest()

const actor = { kind: 'person', name: 'tester' } as const

async function open(options: SimulatorOptions = {}, which = 'esx-lab', as?: { user: string; password: string }) {
  const rig = await openRig(options, as)
  const { host: simulated } = rig
  const { ask, inventory, runs, untilRun } = rig
  const host = [...inventory.hosts.values()].find(({ name }) => name.startsWith(which))
  if (!host) throw new Error('no host')
  const network = async (): Promise<HostNetwork> => knownValue(valueOf(await ask.readHostNetwork(host.key)))
  const change = async (request: HostRequest) => {
    const begun = valueOf(await runs.changeHost(host.key, request, actor))
    return untilRun(begun.run, ({ state }) => state.at === 'ended')
  }
  /** The refusal of what is no run. */
  const refused = (request: HostRequest) =>
    runs.changeHost(host.key, request, actor).then(
      (begun) => (begun.ok ? 'begun' : begun.error),
      (error: { told: unknown }) => error.told,
    )
  const group = async (name: string) => (await network()).portGroups.find((one) => one.name === name)
  const vswitch = async (name: string) => (await network()).switches.find((one) => one.name === name)
  /** What the host itself has of a switch. */
  const spec = (name: string) => {
    const held = simulated.world.byType('HostSystem').find(({ props }) => props['name'] === host.name)
    const all = held && (simulated.world.prop(held.ref, 'config.network.vswitch') as { name: string; spec: unknown }[])
    return all?.find((one) => one.name === name)?.spec
  }
  return { ...rig, simulated, host, network, change, refused, group, vswitch, spec }
}

const succeeded = { outcome: { kind: 'succeeded' } }

test('a host tells its switches, policies and adapters, and who is plugged into which port group', async () => {
  const { network, group, vswitch } = await open()
  expect((await network()).vmkernels).toEqual([
    { device: 'vmk0', portGroup: 'Management Network', address: '10.20.0.21', services: ['management'] },
  ])
  expect(await vswitch('vSwitch1')).toMatchObject({
    uplinks: ['vmnic2', 'vmnic3'],
    mtu: 9_000,
    wantedPorts: 128,
    policy: { promiscuous: false, macChanges: false, forgedTransmits: false, shaping: { enabled: false } },
  })
  expect((await group('DMZ'))?.vms?.map(({ name, power }) => [name, power])).toEqual([['web-frontend', 'poweredOn']])
  expect((await group('Management Network'))?.vms).toEqual([])
  expect((await network()).missing).toEqual([])
})

test('a switch and its port group are made, changed and removed, each as one run in words', async () => {
  const { change, vswitch, group, notes, host, spec, network } = await open()
  const made = await change({
    do: 'addSwitch',
    name: 'R&D <"7">',
    settings: { mtu: 9_000, policy: { promiscuous: true } },
  })
  expect(made.state).toMatchObject(succeeded)
  expect(made.steps.map(({ event }) => event.kind)).toEqual(['requested', 'start-sent', 'started', 'ended'])
  expect(await vswitch('R&D <"7">')).toMatchObject({ uplinks: [], mtu: 9_000, policy: { promiscuous: true } })

  await change({ do: 'addPortGroup', name: 'a/b %2f', settings: { switchName: 'R&D <"7">', vlan: 42 } })
  expect(await group('a/b %2f')).toMatchObject({ vlan: 42, vms: [], effective: { promiscuous: true } })
  expect((await group('a/b %2f'))?.policy).toEqual({})

  const shaping = { enabled: true, averageBits: 100_000_000, peakBits: 200_000_000, burstBytes: 1_048_576 }
  await change({ do: 'editPortGroup', name: 'a/b %2f', change: { policy: { promiscuous: false, shaping } } })
  expect(await group('a/b %2f')).toMatchObject({ vlan: 42, policy: { promiscuous: false, shaping } })
  await change({
    do: 'editPortGroup',
    name: 'a/b %2f',
    change: { newName: 'renamed', vlan: 4_095, policy: { promiscuous: null, shaping: null } },
  })
  expect(await group('a/b %2f')).toBeUndefined()
  expect(await group('renamed')).toMatchObject({ vlan: 4_095, policy: {}, effective: { promiscuous: true } })

  // What is not changed goes back as it was read: how it listens for neighbours, and how it fails over.
  await change({ do: 'editSwitch', name: 'vSwitch1', change: { uplinks: ['vmnic2'] } })
  expect(spec('vSwitch1')).toMatchObject({
    numPorts: 128,
    mtu: 9_000,
    bridge: { nicDevice: ['vmnic2'], linkDiscoveryProtocolConfig: { protocol: 'cdp', operation: 'listen' } },
    policy: { nicTeaming: { policy: 'loadbalance_srcid', nicOrder: { activeNic: ['vmnic2'] } } },
  })
  await change({ do: 'editSwitch', name: 'R&D <"7">', change: { uplinks: ['vmnic3'], mtu: 1_500 } })
  expect(await vswitch('R&D <"7">')).toMatchObject({ uplinks: ['vmnic3'], mtu: 1_500, policy: { promiscuous: true } })
  await change({ do: 'editSwitch', name: 'R&D <"7">', change: { uplinks: [] } })
  expect(await vswitch('R&D <"7">')).toMatchObject({ uplinks: [] })

  expect((await change({ do: 'removePortGroup', name: 'renamed' })).state).toMatchObject(succeeded)
  expect((await change({ do: 'removeSwitch', name: 'R&D <"7">' })).state).toMatchObject(succeeded)
  expect((await network()).switches.map(({ name }) => name)).toEqual(['isolated', 'vSwitch0', 'vSwitch1'])
  expect(notes.slice(0, 4)).toEqual([
    `Add switch ${host.name}: R&D <"7">, MTU 9000, promiscuous mode accepted`,
    `Add port group ${host.name}: a/b %2f on R&D <"7">, VLAN 42`,
    `Change port group ${host.name}: a/b %2f, promiscuous mode refused, shaping 100 Mbit/s on average, 200 Mbit/s at most`,
    `Change port group ${host.name}: a/b %2f, renamed to renamed, All VLANs (trunk), promiscuous mode as the switch, shaping as the switch`,
  ])
})

test('what cannot be is refused before anything is sent, with who is on it', async () => {
  const { refused, simulated } = await open()
  const because = async (request: HostRequest) => (await refused(request)) as { code: string; sentence: string }
  expect(await because({ do: 'addSwitch', name: 'vSwitch0', settings: {} })).toMatchObject({
    code: 'not-possible',
    sentence: 'The host has a switch "vSwitch0" already.',
  })
  const taken: HostRequest = { do: 'addSwitch', name: 'new', settings: { uplinks: ['vmnic2'] } }
  expect((await because(taken)).sentence).toBe('vmnic2 is an uplink of "vSwitch1".')
  const beyond: HostRequest = { do: 'addPortGroup', name: 'new', settings: { switchName: 'isolated', vlan: 4_096 } }
  expect((await because(beyond)).sentence).toContain('from 1 to 4094')
  expect((await because({ do: 'removePortGroup', name: 'DMZ' })).sentence).toBe(
    '"web-frontend" is on and connected to it.',
  )
  expect((await because({ do: 'removeSwitch', name: 'vSwitch0' })).sentence).toMatch(
    /^Port group "DMZ": "web-frontend" is on/,
  )
  expect((await because({ do: 'removePortGroup', name: 'Management Network' })).sentence).toContain('with vmk0')
  expect((await because({ do: 'editSwitch', name: 'none', change: { mtu: 1_500 } })).sentence).toBe(
    'The host has no switch "none".',
  )
  expect(simulated.calls.filter(({ method }) => /VirtualSwitch|PortGroup/.test(method))).toEqual([])
})

test('what could cut the management network takes the typed name; what cannot does not', async () => {
  const { refused, change } = await open()
  const cut: HostRequest = { do: 'editPortGroup', name: 'Management Network', change: { vlan: 7 } }
  expect(await refused(cut)).toMatchObject({
    code: 'needs-confirmation',
    sentence: expect.stringContaining('with vmk0 (10.20.0.21)'),
  })
  expect(await refused({ ...cut, confirmed: 'VM Network' })).toMatchObject({ code: 'needs-confirmation' })
  expect((await change({ ...cut, confirmed: ' Management  Network' })).state).toMatchObject(succeeded)
  const uplinks: HostRequest = { do: 'editSwitch', name: 'vSwitch0', change: { uplinks: ['vmnic0'] } }
  expect(await refused(uplinks)).toMatchObject({ code: 'needs-confirmation' })
  const policy: HostRequest = { do: 'editSwitch', name: 'vSwitch0', change: { policy: { macChanges: true } } }
  expect((await change(policy)).state).toMatchObject(succeeded)
  expect((await change({ do: 'editPortGroup', name: 'VM Network', change: { vlan: 8 } })).state).toMatchObject(
    succeeded,
  )
})

test('what somebody else has changed since the form was opened is not overwritten', async () => {
  const { refused, change, vswitch } = await open()
  const was = { uplinks: ['vmnic3', 'vmnic2'], mtu: 9_000, ports: 128, policy: { promiscuous: false } }
  await change({ do: 'editSwitch', name: 'vSwitch1', was, change: { policy: { promiscuous: true } } })
  expect(await refused({ do: 'editSwitch', name: 'vSwitch1', was, change: { mtu: 1_500 } })).toMatchObject({
    code: 'changed-elsewhere',
  })
  expect((await vswitch('vSwitch1'))?.mtu).toBe(9_000)
  const group = { vlan: 120, switchName: 'vSwitch0', policy: { promiscuous: null, shaping: null } }
  const edit: HostRequest = { do: 'editPortGroup', name: 'DMZ', was: group, change: { vlan: 121 } }
  await change(edit)
  expect(await refused(edit)).toMatchObject({ code: 'changed-elsewhere' })
})

test('what a host does not tell is not taken for none: no change takes away what it would have to send back', async () => {
  const system = { $type: 'ManagedObjectReference', type: 'HostNetworkSystem', value: 'networkSystem' }
  const nic = (told: WireObject): WireObject => ({ key: 'vmk0', device: 'vmk0', ...told })
  const hostWith = (told: WireObject) =>
    ({
      connection: connectionId('c1'),
      readContent: async (obj) => ({
        obj,
        missing: [],
        properties: new Map<string, WireValue>([
          ['configManager.networkSystem', system],
          ['config.network.vswitch', [{ name: 'vSwitch1', mtu: 9_000, pnic: ['key-vmnic2'], ...told }]],
          ['config.network.portgroup', [{ spec: { name: 'Management', vswitchName: 'vSwitch1', vlanId: 0 } }]],
          ['config.network.vnic', [nic(told.vnic ? (told.vnic as WireObject) : {})]],
        ]),
      }),
      retrieve: async () => [],
      missingWith: async () => undefined,
    }) satisfies Partial<EndpointAccess> as unknown as EndpointAccess // what it uses of it
  const prepare = (access: EndpointAccess, change: SwitchSettings, confirmed = 'vSwitch1') =>
    prepareNetworkChange(access, moid('h'), { do: 'editSwitch', name: 'vSwitch1', change, confirmed }, () => undefined)
  await expect(prepare(hostWith({}), { mtu: 1_500 })).rejects.toMatchObject({ told: { code: 'no-network' } })
  // Whether the management is on it is not known as long as the host does not say on what its own adapter is.
  const spec = { numPorts: 128 }
  await expect(prepare(hostWith({ spec }), { mtu: 1_500 }, '')).rejects.toMatchObject({
    told: { code: 'needs-confirmation' },
  })
  const elsewhere = { spec, vnic: { portgroup: '', spec: { distributedVirtualPort: { portKey: '7' } } } }
  await expect(prepare(hostWith(elsewhere), { mtu: 1_500 }, '')).resolves.toMatchObject({
    method: 'UpdateVirtualSwitch',
  })
})

test('an account without the right is refused with its name, and told so beforehand', async () => {
  const limited = { user: 'reader', password: 'p', deny: ['Host.Config.Network'] }
  const { refused, network } = await open({ accounts: [limited] }, 'esx-lab', limited)
  expect((await network()).missing).toContain('Host.Config.Network')
  expect(await refused({ do: 'addSwitch', name: 'new', settings: {} })).toMatchObject({
    sentence: expect.stringContaining('lacks Host.Config.Network'),
  })
})

test.each([true, false])('a reply that is missing is told by what the host has now; taken: %s', async (isTaken) => {
  const { simulated, change, group } = await open()
  const cut = isTaken ? { cutBody: true } : { dropConnection: true }
  simulated.fail({ method: 'AddPortGroup', times: 1, ...cut })
  const run = await change({ do: 'addPortGroup', name: 'new', settings: { switchName: 'isolated', vlan: 9 } })
  expect(run.steps.map(({ event }) => event.kind)).toContain('start-unanswered')
  expect(run.state).toMatchObject({ outcome: { kind: isTaken ? 'succeeded' : 'failed' } })
  expect(await group('new')).toEqual(isTaken ? expect.objectContaining({ vlan: 9 }) : undefined)
  expect(simulated.calls.filter(({ method }) => method === 'AddPortGroup')).toHaveLength(1)
})

test('a rescan whose reply is missing has an unknown end, and is not asked again', async () => {
  const { simulated, change } = await open()
  expect((await change({ do: 'rescan', what: 'datastores' })).state).toMatchObject(succeeded)
  const lost = await change({ do: 'rescan', what: { adapter: 'vmhba99' } })
  expect(lost.state).toMatchObject({ outcome: { kind: 'failed', fault: { type: 'NotFound' } } })
  simulated.fail({ method: 'RescanAllHba', times: 1, cutBody: true })
  const unknown = await change({ do: 'rescan', what: 'adapters' })
  expect(unknown.state).toMatchObject({
    outcome: { kind: 'lost', reason: expect.stringContaining('Nothing at the host tells whether it looked.') },
  })
  expect(simulated.calls.filter(({ method }) => method === 'RescanAllHba')).toHaveLength(1)
})

test('a port group of one name is one network for all hosts of a vCenter, and each host has its own VMs on it', async () => {
  const { inventory, group, host, change } = await open({ product: 'vcenter' }, 'esx-01')
  const vms = (await group('VM Network'))?.vms ?? []
  expect(vms.length).toBeGreaterThan(0)
  expect(new Set(vms.map(({ key }) => inventory.vms.get(key)?.host?.key))).toEqual(new Set([host.key]))
  expect((await change({ do: 'addPortGroup', name: 'new', settings: { switchName: 'isolated' } })).state).toMatchObject(
    succeeded,
  )
  expect(await group('new')).toMatchObject({ vlan: 0, vms: [] })
})
