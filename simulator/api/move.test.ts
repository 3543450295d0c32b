import { describe, expect, test } from 'vitest'
import { faultTypeOf, testWorld, type TestWorld, mustFile } from '../testing/test-world'
import { ref, type Ref } from '../vim25/value'
import { setHostContact } from '../vm/contact'
import { rootPoolOf } from '../vm/register'
import { eventsOf } from '../world/events'
import { nameOf } from '../world/inventory-walk'

const vcenter = () => testWorld({ product: 'vcenter' })
const named = (sim: TestWorld, type: string, name: string): Ref => {
  const found = sim.world.byType(type).find(({ ref }) => nameOf(sim.world, ref) === name)
  if (found === undefined) throw new Error(`No ${type} ${name}`)
  return found.ref
}
/** What ValidateMigration says, as type of event and of fault. */
const checked = (sim: TestWorld, vm: Ref, host: string): string[] =>
  (
    sim.callNow('ValidateMigration', ref('ServiceInstance', 'ServiceInstance'), {
      vm: [vm],
      host: named(sim, 'HostSystem', host),
    }) as { $type: string; fault: { fault: { $type: string } } }[]
  ) // as the schema has it
    .map((event) => `${event.$type} ${event.fault.fault.$type}`)
const eventTypes = (sim: TestWorld, about: string) =>
  eventsOf(sim.world)
    .filter(({ fullFormattedMessage }) => String(fullFormattedMessage).includes(about))
    .map(({ $type }) => $type)
    .filter((type) => type !== 'TaskEvent')
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
    expect(checked(sim, vm, target)).toEqual([])
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
          pool: rootPoolOf(sim.world, named(sim, 'HostSystem', host)),
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

test('what stands in the way is told apart from what is worth knowing, for each host', () => {
  const sim = vcenter()
  const vm = sim.vm('db/primary')
  expect(checked(sim, vm, 'esx-04.example.net')).toEqual([
    'MigrationHostErrorEvent InvalidState',
    'MigrationHostWarningEvent SnapshotRevertIssue',
  ])
  setHostContact(sim.world, named(sim, 'HostSystem', 'esx-02.example.net'), 'disconnected')
  expect(checked(sim, sim.vm('web-01'), 'esx-02.example.net')).toContain('MigrationHostErrorEvent HostNotConnected')
})

test('events tell of a clone, a migration and a relocation from their beginning to their end, good or not', async () => {
  const sim = vcenter()
  const folder = named(sim, 'Folder', 'Web')
  await sim.run('CloneVM_Task', sim.vm('web-01'), {
    folder,
    name: 'told-1',
    spec: { location: {}, template: false, powerOn: false },
  })
  expect(eventTypes(sim, 'Cloning web-01')).toEqual(['VmBeingClonedEvent'])
  expect(eventTypes(sim, 'Clone of web-01 completed')).toEqual(['VmClonedEvent'])
  const target = ['esx-01.example.net', 'esx-02.example.net'].find((name) => name !== hostOf(sim, sim.vm('web-01')))
  await sim.run('MigrateVM_Task', sim.vm('web-01'), {
    host: named(sim, 'HostSystem', target ?? ''),
    priority: 'lowPriority',
  })
  expect(eventTypes(sim, 'igrati').filter((type) => type.startsWith('Vm'))).toEqual([
    'VmBeingHotMigratedEvent',
    'VmMigratedEvent',
  ])
  const full = named(sim, 'Datastore', 'san-02')
  sim.world.update(full, { 'summary.accessible': true })
  await sim.run('RelocateVM_Task', sim.vm('told-1'), { spec: { datastore: full } })
  expect(eventTypes(sim, 'elocati').filter((type) => type.startsWith('Vm'))).toEqual([
    'VmBeingRelocatedEvent',
    'VmRelocatedEvent',
  ])
})

describe('templates and pools', () => {
  test('a template is in no pool, is not migrated, and becomes a VM in a pool of its host', async () => {
    const sim = vcenter()
    const vm = sim.vm('web-01')
    expect(faultTypeOf(() => sim.callNow('MarkAsTemplate', vm))).toBe('InvalidPowerState')
    await sim.run('PowerOffVM_Task', vm)
    const pool = sim.prop(vm, 'resourcePool') as Ref // it is a VM
    sim.callNow('MarkAsTemplate', vm)
    expect(sim.prop(vm, 'resourcePool')).toBeUndefined()
    expect(sim.prop(pool, 'vm')).not.toContainEqual(vm)
    expect(faultTypeOf(() => sim.callNow('MarkAsTemplate', vm))).toBe('NotSupported')
    const host = sim.prop(vm, 'runtime.host') as Ref // every VM has one
    expect(faultTypeOf(() => sim.callNow('MigrateVM_Task', vm, { host, priority: 'defaultPriority' }))).toBe(
      'NotSupported',
    )
    const clone = (location: object) =>
      sim.callNow('CloneVM_Task', vm, {
        folder: named(sim, 'Folder', 'Web'),
        name: 'new',
        spec: { location, template: false, powerOn: false },
      })
    expect(faultTypeOf(() => clone({}))).toBe('InvalidArgument')
    expect(
      faultTypeOf(() =>
        sim.callNow('MarkAsVirtualMachine', vm, {
          pool: rootPoolOf(sim.world, named(sim, 'HostSystem', 'edge-01.example.net')),
        }),
      ),
    ).toBe('InvalidArgument')
    sim.callNow('MarkAsVirtualMachine', vm, { pool })
    expect(sim.prop(vm, 'config.template')).toBe(false)
    expect(sim.prop(pool, 'vm')).toContainEqual(vm)
    expect(sim.problems()).toEqual([])
  })

  test('a VM goes into another pool of its cluster at once, and into one of another cluster not at all', () => {
    const sim = vcenter()
    const vm = sim.vm('web-01')
    const batch = named(sim, 'ResourcePool', 'Batch')
    sim.callNow('MoveIntoResourcePool', batch, { list: [vm] })
    expect(sim.prop(vm, 'resourcePool')).toEqual(batch)
    expect(eventTypes(sim, 'from resource pool Production')).toEqual(['VmResourcePoolMovedEvent'])
    const foreign = rootPoolOf(sim.world, named(sim, 'HostSystem', 'edge-01.example.net'))
    expect(faultTypeOf(() => sim.callNow('MoveIntoResourcePool', foreign, { list: [vm] }))).toBe('InvalidArgument')
  })
})
