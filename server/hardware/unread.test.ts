/*
 * An account sees less than all, and a VM or host that is out of reach has less than all: what is not known is said to be so, with
 * the reason. That nothing is made up, whatever is missing, is partly-told.test.ts.
 */
import { afterEach, describe, expect, test } from 'vitest'
import { connectionId, moid } from '@/lib/vsphere/ids'
import { startSimulator } from '../../simulator/start/start-simulator'
import { openFileRig, valueOf } from '../files/testing/file-rig'
import type { EndpointAccess } from '../inventory/access'
import { VimFault } from '../vsphere/errors'
import type { ObjectContent } from '../vsphere/retrieve'
import type { MissingProperty } from '../vsphere/update-set'
import type { WireValue } from '../vsphere/wire-value'
import { readResources } from './read-resources'

const fault = {
  type: 'NoPermission',
  message: 'Permission was denied.',
  chain: [],
  needs: [{ privilege: 'System.Read', on: { type: 'VirtualMachine', moid: '7' } }],
}

const accessTo = (content: Omit<ObjectContent, 'obj'>) =>
  ({
    connection: connectionId('c1'),
    read: async () => content.properties,
    readContent: async (obj) => ({ obj, ...content }),
    retrieve: async () => [],
  }) satisfies Partial<EndpointAccess> as unknown as EndpointAccess // what these reads use of it

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

const allocation = { reservation: 512, limit: 4_096, shares: { level: 'normal', shares: 1_000 } }
const configured: Record<string, WireValue> = {
  'config.cpuAllocation': allocation,
  'config.hardware.memoryMB': 2_048,
  'config.hardware.numCPU': 2,
  'config.memoryAllocation': allocation,
  'runtime.powerState': 'poweredOn',
  resourcePool: { $type: 'ManagedObjectReference', type: 'ResourcePool', value: 'pool' },
}

describe('memory and CPU', () => {
  const spare = new Map<string, WireValue>([['runtime.cpu.unreservedForVm', 1_000]])
  const readWith = async (changes: Record<string, WireValue>, pool = async (): Promise<typeof spare> => spare) => {
    const properties = new Map(Object.entries({ ...configured, ...changes }))
    const access = { ...accessTo({ properties, missing: [] }), read: pool }
    const read = await readResources(access, moid('7'), () => 0)
    return read.known ? read.value : undefined
  }

  test('an allocation of which a part was not told is not known: no reservation of 0, no limit of none', async () => {
    expect(await readWith({})).toMatchObject({ cpu: { reservation: 512 }, unreservedMHz: 1_512 })
    for (const part of Object.keys(allocation)) {
      expect(await readWith({ 'config.cpuAllocation': { ...allocation, [part]: 'odd' } }), part).toBeUndefined()
    }
  })

  test('what a VM still has of its pool is not known while its power state is not', async () => {
    expect(await readWith({ 'runtime.powerState': 'odd' })).not.toHaveProperty('unreservedMHz')
  })

  test('a pool that may not be seen takes nothing else with it', async () => {
    const fault = { type: 'NoPermission', message: 'Denied.', chain: [] }
    expect(await readWith({}, () => Promise.reject(new VimFault(fault)))).toMatchObject({ cpuCount: 2 })
  })
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
    const network = lost && valueOf(await ask.readHostNetwork(lost.key))
    const unread = { known: false, because: 'vCenter has no contact with this host.' }
    expect([network, host?.services]).toEqual([unread, unread])
  })
})
