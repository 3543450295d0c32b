import { beforeEach, describe, expect, test } from 'vitest'
import { refusal, testWorld, type TestWorld } from '../testing/test-world'
import type { DataObject, Ref } from '../vim25/value'

let at: TestWorld
let host: Ref
let system: Ref

function begin(options: Parameters<typeof testWorld>[0]): void {
  at = testWorld({ preset: 'empty', ...options })
  host = at.first('HostSystem')
  system = at.prop(host, 'configManager.networkSystem') as Ref // every host has one
}
beforeEach(() => begin({}))

const network = () => at.prop(host, 'config.network') as Record<string, DataObject[]>
const findSwitch = (name: string) => network()['vswitch']?.find((vswitch) => vswitch['name'] === name)
const findGroup = (name: string) =>
  network()['portgroup']?.find((group) => (group['spec'] as DataObject)['name'] === name)
const addSwitch = (vswitchName: string, spec?: DataObject) =>
  at.call('AddVirtualSwitch', system, { vswitchName, ...(spec && { spec }) })
const group = (name: string, more: DataObject = {}) => ({
  name,
  vlanId: 0,
  vswitchName: 'isolated',
  policy: {},
  ...more,
})
const addGroup = (name: string, more: DataObject = {}) =>
  at.call('AddPortGroup', system, { portgrp: group(name, more) })
const bond = (...nicDevice: string[]) => ({
  numPorts: 128,
  bridge: { $type: 'HostVirtualSwitchBondBridge', nicDevice },
})
const names = (of: Ref, path: string) => (at.prop(of, path) as Ref[]).map((ref) => at.prop(ref, 'name'))

/** Free two network cards: all of the preset's are taken. */
const freeCards = () => at.call('UpdateVirtualSwitch', system, { vswitchName: 'vSwitch1', spec: { numPorts: 128 } })

describe('switches', () => {
  test('a new one is shown by the host and by its network system', async () => {
    await addSwitch('vSwitch9', { numPorts: 64, policy: { shapingPolicy: { enabled: true, averageBandwidth: 8_000 } } })
    const made = findSwitch('vSwitch9')
    expect(made).toMatchObject({ key: 'key-vim.host.VirtualSwitch-vSwitch9', pnic: [], portgroup: [], mtu: 1500 })
    expect(made?.['spec']).toMatchObject({
      numPorts: 64,
      policy: { shapingPolicy: { enabled: true, averageBandwidth: 8_000 }, security: { allowPromiscuous: false } },
    })
    expect(at.prop(system, 'networkInfo')).toEqual(network())
    expect(at.problems()).toEqual([])
  })

  test('cards are taken by device or by key, and only those that are free', async () => {
    expect(await refusal(addSwitch('vSwitch9', bond('vmnic2')))).toBe('ResourceInUse')
    await freeCards()
    expect(await refusal(addSwitch('vSwitch9', bond('vmnic9')))).toBe('NotFound')
    await addSwitch('vSwitch9', bond('key-vim.host.PhysicalNic-vmnic2', 'vmnic3'))
    expect(findSwitch('vSwitch9')).toMatchObject({
      pnic: ['key-vim.host.PhysicalNic-vmnic2', 'key-vim.host.PhysicalNic-vmnic3'],
      spec: { bridge: { $type: 'HostVirtualSwitchBondBridge', nicDevice: ['vmnic2', 'vmnic3'] } },
    })
    expect(at.problems()).toEqual([])
  })

  test('names are taken once and have an end', async () => {
    expect(await refusal(addSwitch('vSwitch0'))).toBe('AlreadyExists')
    expect(await refusal(addSwitch(''))).toBe('InvalidArgument')
    expect(await refusal(addSwitch('v'.repeat(32)))).toBe('InvalidArgument')
    expect(await refusal(addSwitch('jumbo', { numPorts: 8, mtu: 65_000 }))).toBe('InvalidArgument')
  })

  test('an update keeps the port groups and what the spec leaves out of the MTU', async () => {
    await freeCards()
    expect(findSwitch('vSwitch1')).toMatchObject({ pnic: [], mtu: 9000, portgroup: ['key-vim.host.PortGroup-Storage'] })
    const missing = at.call('UpdateVirtualSwitch', system, { vswitchName: 'none', spec: { numPorts: 8 } })
    expect(await refusal(missing)).toBe('NotFound')
  })

  test('one goes with its port groups, unless the host or a running machine is plugged in', async () => {
    const remove = (vswitchName: string) => at.call('RemoveVirtualSwitch', system, { vswitchName })
    expect(await refusal(remove('vSwitch0'))).toBe('ResourceInUse')
    await remove('isolated')
    expect(findSwitch('isolated')).toBeUndefined()
    expect(findGroup('Lab (no uplink)')).toBeUndefined()
    expect(at.world.byType('Network').map(({ props }) => props['name'])).not.toContain('Lab (no uplink)')
    expect(await refusal(remove('isolated'))).toBe('NotFound')
  })
})

describe('port groups', () => {
  test('a new one is a network of host, compute resource, datacenter and folder', async () => {
    await addGroup('Build/Test', { vlanId: 42 })
    expect(findGroup('Build/Test')).toMatchObject({
      vswitch: 'key-vim.host.VirtualSwitch-isolated',
      spec: { vlanId: 42 },
    })
    expect(findSwitch('isolated')?.['portgroup']).toContain('key-vim.host.PortGroup-Build/Test')
    const made = at.named('Network', 'Build%2fTest')
    expect(at.prop(made, 'summary.name')).toBe('Build%2fTest')
    expect(names(made, 'host')).toEqual([at.prop(host, 'name')])
    const datacenter = at.first('Datacenter')
    for (const [of, path] of [
      [host, 'network'],
      [at.first('ComputeResource'), 'network'],
      [datacenter, 'network'],
      [at.prop(datacenter, 'networkFolder') as Ref, 'childEntity'],
    ] as const) {
      expect(names(of, path)).toContain('Build%2fTest')
    }
    await at.call('RemovePortGroup', system, { pgName: 'Build/Test' })
    for (const [of, path] of [
      [host, 'network'],
      [datacenter, 'network'],
    ] as const) {
      expect(names(of, path)).not.toContain('Build%2fTest')
    }
    expect(at.world.get(made)).toBeUndefined()
    expect(at.problems()).toEqual([])
  })

  test('its policy adds to that of its switch', async () => {
    await addGroup('Sniff', { policy: { security: { allowPromiscuous: true } } })
    expect(findGroup('Sniff')).toMatchObject({
      spec: { policy: { security: { allowPromiscuous: true } } },
      computedPolicy: { security: { allowPromiscuous: true, macChanges: false }, shapingPolicy: { enabled: false } },
    })
  })

  test('what cannot be is refused', async () => {
    expect(await refusal(addGroup('VM Network'))).toBe('AlreadyExists')
    expect(await refusal(addGroup('New', { vswitchName: 'none' }))).toBe('NotFound')
    expect(await refusal(addGroup('New', { vlanId: 4096 }))).toBe('InvalidArgument')
    expect(await refusal(addGroup(''))).toBe('InvalidArgument')
    expect(await refusal(at.call('RemovePortGroup', system, { pgName: 'none' }))).toBe('NotFound')
    expect(await refusal(at.call('RemovePortGroup', system, { pgName: 'Management Network' }))).toBe('ResourceInUse')
  })

  test('a name can change while nobody is plugged in', async () => {
    await addGroup('Old', { vlanId: 7 })
    await at.call('UpdatePortGroup', system, { pgName: 'Old', portgrp: group('New', { vlanId: 8 }) })
    expect(findGroup('Old')).toBeUndefined()
    expect(findGroup('New')).toMatchObject({ spec: { vlanId: 8 } })
    expect(names(host, 'network')).toContain('New')
    expect(names(host, 'network')).not.toContain('Old')
    const clash = at.call('UpdatePortGroup', system, { pgName: 'New', portgrp: group('DMZ') })
    expect(await refusal(clash)).toBe('AlreadyExists')
  })
})

describe('with machines', () => {
  beforeEach(() => begin({ preset: 'demo' }))

  test('a network in use stays; without running machines it leaves the host but not its machines', async () => {
    const remove = () => at.call('RemovePortGroup', system, { pgName: 'DMZ' })
    expect(await refusal(remove())).toBe('ResourceInUse')
    const dmz = at.named('Network', 'DMZ')
    for (const vm of at.prop(dmz, 'vm') as Ref[]) at.world.update(vm, { 'runtime.powerState': 'poweredOff' })
    await remove()
    expect(names(host, 'network')).not.toContain('DMZ')
    expect(at.world.get(dmz)).toBeDefined()
    await addGroup('DMZ', { vswitchName: 'vSwitch0' })
    expect(at.named('Network', 'DMZ')).toBe(dmz)
    expect(at.prop(dmz, 'host')).toEqual([host])
  })
})

test('a network of several hosts stays while one of them has it', async () => {
  begin({ product: 'vcenter' })
  const other = at.world.byType('HostSystem')[1]?.ref
  await at.call('RemovePortGroup', system, { pgName: 'DMZ' })
  const dmz = at.world
    .byType('Network')
    .find(({ props }) => (props['host'] as Ref[]).some((ref) => ref.key === other?.key) && props['name'] === 'DMZ')
  expect(names(dmz?.ref ?? host, 'host')).not.toContain(at.prop(host, 'name'))
  expect(names(at.prop(host, 'parent') as Ref, 'network')).toContain('DMZ')
})
