import { expect, test } from 'vitest'
import { connectionId, moid, moRef, vmKey } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import type { EndpointAccess } from '../inventory/access'
import type { ObjectContent } from '../vsphere/retrieve'
import { refValue, type WireValue } from '../vsphere/wire-value'
import { browseDatastore } from './browse'
import { isEmpty, lookAround } from './look-around'
import { readDiskUse } from './read-disk-use'

/**
 * What could not be read of a list passed for what is not there: a disk for one that nobody uses, a file for one of no VM, and a
 * folder for an empty one, which was then taken away.
 */

const ref = (type: string, id: string) => refValue(moRef(type, id))
const content = (type: string, id: string, told: Record<string, WireValue>): ObjectContent => ({
  obj: moRef(type, id),
  properties: new Map(Object.entries(told)),
  missing: [],
})

/** A host that tells this of its datastore and its VM, and lists these files. */
function hostWith(datastore: Record<string, WireValue>, vm: Record<string, WireValue>, file: WireValue = []) {
  const store = content('Datastore', 'ssd', { name: 'ssd', browser: ref('HostDatastoreBrowser', 'b'), ...datastore })
  return {
    connection: connectionId('c1'),
    read: async () => store.properties,
    readContent: async () => store,
    retrieve: async () => [content('VirtualMachine', '1', vm)],
    call: async () => ref('Task', 't'),
    endOf: async () => ({ file }),
  } satisfies Partial<EndpointAccess> as unknown as EndpointAccess // what these reads use of it
}

const disk = '[ssd] web/web.vmdk'
const vms = { vm: [ref('VirtualMachine', '1')] }
const attached = { backing: { fileName: disk } }

test.each([
  ['all of it tells another disk', [{ name: '[ssd] db.vmdk' }], [], undefined],
  ['a file cannot be read', [{ name: 7 }], [{ backing: { fileName: '[ssd] db.vmdk' } }], undefined],
  ['a file and a device cannot be read', [{ name: 7 }], ['odd'], 'not all'],
  [
    'what a disk is based on cannot be read',
    [{ name: disk }],
    [{ backing: { fileName: '[ssd] a', parent: 7 } }],
    'not all',
  ],
])('who uses a disk, where %s', async (_, files, devices, seen) => {
  const use = await readDiskUse(
    hostWith(vms, { 'layoutEx.file': files, 'config.hardware.device': devices }),
    moid('ssd'),
    'web/web.vmdk',
  )
  expect([use.users, use.notAllSeen === undefined ? undefined : 'not all']).toEqual([[], seen])
})

test('a VM whose files cannot all be read, and that has the disk, is named', async () => {
  const host = hostWith(vms, { 'layoutEx.file': [{ name: 7 }], 'config.hardware.device': [attached] })
  expect((await readDiskUse(host, moid('ssd'), 'web/web.vmdk')).users).toMatchObject([{ key: 'c1/1' }])
})

const web: Pick<VmView, 'key' | 'moid' | 'name' | 'vmxPath'> = {
  key: vmKey(connectionId('c1'), moid('1')),
  moid: moid('1'),
  name: 'web',
  vmxPath: '[ssd] web/web.vmx',
}

test('a file of a VM is said to be its own, also where not all VMs of the datastore can be read', async () => {
  const host = hostWith({ vm: ['odd', ref('VirtualMachine', '2')] }, { datastore: ['odd'] }, [{ path: 'web.vmx' }])
  const { entries } = await browseDatastore(host, moid('ssd'), 'web', [web as VmView]) // what is asked of it
  expect(entries).toMatchObject([{ storedName: 'web.vmx', vm: { name: 'web' } }])
})

test('a folder of which something cannot be read is not empty', async () => {
  const look = (file: WireValue) => lookAround(hostWith({}, {}, file), moid('ssd'), 'web')
  expect(isEmpty(await look([]))).toBe(true)
  expect(isEmpty(await look(['odd']))).toBe(false)
  expect(isEmpty(await look([{ path: 'a' }, 'odd']))).toBe(false)
  expect(await browseDatastore(hostWith({}, {}, [{ path: 'a' }, 'odd']), moid('ssd'), 'web', [])).toMatchObject({
    unread: 1,
  })
})
