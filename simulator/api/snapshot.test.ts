import { describe, expect, test } from 'vitest'
import { resolvePath, volumeOf } from '../estate/datastore-files'
import { faultTypeOf, testWorld, type TestWorld, mustFile } from '../testing/test-world'
import { text } from '../vim25/read-data'
import { Ref, type DataObject } from '../vim25/value'
import { isDisk } from '../vm/devices'
import { walkSnapshots } from '../vm/snapshot-tree'
import { growDeltas, snapshotTree } from '../vm/snapshots'

const names = (sim: TestWorld, vm: Ref) => walkSnapshots(snapshotTree(sim.world, vm)).map((node) => node['name'])
const snap = async (sim: TestWorld, vm: Ref, name: string, more: Record<string, unknown> = {}) => {
  const task = await sim.start('CreateSnapshot_Task', vm, { name, memory: false, quiesce: false, ...more })
  expect(await sim.outcome(task)).toBe('success')
  return sim.info(task)['result'] as Ref // the new snapshot
}
const diskOf = (sim: TestWorld, vm: Ref) => String(sim.world.prop(vm, 'config.hardware.device[2000].backing.fileName'))

describe('taking a snapshot', () => {
  test('grows the tree below the current one and lets the disk go on in a delta', async () => {
    const sim = testWorld()
    const vm = sim.vm('100% test')
    const base = diskOf(sim, vm)
    const first = await snap(sim, vm, 'one')
    const second = await snap(sim, vm, 'two', { description: 'second' })
    const [root] = snapshotTree(sim.world, vm)
    expect(root).toMatchObject({
      name: 'one',
      state: 'poweredOff',
      quiesced: false,
      childSnapshotList: [{ name: 'two', description: 'second' }],
    })
    expect(sim.world.prop(vm, 'snapshot.currentSnapshot')).toEqual(second)
    expect(sim.world.prop(vm, 'rootSnapshot')).toEqual([first])
    expect(sim.world.prop(first, 'childSnapshot')).toEqual([second])
    expect(diskOf(sim, vm)).toBe(base.replace('.vmdk', '-000002.vmdk'))
    mustFile(sim.world, diskOf(sim, vm))
    expect(sim.world.prop(vm, 'layoutEx.disk')).toMatchObject([{ chain: [{}, {}, {}] }])
  })

  test('of memory shows progress, can be cancelled, and then leaves nothing behind', async () => {
    const sim = testWorld()
    const vm = sim.vm('web-frontend')
    const task = await sim.start('CreateSnapshot_Task', vm, { name: 'half', memory: true, quiesce: false }, 3_000)
    expect(sim.info(task)).toMatchObject({ state: 'running', cancelable: true })
    expect(sim.info(task)['progress']).toBeGreaterThan(10)
    sim.callNow('CancelTask', task)
    expect(sim.info(task)['cancelled']).toBe(true)
    await sim.clock.advance(1)
    expect(sim.info(task)).toMatchObject({ state: 'error', error: { fault: { $type: 'RequestCanceled' } } })
    expect(sim.world.prop(vm, 'snapshot')).toBeUndefined()
    expect(faultTypeOf(() => sim.callNow('CancelTask', task))).toBe('InvalidState')
    expect(faultTypeOf(() => sim.callNow('ResetVM_Task', vm))).toBeUndefined()
  })

  test('needs a name, and Tools to quiesce', () => {
    const sim = testWorld()
    const create = (vm: string, name: string) =>
      faultTypeOf(() => sim.callNow('CreateSnapshot_Task', sim.vm(vm), { name, memory: false, quiesce: true }))
    expect(create('web-frontend', '')).toBe('InvalidName')
    sim.callNow('RebootGuest', sim.vm('web-frontend'))
    return sim.clock.advance(4_000).then(() => expect(create('web-frontend', 'q')).toBe('ApplicationQuiesceFault'))
  })
})

describe('the files of each snapshot', () => {
  const layout = (sim: TestWorld, vm: Ref) => sim.world.prop(vm, 'layoutEx') as DataObject // what every VM has
  const named = (sim: TestWorld, vm: Ref) => {
    const { file = [], disk = [], snapshot = [] } = layout(sim, vm) as Record<string, DataObject[] | undefined>
    const name = (key: unknown) => {
      const found = file.find((one) => one['key'] === key)
      return found === undefined ? key : text(found, 'name')?.split('/').at(-1)
    }
    const chains = (disks: unknown) =>
      (disks as DataObject[]).map(({ chain }) => (chain as DataObject[]).flatMap((link) => link['fileKey']).map(name))
    return {
      now: chains(disk),
      kept: snapshot.map((one) => ({
        snapshot: one['key'],
        data: name(one['dataKey']),
        memory: name(one['memoryKey']),
        disks: chains(one['disk']),
      })),
    }
  }

  test('are its data, its memory, and its disks from the base on; the VM has what is on top of them', async () => {
    const sim = testWorld()
    const vm = sim.vm('web-frontend')
    expect(layout(sim, vm)['snapshot']).toBeUndefined()
    const one = await snap(sim, vm, 'one')
    const two = await snap(sim, vm, 'two', { memory: true })
    const disks = ['web-frontend.vmdk', 'web-frontend-000001.vmdk', 'web-frontend-000002.vmdk']
    const [first] = named(sim, vm).now
    expect(first).toEqual(disks)
    expect(named(sim, vm).kept).toMatchObject([
      { snapshot: one, data: 'web-frontend-Snapshot1.vmsn', memory: -1, disks: [disks.slice(0, 1)] },
      {
        snapshot: two,
        data: 'web-frontend-Snapshot2.vmsn',
        memory: 'web-frontend-Snapshot2.vmem',
        disks: [disks.slice(0, 2)],
      },
    ])
  })

  test('follow a removal, which merges what was written since', async () => {
    const sim = testWorld()
    const vm = sim.vm('100% test')
    const one = await snap(sim, vm, 'one')
    await snap(sim, vm, 'two')
    growDeltas(sim.world, vm, () => 1_000)
    await sim.outcome(await sim.start('RemoveSnapshot_Task', one, { removeChildren: false }))
    expect(named(sim, vm)).toMatchObject({
      now: [['100+JQ-25 test.vmdk', '100+JQ-25 test-000002.vmdk']],
      kept: [{ data: '100+JQ-25 test-Snapshot2.vmsn', disks: [['100+JQ-25 test.vmdk']] }],
    })
    await sim.outcome(await sim.start('RemoveAllSnapshots_Task', vm))
    expect(named(sim, vm)).toEqual({ now: [['100+JQ-25 test.vmdk']], kept: [] })
  })

  test('have no disk that snapshots pass over', async () => {
    const sim = testWorld()
    const vm = sim.vm('100% test')
    const [disk] = (sim.world.prop(vm, 'config.hardware.device') as DataObject[]).filter(isDisk)
    const backing = { ...(disk?.['backing'] as DataObject), diskMode: 'independent_persistent' }
    sim.world.update(vm, { 'config.hardware.device': [{ ...disk, backing }] })
    await snap(sim, vm, 'one')
    expect(named(sim, vm)).toMatchObject({ now: [['100+JQ-25 test.vmdk']], kept: [{ disks: [] }] })
  })
})

describe('reverting', () => {
  test('brings back the configuration and the power state of a snapshot of memory', async () => {
    const sim = testWorld()
    const vm = sim.vm('web-frontend')
    const snapshot = await snap(sim, vm, 'running', { memory: true })
    const spec: DataObject = { annotation: 'changed' }
    await sim.outcome(await sim.start('ReconfigVM_Task', vm, { spec }))
    await sim.outcome(await sim.start('PowerOffVM_Task', vm))
    expect(await sim.outcome(await sim.start('RevertToSnapshot_Task', snapshot))).toBe('success')
    expect(sim.world.prop(vm, 'runtime.powerState')).toBe('poweredOn')
    expect(sim.world.prop(vm, 'config.annotation')).toMatch(/^Public web site/)
    mustFile(sim.world, diskOf(sim, vm))
  })

  test('to a snapshot without memory switches the VM off', async () => {
    const sim = testWorld()
    const vm = sim.vm('web-frontend')
    await snap(sim, vm, 'disk only')
    expect(await sim.outcome(await sim.start('RevertToCurrentSnapshot_Task', vm))).toBe('success')
    expect(sim.world.prop(vm, 'runtime.powerState')).toBe('poweredOff')
    expect(faultTypeOf(() => sim.callNow('RevertToCurrentSnapshot_Task', sim.vm('café-01')))).toBe('NotFound')
  })

  test('to an earlier one and going on makes a second branch', async () => {
    const sim = testWorld()
    const vm = sim.vm('100% test')
    const one = await snap(sim, vm, 'one')
    await snap(sim, vm, 'two')
    await sim.outcome(await sim.start('RevertToSnapshot_Task', one))
    await snap(sim, vm, 'other two')
    expect(snapshotTree(sim.world, vm)).toMatchObject([{ childSnapshotList: [{ name: 'two' }, { name: 'other two' }] }])
  })
})

describe('removing', () => {
  const vmdks = (sim: TestWorld, vm: Ref) => {
    const at = resolvePath(sim.world, diskOf(sim, vm))
    const folder = volumeOf(sim.world, at.datastore).folder(at.path.split('/').slice(0, -1).join('/'))
    return [...(folder?.children.keys() ?? [])].filter((name) => /\.(vmdk|vmsn|vmem)$/.test(name)).sort()
  }

  test('one in the middle lets its children move up and merges its delta', async () => {
    const sim = testWorld()
    const vm = sim.vm('100% test')
    await snap(sim, vm, 'one')
    const two = await snap(sim, vm, 'two')
    await snap(sim, vm, 'three')
    expect(await sim.outcome(await sim.start('RemoveSnapshot_Task', two, { removeChildren: false }))).toBe('success')
    expect(names(sim, vm)).toEqual(['one', 'three'])
    expect(sim.world.get(two)).toBeUndefined()
    mustFile(sim.world, diskOf(sim, vm))
    expect(await sim.outcome(await sim.start('PowerOnVM_Task', vm))).toBe('success')
  })

  test('with children takes the branch, and the current one is then its parent', async () => {
    const sim = testWorld()
    const vm = sim.vm('100% test')
    const one = await snap(sim, vm, 'one')
    const two = await snap(sim, vm, 'two')
    await snap(sim, vm, 'three')
    await sim.outcome(await sim.start('RemoveSnapshot_Task', two, { removeChildren: true }))
    expect(names(sim, vm)).toEqual(['one'])
    expect(sim.world.prop(vm, 'snapshot.currentSnapshot')).toEqual(one)
  })

  test('all leaves no tree, one file per disk, and a VM that starts', async () => {
    const sim = testWorld()
    const vm = sim.vm('100% test')
    for (const name of ['one', 'two', 'three']) await snap(sim, vm, name)
    expect(await sim.outcome(await sim.start('RemoveAllSnapshots_Task', vm))).toBe('success')
    expect(sim.world.prop(vm, 'snapshot')).toBeUndefined()
    expect(vmdks(sim, vm)).toEqual(['100+JQ-25 test.vmdk'])
    expect(sim.world.byType('VirtualMachineSnapshot').filter(({ props }) => props['vm'] === vm)).toEqual([])
    expect(await sim.outcome(await sim.start('PowerOnVM_Task', vm))).toBe('success')
  })
})

test('snapshots are renamed in the tree', async () => {
  const sim = testWorld()
  const vm = sim.vm('100% test')
  const one = await snap(sim, vm, 'one')
  sim.callNow('RenameSnapshot', one, { name: 'uno', description: 'in Italian' })
  expect(snapshotTree(sim.world, vm)).toMatchObject([{ name: 'uno', description: 'in Italian' }])
  expect(faultTypeOf(() => sim.callNow('RenameSnapshot', one, { name: '' }))).toBe('InvalidName')
})
