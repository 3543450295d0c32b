import { expect, test } from 'vitest'
import { connectionId, moid, moRef } from '@/lib/vsphere/ids'
import type { EndpointAccess } from '../inventory/access'
import type { ObjectContent } from '../vsphere/retrieve'
import { refValue, type WireValue } from '../vsphere/wire-value'
import { vmsLike } from './vms-like'

/** Of a VM whose files nobody could look at it was said that it has none of the disks. */

const path = '[ssd] web/web.vmdk'
const content = (type: string, id: string, told: Record<string, WireValue>): ObjectContent => ({
  obj: moRef(type, id),
  properties: new Map(Object.entries(told)),
  missing:
    Object.keys(told).length === 0 ? [{ path: 'vm', fault: { type: 'NoPermission', message: 'No.', chain: [] } }] : [],
})
const has = (...vms: string[]) =>
  content('Datastore', 'ssd', { vm: vms.map((vm) => refValue(moRef('VirtualMachine', vm))) })
const files = (vm: string, ...names: string[]) =>
  content('VirtualMachine', vm, { 'layoutEx.file': names.map((name) => ({ name })) })

const look = (datastores: ObjectContent[], vms: ObjectContent[]) =>
  vmsLike(
    {
      connection: connectionId('c1'),
      retrieve: async ({ properties: [of] }) => (of?.type === 'Datastore' ? datastores : vms),
    } satisfies Partial<EndpointAccess> as unknown as EndpointAccess, // what it uses of it
    [],
    { name: 'web', uuid: undefined, disks: [path], datastores: [moid('ssd')] },
  )

test('who has a disk is named, and nothing more is said where all of them tell their files', async () => {
  const found = await look([has('1', '2')], [files('1', path), files('2', '[ssd] db/db.vmdk')])
  expect(found).toEqual({ others: [{ key: 'c1/1', name: '1', shares: 'disk' }] })
})

test.each([
  ['a datastore does not tell its VMs', [content('Datastore', 'ssd', {})], []],
  ['a datastore is not told at all', [], []],
  ['a VM does not tell its files', [has('1', '2')], [files('1'), content('VirtualMachine', '2', {})]],
  ['a VM is not told', [has('1', '2')], [files('1')]],
  ['a file of a VM cannot be read', [has('1')], [content('VirtualMachine', '1', { 'layoutEx.file': [{ name: 7 }] })]],
])('where %s, it is said that there may be more', async (_, datastores, vms) => {
  expect(await look(datastores, vms)).toEqual({
    others: [],
    notAllSeen: expect.stringMatching(/which disks they have/),
  })
})

test('too many to look at are not looked at, and that is said', async () => {
  const many = Array.from({ length: 3_001 }, (_, at) => `vm-${at}`)
  expect(await look([has(...many)], [])).toMatchObject({ notAllSeen: expect.stringContaining('3001 VMs') })
})
