import { describe, expect, test } from 'vitest'
import { faultTypeOf, testWorld, type TestWorld, mustFile } from '../testing/test-world'
import { ref, type Ref } from '../vim25/value'
import { nameOf } from '../world/inventory-walk'

const vcenter = () => testWorld({ product: 'vcenter' })
const named = (sim: TestWorld, type: string, name: string): Ref => {
  const found = sim.world.byType(type).find(({ ref }) => nameOf(sim.world, ref) === name)
  if (found === undefined) throw new Error(`No ${type} ${name}`)
  return found.ref
}
const hostOf = (sim: TestWorld, vm: Ref) => nameOf(sim.world, sim.world.prop(vm, 'runtime.host') as Ref) // every VM has one

describe('cloning', () => {
  test('makes another VM with disks, UUIDs and addresses of its own', async () => {
    const sim = vcenter()
    const source = sim.vm('golden image (ubuntu 24.04)')
    const folder = named(sim, 'Folder', 'Web')
    const spec = { location: { pool: named(sim, 'ResourcePool', 'Batch') }, template: false, powerOn: true }
    const task = await sim.start('CloneVM_Task', source, { folder, name: 'web-99', spec }, 2_000)
    expect(sim.info(task)).toMatchObject({ state: 'running', cancelable: true })
    expect(await sim.outcome(task)).toBe('success')
    const copy = sim.vm('web-99')
    expect(sim.info(task)['result']).toEqual(copy)
    expect(sim.world.prop(copy, 'parent')).toEqual(folder)
    expect(sim.world.prop(copy, 'runtime.powerState')).toBe('poweredOn')
    for (const path of [
      'config.uuid',
      'config.instanceUuid',
      'config.hardware.device[4000].macAddress',
      'config.hardware.device[2000].backing.uuid',
    ]) {
      expect(sim.world.prop(copy, path)).not.toBe(sim.world.prop(source, path))
    }
    mustFile(sim.world, '[san-01] web-99/web-99.vmdk')
  })

  test('stops when it is cancelled, and leaves nothing', async () => {
    const sim = vcenter()
    const task = await sim.start(
      'CloneVM_Task',
      sim.vm('pg-01'),
      { folder: named(sim, 'Folder', 'Databases'), name: 'pg-copy', spec: {} },
      3_000,
    )
    sim.callNow('CancelTask', task)
    expect(await sim.outcome(task)).toBe('RequestCanceled')
    expect(() => sim.vm('pg-copy')).toThrow('no VM')
    expect(() => mustFile(sim.world, '[san-03 (fast)] pg-copy')).toThrow('was not found')
  })

  test('is refused for a name that is taken, and by a host without vCenter', () => {
    const sim = vcenter()
    const clone = (name: string) =>
      sim.callNow('CloneVM_Task', sim.vm('web-01'), { folder: named(sim, 'Folder', 'Web'), name, spec: {} })
    expect(faultTypeOf(() => clone('web-02'))).toBe('DuplicateName')
    const esx = testWorld()
    const folder = ref('Folder', 'ha-folder-vm')
    expect(
      faultTypeOf(() => esx.callNow('CloneVM_Task', esx.vm('web-frontend'), { folder, name: 'x', spec: {} })),
    ).toBe('NotSupported')
    expect(
      faultTypeOf(() => esx.callNow('MigrateVM_Task', esx.vm('web-frontend'), { priority: 'defaultPriority' })),
    ).toBe('NotSupported')
  })
})

describe('migrating', () => {
  test('moves a running VM to another host of its cluster', async () => {
    const sim = vcenter()
    const vm = sim.vm('web-01')
    const target = ['esx-01.example.net', 'esx-02.example.net'].find((name) => name !== hostOf(sim, vm)) ?? ''
    const host = named(sim, 'HostSystem', target)
    expect(sim.callNow('ValidateMigration', ref('ServiceInstance', 'ServiceInstance'), { vm: [vm], host })).toEqual([])
    const task = await sim.start('MigrateVM_Task', vm, { host, priority: 'defaultPriority' })
    expect(await sim.outcome(task)).toBe('success')
    expect(hostOf(sim, vm)).toBe(target)
    expect(sim.world.prop(host, 'vm')).toContainEqual(vm)
    const off = await sim.start('PowerOffVM_Task', vm)
    await sim.outcome(off)
    expect(await sim.outcome(await sim.start('PowerOnVM_Task', vm))).toBe('success')
  })

  test('to a host in maintenance, or without the processor features that a running VM demands, is refused', async () => {
    const sim = vcenter()
    const start = async (vm: string, host: string) =>
      sim.outcome(
        await sim.start('MigrateVM_Task', sim.vm(vm), {
          host: named(sim, 'HostSystem', host),
          priority: 'defaultPriority',
        }),
      )
    expect(await start('web-01', 'esx-04.example.net')).toBe('InvalidState')
    expect(await start('web-01', 'edge-01.example.net')).toBe('success')
    const vm = sim.vm('disk-full')
    sim.answer(vm, 'Cancel')
    await sim.clock.advance(100)
    const build = sim.vm('asks-if-moved-or-copied')
    expect(await start('asks-if-moved-or-copied', 'lab-02.example.net')).toBe('success')
    await sim.outcome(await sim.start('PowerOnVM_Task', build))
    expect(await start('asks-if-moved-or-copied', 'lab-01.example.net')).toBe('FeatureRequirementsNotMet')
  })
})

test('relocating moves the files with their snapshots, and the VM starts from its new place', async () => {
  const sim = vcenter()
  const vm = sim.vm('db/primary')
  const datastore = named(sim, 'Datastore', 'san-02')
  const task = await sim.start('RelocateVM_Task', vm, { spec: { datastore } }, 3_000)
  expect(sim.info(task)).toMatchObject({ state: 'running', cancelable: true })
  expect(await sim.outcome(task)).toBe('success')
  expect(sim.world.prop(vm, 'config.files.vmPathName')).toBe('[san-02] db+JQ-2fprimary/db+JQ-2fprimary.vmx')
  expect(sim.world.prop(vm, 'datastore')).toEqual([datastore])
  const snapshot = sim.world.prop(vm, 'snapshot.currentSnapshot') as Ref // the plan has one
  expect(sim.world.prop(snapshot, 'config.hardware.device[2000].backing.fileName')).toMatch(/^\[san-02\]/)
  expect(() => mustFile(sim.world, '[san-03 (fast)] db+JQ-2fprimary')).toThrow('was not found')
  await sim.outcome(await sim.start('PowerOffVM_Task', vm))
  expect(await sim.outcome(await sim.start('PowerOnVM_Task', vm))).toBe('success')
  expect(await sim.outcome(await sim.start('RevertToSnapshot_Task', snapshot))).toBe('success')
})
