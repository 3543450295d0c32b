import { expect, test } from 'vitest'
import { knownValue } from '@/lib/testing/known-value'
import type { SimulatorOptions } from '../../simulator/start/start-simulator'
import { rigsForEachTest, valueOf } from '../files/testing/file-rig'

const openRig = rigsForEachTest()

async function open(options: SimulatorOptions = {}) {
  const rig = await openRig({ preset: 'empty', ...options })
  const { host: simulated } = rig
  const [host] = [...rig.inventory.hosts.values()]
  if (!host) throw new Error('no host')
  const held = simulated.world.byType('HostSystem')[0]?.ref
  if (!held) throw new Error('no simulated host')
  return {
    simulated,
    held,
    read: async () => valueOf(await rig.ask.readHostStorage(host.key)),
    change: (path: string, value: unknown) => simulated.world.update(held, { [`config.storageDevice.${path}`]: value }),
    now: (path: string) => simulated.world.prop(held, `config.storageDevice.${path}`),
  }
}

test('a host tells its adapters, the targets of iSCSI, and of each LUN its size, its paths and what lies on it', async () => {
  const { read } = await open()
  const { adapters, luns, missing } = knownValue(await read())
  expect(missing).toEqual([])
  expect(adapters.map(({ device, kind, status }) => [device, kind, status])).toEqual([
    ['vmhba0', 'block', 'online'],
    ['vmhba64', 'iscsi', 'online'],
  ])
  const [local, iscsi] = adapters
  expect(local?.targets?.map(({ luns: on }) => on.length)).toEqual([1, 1])
  expect(iscsi?.iscsi).toMatchObject({
    name: expect.stringMatching(/^iqn\.1998-01\.com\.vmware:esx-lab-01-/),
    software: true,
    staticTargets: [
      { name: 'iqn.2003-01.org.linux-iscsi.san-01:lab', address: '10.20.3.5', port: 3_260 },
      { name: 'iqn.2003-01.org.linux-iscsi.san-01:scratch', address: '10.20.3.5', port: 3_260 },
    ],
  })
  expect(iscsi?.targets?.map(({ name, addresses }) => [name, addresses])).toEqual([
    ['iqn.2003-01.org.linux-iscsi.san-01:lab', ['10.20.3.5:3260']],
    ['iqn.2003-01.org.linux-iscsi.san-01:scratch', ['10.20.3.5:3260', '10.20.4.5:3260']],
  ])
  const lunOf = (at: number) => luns.find(({ key }) => key === iscsi?.targets?.[at]?.luns[0]?.lun)
  expect(lunOf(0)).toMatchObject({ capacityBytes: 2_048 * 2 ** 30, vendor: 'LIO-ORG', local: false, datastores: [] })
  expect(lunOf(1)).toMatchObject({
    capacityBytes: 120 * 2 ** 30,
    datastores: [{ name: 'scratch' }],
    paths: [
      { name: 'vmhba64:C0:T1:L0', state: 'active', adapter: 'vmhba64' },
      { name: 'vmhba64:C1:T1:L0', state: 'active', adapter: 'vmhba64' },
    ],
  })
})

test('one odd LUN or adapter takes no other with it; what is not told is not known, and not nothing', async () => {
  const { read, change, now, simulated } = await open()
  const [first, ...others] = now('scsiLun') as Record<string, unknown>[]
  change('scsiLun', [{ ...first, key: undefined }, ...others])
  expect(knownValue(await read()).luns).toHaveLength(others.length)
  change('multipathInfo', undefined)
  change('scsiTopology', undefined)
  const { adapters, luns } = knownValue(await read())
  expect([adapters[1]?.targets, luns[0]?.paths]).toEqual([undefined, undefined])
  // A datastore that does not say what it lies on may lie on any of them.
  const store = simulated.world.byType('Datastore').find(({ props }) => props['name'] === 'scratch')
  if (!store) throw new Error('no datastore')
  simulated.world.update(store.ref, { info: undefined })
  expect(knownValue(await read()).luns.map(({ datastores }) => datastores)).toEqual(luns.map(() => undefined))
  change('hostBusAdapter', undefined)
  expect(await read()).toEqual({ known: false, because: 'The host does not say.' })
})

test('a host that vCenter has lost says so', async () => {
  const { simulated, read, held } = await open({ product: 'vcenter' })
  simulated.contact(String(simulated.world.prop(held, 'name')), 'notResponding')
  simulated.world.update(held, { 'config.storageDevice': undefined })
  expect(await read()).toEqual({ known: false, because: 'vCenter has no contact with this host.' })
})

test('a part of what a datastore lies on, or of what an adapter reaches, that cannot be read may be any of them', async () => {
  const { read, change, now, simulated } = await open()
  const store = simulated.world.byType('Datastore').find(({ props }) => props['name'] === 'scratch')
  if (!store) throw new Error('no datastore')
  const info = store.props['info'] as { vmfs: { extent: unknown[] } }
  const extent = [...info.vmfs.extent, { diskName: undefined, partition: 1 }]
  simulated.world.update(store.ref, { info: { ...info, vmfs: { ...info.vmfs, extent } } })
  const topology = now('scsiTopology') as { adapter: Record<string, unknown>[] }
  change('scsiTopology', {
    ...topology,
    adapter: [{ ...topology.adapter[0], adapter: undefined }, ...topology.adapter.slice(1)],
  })
  const { adapters, luns } = knownValue(await read())
  expect(luns.map(({ datastores }) => datastores)).toEqual(luns.map(() => undefined))
  expect(adapters.map(({ targets }) => targets?.length)).toEqual([undefined, 2])
})
