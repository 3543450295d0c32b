import { expect, test } from 'vitest'
import { compareHosts, suspendedNeeds } from '@/lib/cpuid/compare'
import { unmetRequirements } from '@/lib/cpuid/feature-requirement'
import { parseLeaves, registerAt } from '@/lib/cpuid/leaves'
import { memoryBar } from '@/lib/memory/memory-bar'
import { powerOnQuestion } from '@/lib/serial/power-on-question'
import { knownValue } from '@/lib/testing/known-value'
import { deleteFile, resolvePath } from '../../simulator/estate/datastore-files'
import type { SimulatorOptions } from '../../simulator/start/start-simulator'
import { rigsForEachTest, valueOf } from '../files/testing/file-rig'

const openRig = rigsForEachTest()

async function open(options: SimulatorOptions = {}) {
  const rig = await openRig(options)
  const hostKey = (name: string) => {
    const found = [...rig.inventory.hosts.values()].find((view) => view.name.startsWith(name))
    if (!found) throw new Error(`no host ${name}`)
    return found.key
  }
  return { ...rig, hostKey }
}

test('when a host started is in our time where its clock is known, and by its own where a vCenter stands between', async () => {
  const started = async (options: SimulatorOptions) => {
    const { ask, inventory } = await open({ clockOffsetMs: 3 * 3_600_000, ...options })
    const [host] = inventory.hosts.values()
    if (!host) throw new Error('no host')
    const { bootTime, uptimeSeconds = 0 } = valueOf(await ask.readHostDetail(host.key))
    const upHours = (Date.now() - Date.parse(bootTime?.at ?? '')) / 3_600_000
    return { clock: bootTime?.clock, hoursOff: Math.round(upHours - uptimeSeconds / 3_600) }
  }
  expect(await started({})).toEqual({ clock: 'ours', hoursOff: 0 })
  expect(await started({ product: 'vcenter' })).toEqual({ clock: 'host', hoursOff: -3 })
})

test('memory and CPU come with what the VM is given, uses, and could still get', async () => {
  const { ask, key, host } = await open()
  const resources = knownValue(valueOf(await ask.readResources(key('db/primary'))))
  expect(resources).toMatchObject({
    powerState: 'poweredOn',
    configuredMiB: 32_768,
    memory: { reservation: 16_384, limit: 'unlimited', shares: { level: 'normal' } },
    memoryShares: 327_680,
    cpu: { shares: { level: 'high' } },
  })
  const bar = memoryBar({
    configuredMiB: resources.configuredMiB,
    allocation: resources.memory,
    usage: resources.memoryUsage,
    isRunning: true,
  })
  expect(bar.segments.map(({ kind }) => kind)).toContain('active')
  expect(resources.cpuCapacityMHz).toBeGreaterThan(resources.cpuUsage.usedMHz ?? Infinity)
  // A running VM may keep what it has: its own reservation is not taken from it.
  const pool = host.world.prop(host.vm('db/primary'), 'resourcePool') as never // every VM is in one
  const unreserved = Number(host.world.prop(pool, 'runtime.memory.unreservedForVm')) / 2 ** 20
  expect(resources.unreservedMiB).toBe(Math.floor(unreserved) + 16_384)
})

test('an allocation that was set is read back as it was meant', async () => {
  const { ask, key, inventory, vm, until } = await open()
  const memory = { reservation: 100, limit: 2_048, shares: { level: 'custom', shares: 77 } } as const
  const { moid, detailVersion } = vm('100% test')
  await inventory.startTask(moid, { verb: 'setAllocation', memory })
  await until(() => vm('100% test').detailVersion > detailVersion)
  expect(knownValue(valueOf(await ask.readResources(key('100% test')))).memory).toEqual(memory)
})

test('serial ports come with every backing, and with whether power-on will ask', async () => {
  const { ask, key, host } = await open()
  const gateway = knownValue(valueOf(await ask.readSerialPorts(key('console-gateway'))))
  expect(gateway.ports.map(({ backing }) => backing.kind)).toEqual(['network', 'network', 'pipe', 'device'])
  expect(gateway.vmFolder).toBe('[datastore1] console-gateway')

  const asks = async () => {
    const [port] = knownValue(valueOf(await ask.readSerialPorts(key('asks-append-or-replace')))).ports
    return port && powerOnQuestion(port.backing, port.fileExists).asks
  }
  expect(await asks()).toBe('always')
  deleteFile(host.world, resolvePath(host.world, '[datastore1] asks-append-or-replace/console.log'))
  expect(await asks()).toBe('sometimes')
})

test('a backing that nobody here knows is shown as unknown and takes no other port with it', async () => {
  const { ask, key, host } = await open()
  const devices = host.world.prop(host.vm('console-gateway'), 'config.hardware.device') as { key: number }[] // as built
  host.update('console-gateway', {
    'config.hardware.device': devices.map((device) =>
      device.key === 9_001 ? { ...device, backing: { $type: 'VirtualDevicePipeBackingInfo', pipeName: 'x' } } : device,
    ),
  })
  const { ports } = knownValue(valueOf(await ask.readSerialPorts(key('console-gateway'))))
  expect(ports.map(({ backing }) => backing.kind)).toEqual(['network', 'unknown', 'pipe', 'device'])
})

test('a host tells its hardware, network and services', async () => {
  const { ask, hostKey } = await open()
  const detail = valueOf(await ask.readHostDetail(hostKey('esx-lab-01')))
  expect(detail).toMatchObject({
    inMaintenanceMode: false,
    system: { vendor: 'Dell Inc.', biosVersion: '2.17.0' },
    cpu: { packages: 2, cores: 24, threads: 48, mhz: 2_500, mostPerVm: 256 },
    numa: { nodes: [{ id: 0, cpuCount: 24 }, { id: 1 }] },
    product: { fullName: expect.stringContaining('ESXi') },
  })
  expect(detail.uptimeSeconds).toBeGreaterThan(86_400)
  const network = knownValue(valueOf(await ask.readHostNetwork(hostKey('esx-lab-01'))))
  expect(network.pnics.map(({ device, link }) => [device, link?.mbps])).toEqual([
    ['vmnic0', 10_000],
    ['vmnic1', 10_000],
    ['vmnic2', 25_000],
    ['vmnic3', undefined],
  ])
  expect(network.switches.find(({ name }) => name === 'vSwitch0')?.uplinks).toEqual(['vmnic0', 'vmnic1'])
  expect(network.portGroups.find(({ name }) => name === 'DMZ')).toMatchObject({ vlan: 120 })
  expect(knownValue(detail.services).find(({ key }) => key === 'TSM-SSH')).toMatchObject({
    running: false,
    required: false,
  })
})

test('two hosts can be compared feature by feature, and so can a running VM with a host it might go to', async () => {
  const { ask, hostKey, inventory, vm, key, until } = await open({ product: 'vcenter' })
  const [newer, older] = await Promise.all(
    ['lab-02', 'lab-01'].map(async (name) => valueOf(await ask.readHostDetail(hostKey(name)))),
  )
  if (!newer || !older) throw new Error('two hosts were read')
  const here = parseLeaves(newer.cpuFeature)
  const there = parseLeaves(older.cpuFeature)
  expect([...here.problems, ...there.problems]).toEqual([])
  const { onlyHere, onlyThere } = compareHosts(here, there)
  expect(onlyHere.map(({ feature }) => feature.name)).toContain('AVX512F')
  expect(onlyThere).toEqual([])

  // What a VM needs is what it was shown when it was started; this one asks about its serial port first.
  const name = 'build|agent "7"'
  await inventory.startTask(vm(name).moid, { verb: 'powerOn' })
  await until(() => inventory.questions.has(key(name)))
  const question = inventory.questions.get(key(name))?.question
  await inventory.answerVm(vm(name).moid, question?.id ?? '', question?.choices[0]?.key ?? '')
  await until(() => vm(name).powerState === 'poweredOn')
  const cpuid = valueOf(await ask.readVmCpuid(key(name)))
  expect(cpuid.host?.key).toBe(newer.key)
  expect(unmetRequirements(cpuid.featureRequirement, newer.featureCapability)).toEqual([])
  expect(unmetRequirements(cpuid.featureRequirement, older.featureCapability).length).toBeGreaterThan(0)
  const mask = parseLeaves(cpuid.mask ?? [])
  const needs = suspendedNeeds({ suspendedOn: here, resumeOn: there, mask })
  expect(needs.map(({ feature }) => feature.name)).toContain('AVX512F')
})

test('what the host masks for a guest operating system comes with its VM, and is left out where the host does not say', async () => {
  const { ask, key, host } = await open()
  const markOfLongMode = async (name: string) => {
    const { guestOs } = valueOf(await ask.readVmCpuid(key(name)))
    return guestOs && registerAt(parseLeaves(guestOs), 0x80000001, 'edx')?.[29]
  }
  expect(await markOfLongMode('sap-hana')).toBe('T')
  expect(await markOfLongMode('old-terminal')).toBe('0')
  const asked = host.calls.filter(({ method }) => method === 'QueryConfigOptionEx')
  expect(asked[0]?.args).toMatchObject({ spec: { key: 'vmx-21', guestId: ['sles15_64Guest'] } })
  const old = await open({ apiVersion: '5.5' })
  const guestOs = valueOf(await old.ask.readVmCpuid(old.key('sap-hana'))).guestOs
  expect(guestOs?.[0]?.edx?.slice(0, 4)).toBe('--T-')
  expect(old.host.calls.map(({ method }) => method)).toContain('QueryConfigOption')

  host.fail({ method: 'QueryConfigOptionEx', fault: { type: 'NoPermission', message: 'no' } })
  expect(await markOfLongMode('sap-hana')).toBeUndefined()
})

test('under EVC a host offers a VM what the whole cluster has', async () => {
  const { ask, hostKey, key, vm } = await open({ product: 'vcenter' })
  expect(vm('web-01').host?.name).toBe('esx-01.example.net')
  const { featureRequirement } = valueOf(await ask.readVmCpuid(key('web-01')))
  const edge = valueOf(await ask.readHostDetail(hostKey('edge-01')))
  expect(featureRequirement.length).toBeGreaterThan(10)
  expect(unmetRequirements(featureRequirement, edge.featureCapability)).toEqual([])
})

test('a host in maintenance says so; one that nobody knows is a sentence', async () => {
  const { ask, hostKey } = await open({ product: 'vcenter' })
  const detail = valueOf(await ask.readHostDetail(hostKey('esx-04')))
  expect(detail.inMaintenanceMode).toBe(true)
  expect(detail.evc?.current).toBeDefined()
  const unknown = await ask.readHostDetail('c1/host-unknown' as never)
  expect(unknown).toMatchObject({ ok: false, error: { code: 'ManagedObjectNotFound' } })
})

test('the networks that a VM can be put on are those of its host', async () => {
  const { ask, key } = await open()
  const { networks } = valueOf(await ask.readDeviceOptions(key('100% test')))
  expect(networks.map(({ name }) => name)).toEqual(expect.arrayContaining(['VM Network', 'DMZ']))
  expect(new Set(networks.map(({ moid }) => moid)).size).toBe(networks.length)
})
