/*
 * An account sees less than all, and a VM or host that is out of reach has less than all: whatever is missing, and for whatever
 * reason, what is said is either what the server told or that it is not known, with the reason.
 */
import { assert, asyncProperty, constantFrom, record, subarray } from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { connectionId, moid, moRef } from '@/lib/vsphere/ids'
import type { Known } from '@/lib/vsphere/known'
import { startSimulator } from '../../simulator/start/start-simulator'
import { readDatastoreDetail } from '../files/read-detail'
import { openFileRig, valueOf } from '../files/testing/file-rig'
import type { EndpointAccess } from '../inventory/access'
import { vmView, type VmContext } from '../inventory/vm-view'
import type { ObjectContent } from '../vsphere/retrieve'
import type { MissingProperty } from '../vsphere/update-set'
import type { WireValue } from '../vsphere/wire-value'
import { readHostDetail } from './read-host'
import { readResources } from './read-resources'
import { readSerialPorts } from './read-serial-ports'
import { readVmCpuid } from './read-vm-cpuid'

const allocation = { reservation: 512, limit: 4_096, shares: { level: 'normal', shares: 1_000 } }
const whole: Readonly<Record<string, WireValue>> = {
  name: 'web-1',
  'config.changeVersion': 'v1',
  'config.cpuAllocation': allocation,
  'config.cpuFeatureMask': [{ level: 1 }],
  'config.guestId': 'debian11_64Guest',
  'config.hardware.device': [{ $type: 'VirtualSerialPort', key: 9_000, backing: {}, yieldOnPoll: true }],
  'config.hardware.memoryMB': 2_048,
  'config.hardware.numCPU': 2,
  'config.memoryAllocation': allocation,
  'config.network.pnic': [{ device: 'vmnic0' }],
  'config.service': { service: [{ key: 'ntpd' }] },
  'runtime.connectionState': 'connected',
  'runtime.inMaintenanceMode': true,
  'runtime.powerState': 'poweredOff',
  snapshot: { rootSnapshotList: [{ snapshot: { $type: 'ManagedObjectReference', type: 'X', value: 's' } }] },
  'summary.quickStats': {},
  summary: { accessible: false, type: 'VMFS' },
  host: [],
  vm: [],
}
const paths = Object.keys(whole)
const fault = {
  type: 'NoPermission',
  message: 'Permission was denied.',
  chain: [],
  needs: [{ privilege: 'System.Read', on: { type: 'VirtualMachine', moid: '7' } }],
}

/** What a server tells: some of it, with a reason for some of what it does not. */
const told = record({
  there: subarray(paths),
  explained: subarray([...paths, 'config', 'summary', 'runtime']),
  state: constantFrom('connected', 'orphaned', 'inaccessible', 'invalid', 'disconnected', 'brandNew'),
}).map(({ there, explained, state }) => {
  const properties = new Map(there.map((path) => [path, path.endsWith('connectionState') ? state : whole[path]]))
  const missing: MissingProperty[] = explained.filter((path) => !properties.has(path)).map((path) => ({ path, fault }))
  return { properties: properties as ReadonlyMap<string, WireValue>, missing } // each path is one of `whole`
})

const accessTo = (content: Omit<ObjectContent, 'obj'>) =>
  ({
    connection: connectionId('c1'),
    read: async () => content.properties,
    readContent: async (obj) => ({ obj, ...content }),
    retrieve: async () => [],
  }) satisfies Partial<EndpointAccess> as unknown as EndpointAccess // what these reads use of it

const saysWhy = <T>(read: Known<T>) => read.known || expect(read.because).toMatch(/^\S.*\.$/)

test('what was not read is said to be not known, whatever is missing', async () => {
  const check = asyncProperty(told, async (content) => {
    const access = accessTo(content)
    const has = (...some: string[]) => some.every((path) => content.properties.has(path))

    const resources = await readResources(access, moid('7'), () => 0)
    saysWhy(resources)
    expect(resources.known).toBe(
      has('config.hardware.memoryMB', 'config.hardware.numCPU', 'config.memoryAllocation', 'config.cpuAllocation'),
    )
    if (resources.known) expect(resources.value).toMatchObject({ configuredMiB: 2_048, cpuCount: 2 })

    const serial = await readSerialPorts(access, moid('7'))
    saysWhy(serial)
    expect(serial.known).toBe(has('config.hardware.device'))

    expect((await readVmCpuid(access, moid('7'))).mask !== undefined).toBe(has('config.guestId'))

    const host = await readHostDetail(access, moid('7'))
    saysWhy(host.network)
    saysWhy(host.services)
    expect([host.network.known, host.services.known]).toEqual([has('config.network.pnic'), has('config.service')])
    expect(host.inMaintenanceMode).toBe(has('runtime.inMaintenanceMode') ? true : undefined)

    const datastore = await readDatastoreDetail(access, moid('7'))
    saysWhy(datastore.mounts)
    saysWhy(datastore.vms)
    expect(datastore.accessible).toBe(has('summary') ? false : undefined)

    const context: VmContext = {
      connection: connectionId('c1'),
      hostName: () => undefined,
      hostState: () => undefined,
      ourTime: (text) => text,
      missing: new Set(content.missing.map(({ path }) => path)),
      figuresAt: undefined,
      isCurrent: true,
      detailVersion: 1,
    }
    const view = vmView(moRef('VirtualMachine', '7'), new Map(content.properties), context)
    expect(view.cpuCount).toBe(has('config.hardware.numCPU') ? 2 : undefined)
    expect([undefined, 0, 1]).toContain(view.snapshotCount)
    if (!has('snapshot') && view.snapshotCount === 0) {
      expect(has('config.changeVersion') || has('config.hardware.memoryMB')).toBe(true)
    }
  })
  await assert(check, { numRuns: 2_000 })
})

test('the reason is the server’s own where it gives one, else what is the matter with the VM', async () => {
  const because = async (properties: Record<string, WireValue>, missing: MissingProperty[] = []) => {
    const read = await readResources(
      accessTo({ properties: new Map(Object.entries(properties)), missing }),
      moid('7'),
      () => 0,
    )
    return read.known ? undefined : read.because
  }
  const state = (text: string) => ({ 'runtime.connectionState': text })
  expect(await because(state('orphaned'), [{ path: 'config.hardware.numCPU', fault }])).toBe(
    'The account that this connection uses may not read it: it lacks System.Read.',
  )
  expect(await because(state('orphaned'))).toBe('The VM is orphaned: its host no longer has it.')
  expect(await because(state('inaccessible'))).toBe('The host cannot read the files of this VM.')
  expect(await because(state('connected'))).toBe('The host does not say.')
})

describe('VMs and hosts out of reach, over the wire', () => {
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  test('say that they are not known, and why', async () => {
    const simulated = await startSimulator({ speed: 0, preset: 'field', product: 'vcenter' })
    closing.push(() => simulated.close())
    const rig = await openFileRig(simulated)
    const { ask, key, vm, inventory } = rig
    closing.push(() => rig.close())
    const reasons = {
      orphaned: 'The VM is orphaned: its host no longer has it.',
      inaccessible: 'The host cannot read the files of this VM.',
      invalid: 'The host says that the configuration of this VM is invalid.',
    }
    for (const [name, because] of Object.entries(reasons)) {
      const unread = { known: false, because }
      expect(vm(name), name).not.toHaveProperty('snapshotCount')
      expect(valueOf(await ask.readResources(key(name))), name).toEqual(unread)
      expect(valueOf(await ask.readSerialPorts(key(name))), name).toEqual(unread)
      const detail = await inventory.readVmDetail(vm(name).moid)
      expect([detail.devices, detail.snapshots], name).toEqual([unread, unread])
    }
    const lost = [...inventory.hosts.values()].find(({ name }) => name.startsWith('south-disconnected'))
    const host = lost && valueOf(await ask.readHostDetail(lost.key))
    const unread = { known: false, because: 'vCenter has no contact with this host.' }
    expect([host?.network, host?.services]).toEqual([unread, unread])
  })
})
