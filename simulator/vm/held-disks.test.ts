import { expect, test } from 'vitest'
import { resolvePath, volumeOf } from '../estate/datastore-files'
import { testWorld, type TestWorld } from '../testing/test-world'
import { object, text } from '../vim25/read-data'
import type { DataObject, Ref } from '../vim25/value'
import { isHeldByAnother } from './held-disks'

const devices = (sim: TestWorld, vm: Ref) => sim.world.prop(vm, 'config.hardware.device') as readonly DataObject[] // VirtualDevice[]
const filesOf = (sim: TestWorld, vm: Ref) =>
  devices(sim, vm)
    .filter(({ $type }) => $type === 'VirtualDisk')
    .map((disk) => String(text(object(disk, 'backing'), 'fileName')))
const done = async (sim: TestWorld, method: string, vm: Ref, args = {}) =>
  sim.outcome(await sim.start(method, vm, args))
const change = (sim: TestWorld, vm: Ref, deviceChange: DataObject) =>
  done(sim, 'ReconfigVM_Task', vm, { spec: { deviceChange: [deviceChange] } })
const disk = (fileName: string, capacityInKB = 0): DataObject => ({
  $type: 'VirtualDisk',
  key: -1,
  controllerKey: 1000,
  unitNumber: 9,
  capacityInKB,
  backing: { $type: 'VirtualDiskFlatVer2BackingInfo', fileName, diskMode: 'persistent' },
})
const snap = async (sim: TestWorld, vm: Ref) => {
  const task = await sim.start('CreateSnapshot_Task', vm, { name: 's', memory: false, quiesce: false })
  expect(await sim.outcome(task)).toBe('success')
  return sim.info(task)['result'] as Ref // the new snapshot
}

test('two VMs with one disk: whoever is powered on first has it, until it is off', async () => {
  const sim = testWorld()
  const [one, two] = [sim.vm('web-frontend'), sim.vm('100% test')]
  const [base = ''] = filesOf(sim, one)
  expect(await change(sim, two, { operation: 'add', device: disk(base) })).toBe('success')
  const task = await sim.start('PowerOnVM_Task', two)
  expect(await sim.outcome(task)).toBe('FileLocked')
  expect(sim.info(task)['error']).toMatchObject({ fault: { file: base } })
  // A snapshot's disk is open below the one that is written to.
  await snap(sim, one)
  expect(await done(sim, 'PowerOnVM_Task', two)).toBe('FileLocked')
  expect(await done(sim, 'SuspendVM_Task', one)).toBe('success')
  expect(await done(sim, 'PowerOnVM_Task', two)).toBe('success')
  expect(filesOf(sim, two)).toContain(base)
  expect(await done(sim, 'PowerOffVM_Task', two)).toBe('success')
  expect(await done(sim, 'PowerOnVM_Task', one)).toBe('success')
  expect(await done(sim, 'PowerOnVM_Task', two)).toBe('FileLocked')
})

test('two VMs that run on snapshots of one disk both have it open, and each is in the way of the other', async () => {
  const sim = testWorld()
  const [one, two] = [sim.vm('web-frontend'), sim.vm('100% test')]
  const [base = ''] = filesOf(sim, one)
  expect(await done(sim, 'PowerOffVM_Task', one)).toBe('success')
  expect(await change(sim, two, { operation: 'add', device: disk(base) })).toBe('success')
  for (const vm of [one, two]) {
    await snap(sim, vm)
    expect(await done(sim, 'PowerOnVM_Task', vm)).toBe('success')
  }
  const heldFor = () => [one, two].map((vm) => isHeldByAnother(sim.world, vm, resolvePath(sim.world, base)))
  expect(heldFor()).toEqual([true, true])
  expect(await done(sim, 'PowerOffVM_Task', two)).toBe('success')
  expect(heldFor()).toEqual([false, true])
  expect(await done(sim, 'PowerOffVM_Task', one)).toBe('success')
  expect(heldFor()).toEqual([false, false])
})

test('what is held follows snapshots, devices added and removed while the VM runs, and the name of the datastore', async () => {
  const sim = testWorld()
  const [vm, other] = [sim.vm('web-frontend'), sim.vm('100% test')]
  const held = (file: string, asks = other) => isHeldByAnother(sim.world, asks, resolvePath(sim.world, file))
  const [base = ''] = filesOf(sim, vm)
  expect([held(base), held(base, vm)]).toEqual([true, false])

  const [first, second] = [await snap(sim, vm), await snap(sim, vm)]
  const [delta1, delta2] = [1, 2].map((count) => base.replace('.vmdk', `-00000${count}.vmdk`))
  if (delta1 === undefined || delta2 === undefined) throw new Error('No deltas')
  expect([base, delta1, delta2].map((file) => held(file))).toEqual([true, true, true])
  // The delta between is merged into its base, though the VM goes on writing to the one on top.
  expect(await done(sim, 'RemoveSnapshot_Task', first, { removeChildren: false })).toBe('success')
  expect([base, delta1, delta2].map((file) => held(file))).toEqual([true, false, true])
  expect(await done(sim, 'RemoveSnapshot_Task', second, { removeChildren: false })).toBe('success')
  expect([base, delta1, delta2].map((file) => held(file))).toEqual([true, false, false])

  const added = { operation: 'add', fileOperation: 'create', device: disk('', 1024) }
  expect(await change(sim, vm, added)).toBe('success')
  const hot = filesOf(sim, vm).at(-1) ?? ''
  expect([held(hot), held(hot, vm)]).toEqual([true, false])
  const gone = devices(sim, vm).find((device) => text(object(device, 'backing'), 'fileName') === hot)
  expect(await change(sim, vm, { operation: 'remove', device: gone })).toBe('success')
  expect(held(hot)).toBe(false)

  sim.callNow('RenameDatastore', sim.named('Datastore', 'datastore1'), { newName: 'renamed' })
  expect(held(base.replace('[datastore1]', '[renamed]'))).toBe(true)
  expect(await done(sim, 'PowerOffVM_Task', vm)).toBe('success')
  expect(held(base.replace('[datastore1]', '[renamed]'))).toBe(false)
})

test('reverting to a snapshot of a VM that was off gives its disks up, and so does taking it out of the inventory', async () => {
  const sim = testWorld()
  const [vm, other] = [sim.vm('100% test'), sim.vm('web-frontend')]
  const held = (file: string) => isHeldByAnother(sim.world, other, resolvePath(sim.world, file))
  const [base = ''] = filesOf(sim, vm)
  expect(held(base)).toBe(false)
  const cold = await snap(sim, vm)
  expect(await done(sim, 'PowerOnVM_Task', vm)).toBe('success')
  expect(held(base)).toBe(true)
  expect(await done(sim, 'RevertToSnapshot_Task', cold)).toBe('success')
  expect(held(base)).toBe(false)
  expect(await done(sim, 'PowerOnVM_Task', vm)).toBe('success')
  expect(held(base)).toBe(true)
  // Somebody deletes on the host itself what the base is reached through.
  await snap(sim, vm)
  const top = resolvePath(sim.world, filesOf(sim, vm)[0] ?? '')
  expect(held(base)).toBe(true)
  const file = volumeOf(sim.world, top.datastore).file(top.path)
  if (file === undefined) throw new Error('No delta')
  volumeOf(sim.world, top.datastore).delete(top.path, sim.clock.now())
  expect(held(base)).toBe(false)
  volumeOf(sim.world, top.datastore).set(top.path, file)
  expect(held(base)).toBe(true)
  sim.world.remove(vm)
  expect(held(base)).toBe(false)
})
