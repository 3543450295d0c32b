/** Most of a VM is made when it is first read: whoever reads it must not be able to tell. */
import { expect, test } from 'vitest'
import { bytesOf } from '../estate/volume'
import { volumeOf } from '../estate/datastore-files'
import { buildWorld } from '../presets/build-world'
import { lab } from '../presets/surroundings'
import { Later, type DataObject } from '../vim25/value'
import { manualClock } from '../world/clock'
import { vmMirrors } from '../world/mirrored-properties'
import { vmxPathOf, homeOf } from './files'
import { snapshotTree } from './snapshots'

const world = (vms: number) =>
  buildWorld({ product: 'vcenter', clock: manualClock(new Date('2026-01-02T03:04:05Z')), vms })

test('what follows another property is the same from the beginning, in every VM', () => {
  const built = world(60)
  for (const { ref } of built.byType('VirtualMachine'))
    for (const [from, to] of vmMirrors) {
      const wanted = built.prop(ref, from)
      if (wanted !== undefined) expect(built.prop(ref, to), `${to} of ${ref.value}`).toEqual(wanted)
    }
})

test('a change of a part that nobody has read yet changes that part alone', () => {
  const [changed, read] = [world(3), world(3)]
  const [vm] = changed.byType('VirtualMachine').map(({ ref }) => ref)
  if (!vm) throw new Error('no VM')
  changed.update(vm, { 'config.annotation': 'new', 'summary.quickStats.overallCpuUsage': 7 })
  const config = read.prop(vm, 'config') as DataObject // as every VM has
  expect(changed.prop(vm, 'config')).toEqual({ ...config, annotation: 'new' })
  expect(changed.prop(vm, 'summary.config')).toMatchObject({ annotation: 'new' })
  expect(changed.prop(vm, 'guest')).toEqual(read.prop(vm, 'guest'))
  expect(changed.prop(vm, 'summary.quickStats.overallCpuUsage')).toBe(7)
})

test('a home that nobody has looked into takes the space of the files that are found in it', () => {
  const built = world(40)
  for (const { ref } of built.byType('VirtualMachine')) {
    const vmx = vmxPathOf(built, ref)
    const volume = volumeOf(built, vmx.datastore)
    const free = volume.free
    const home = volume.folder(homeOf(vmx).path)
    if (!home) throw new Error(`no home of ${ref.value}`)
    volume.delete(homeOf(vmx).path, new Date(0))
    expect(volume.free - free).toBe(bytesOf(home))
  }
})

test('it is made once, and not before', () => {
  let times = 0
  const later = new Later(() => (times += 1))
  expect(times).toBe(0)
  expect([later.value, later.value]).toEqual([1, 1])
})

test('snapshots stand below the ones that their plan puts them under, and the last is where the VM is', () => {
  const built = buildWorld({
    product: 'esx',
    clock: manualClock(new Date('2026-01-02T03:04:05Z')),
    preset: {
      inventory: lab,
      vms: [
        {
          name: 'a',
          guest: 'ubuntu',
          cpus: 1,
          memoryMB: 1_024,
          disks: [{ gib: 8 }],
          datastore: 'datastore1',
          snapshots: [
            {
              name: 'root',
              daysAgo: 9,
              children: [
                { name: 'left', daysAgo: 8, children: [{ name: 'leaf', daysAgo: 7 }] },
                { name: 'right', daysAgo: 6 },
              ],
            },
          ],
        },
      ],
    },
  })
  const [vm] = built.byType('VirtualMachine').map(({ ref }) => ref)
  if (!vm) throw new Error('no VM')
  const [root] = snapshotTree(built, vm)
  const below = (node: DataObject | undefined) => (node?.['childSnapshotList'] ?? []) as DataObject[] // as built
  expect(below(root).map((node) => [node['name'], below(node).map((one) => one['name'])])).toEqual([
    ['left', ['leaf']],
    ['right', []],
  ])
  expect(built.prop(vm, 'snapshot.currentSnapshot')).toEqual(below(root)[1]?.['snapshot'])
  expect(built.prop(vm, 'layoutEx.disk')).toMatchObject([{ chain: [{}, {}, {}] }])
})
