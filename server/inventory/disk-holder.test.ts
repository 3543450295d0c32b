import { expect, test } from 'vitest'
import { openSimulated, run } from './testing/simulated-inventory'

test('the files of other VMs are read once for all disks of a VM, however many it has', async () => {
  const watched = await openSimulated()
  const { inventory, host } = watched
  const disk = { verb: 'addDisk', capacityBytes: 2 ** 30, format: 'thin', mode: 'persistent' } as const
  for (const _ of [1, 2, 3]) expect((await run(watched, '100% test', disk))?.state).toBe('success')
  const before = host.calls.length
  expect(await inventory.readDiskHolders(watched.vm('100% test').moid)).toEqual([])
  const reads = host.calls.slice(before).map(({ args }) => JSON.stringify(args))
  expect(reads.filter((args) => args.includes('["name","layoutEx.file"]'))).toHaveLength(1)
})

test('who has a disk on a datastore whose name has a bracket is found too', async () => {
  const watched = await openSimulated()
  const { host, inventory } = watched
  const datastore = host.world.byType('Datastore').find(({ props }) => props['name'] === 'datastore1')
  if (!datastore) throw new Error('no datastore')
  const path = '[a] b] web/web.vmdk'
  host.world.update(datastore.ref, { 'summary.name': 'a] b' })
  const file = { $type: 'VirtualMachineFileLayoutExFileInfo', key: 0, name: path, type: 'diskDescriptor', size: 1 }
  host.world.update(host.vm('web-frontend'), { 'layoutEx.file': [file] })
  const attaching = inventory.startTask(watched.vm('100% test').moid, { verb: 'attachDisk', path, mode: 'persistent' })
  await expect(attaching).rejects.toMatchObject({ told: { code: 'disk-held' } })
})
