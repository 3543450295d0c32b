import { afterEach, beforeEach, expect, test } from 'vitest'
import { faultOf, inside, RawClient } from '../testing/raw-client'
import { serveTiny, type ServedTiny } from '../testing/tiny-world'
import { ref } from '../vim25/value'

let served: ServedTiny
let client: RawClient

beforeEach(async () => {
  served = await serveTiny()
  client = new RawClient(served)
  await client.login()
  const { world } = served
  world.put({ ref: ref('Datastore', 'datastore-9'), props: { name: 'LocalDS_0' } })
  world.update(ref('VirtualMachine', 'vm-1'), {
    name: 'db%2fprimary',
    'config.files': { vmPathName: '[LocalDS_0] db/db.vmx' },
    'config.instanceUuid': '5200AAAA-0000-4000-8000-000000000001',
    guest: { ipAddress: '10.0.0.5', hostName: 'db.example.com', net: [{ ipAddress: ['fe80::5'] }] },
  })
  world.update(ref('HostSystem', 'host-8'), { 'hardware.systemInfo': { uuid: 'abc' } })
})
afterEach(() => served.close())

const search = async (method: string, inner: string): Promise<string> =>
  inside(await client.call(method, 'SearchIndex:SearchIndex', inner))
const found = (type: string, moid: string): string => `<returnval type="${type}">${moid}</returnval>`

test('inventory paths lead from the root through folders, hosts and machines, names escaped as they are stored', async () => {
  const find = (path: string) => search('FindByInventoryPath', `<inventoryPath>${path}</inventoryPath>`)
  expect(await find('DC0')).toBe(found('Datacenter', 'datacenter-2'))
  expect(await find('DC0/vm/vm-2')).toBe(found('VirtualMachine', 'vm-2'))
  expect(await find('/DC0/vm/db%2Fprimary/')).toBe(found('VirtualMachine', 'vm-1'))
  expect(await find('DC0/host/esx-1/esx-1')).toBe(found('HostSystem', 'host-8'))
  expect(await find('DC0/vm/nobody')).toBe('')
  expect(await find('DC0/vm/vm-2/too-far')).toBe('')
})

test('UUIDs are found whatever their case, in the datacenter that is named', async () => {
  const uuid = '<uuid>42000000-0000-4000-8000-000000000002</uuid><vmSearch>true</vmSearch>'
  expect(await search('FindByUuid', uuid)).toBe(found('VirtualMachine', 'vm-2'))
  expect(await search('FindByUuid', `<datacenter type="Datacenter">datacenter-2</datacenter>${uuid}`)).toBe(
    found('VirtualMachine', 'vm-2'),
  )
  served.world.put({ ref: ref('Datacenter', 'datacenter-90'), props: { name: 'empty' } })
  expect(await search('FindByUuid', `<datacenter type="Datacenter">datacenter-90</datacenter>${uuid}`)).toBe('')
  expect(
    await search(
      'FindByUuid',
      '<uuid>5200aaaa-0000-4000-8000-000000000001</uuid><vmSearch>true</vmSearch><instanceUuid>true</instanceUuid>',
    ),
  ).toBe(found('VirtualMachine', 'vm-1'))
  expect(await search('FindByUuid', '<uuid>ABC</uuid><vmSearch>false</vmSearch>')).toBe(found('HostSystem', 'host-8'))
  expect(await search('FindAllByUuid', '<uuid>none</uuid><vmSearch>true</vmSearch>')).toBe('')
})

test('machines are found by address, name in DNS, file and name below a parent', async () => {
  expect(await search('FindByIp', '<ip>10.0.0.5</ip><vmSearch>true</vmSearch>')).toBe(found('VirtualMachine', 'vm-1'))
  expect(await search('FindAllByIp', '<ip>fe80::5</ip><vmSearch>true</vmSearch>')).toBe(found('VirtualMachine', 'vm-1'))
  expect(await search('FindByDnsName', '<dnsName>DB.example.com</dnsName><vmSearch>true</vmSearch>')).toBe(
    found('VirtualMachine', 'vm-1'),
  )
  expect(await search('FindByDnsName', '<dnsName>esx-1</dnsName><vmSearch>false</vmSearch>')).toBe(
    found('HostSystem', 'host-8'),
  )
  expect(await search('FindChild', '<entity type="Folder">group-v3</entity><name>vm-2</name>')).toBe(
    found('VirtualMachine', 'vm-2'),
  )
  const path = (text: string) => `<datacenter type="Datacenter">datacenter-2</datacenter><path>${text}</path>`
  expect(await search('FindByDatastorePath', path('[LocalDS_0] db/db.vmx'))).toBe(found('VirtualMachine', 'vm-1'))
  expect(await search('FindByDatastorePath', path('[LocalDS_0] db/other.vmx'))).toBe('')
  expect(faultOf(await client.call('FindByDatastorePath', 'SearchIndex:SearchIndex', path('[nowhere] a')))).toMatch(
    /^InvalidDatastore/,
  )
})
