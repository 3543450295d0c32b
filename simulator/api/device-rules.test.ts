import { expect, test } from 'vitest'
import { testWorld, type TestWorld } from '../testing/test-world'
import type { DataObject, Ref } from '../vim25/value'

/** What a host refuses of its devices, as VMware documents it. */

const off = '100% test'
const on = 'web-frontend'
const devices = (sim: TestWorld, vm: Ref) => sim.world.prop(vm, 'config.hardware.device') as readonly DataObject[] // VirtualDevice[]
const first = (sim: TestWorld, vm: Ref, type: string): DataObject => {
  const found = devices(sim, vm).find((device) => device.$type === type)
  if (found === undefined) throw new Error(`No ${type}`)
  return found
}
const reconfigure = async (sim: TestWorld, vm: Ref, spec: DataObject) =>
  sim.outcome(await sim.start('ReconfigVM_Task', vm, { spec }))
const edit = (device: DataObject): DataObject => ({ deviceChange: [{ operation: 'edit', device }] })
const backing = (device: DataObject) => device['backing'] as DataObject // a VirtualDisk's

test('a disk with a snapshot does not grow, goes only with its file, and keeps its mode', async () => {
  const sim = testWorld()
  const vm = sim.vm(off)
  const snapshot = { name: 's', description: '', memory: false, quiesce: false }
  expect(await sim.outcome(await sim.start('CreateSnapshot_Task', vm, snapshot))).toBe('success')
  const disk = first(sim, vm, 'VirtualDisk')
  const task = await sim.start('ReconfigVM_Task', vm, {
    spec: edit({ ...disk, capacityInKB: 400 * 1024 ** 2, capacityInBytes: 400 * 1024 ** 3 }),
  })
  expect(await sim.outcome(task)).toBe('InvalidDeviceOperation')
  expect(JSON.stringify(sim.info(task)['error'])).toContain('Disks with parents cannot be expanded.')
  expect(await reconfigure(sim, vm, { deviceChange: [{ operation: 'remove', device: disk }] })).toBe(
    'InvalidDeviceOperation',
  )
  const other = { ...disk, backing: { ...backing(disk), diskMode: 'independent_persistent' } }
  expect(await reconfigure(sim, vm, edit(other))).toBe('DisallowedDiskModeChange')
  const away = { deviceChange: [{ operation: 'remove', fileOperation: 'destroy', device: disk }] }
  expect(await reconfigure(sim, vm, away)).toBe('success')
})

test('while the guest runs, modes and addresses stay, and disks that do not follow snapshots do not grow', async () => {
  const sim = testWorld()
  const vm = sim.vm(on)
  const disk = first(sim, vm, 'VirtualDisk')
  const other = { ...disk, backing: { ...backing(disk), diskMode: 'independent_persistent' } }
  expect(await reconfigure(sim, vm, edit(other))).toBe('InvalidPowerState')
  const card = devices(sim, vm).find(({ macAddress }) => macAddress !== undefined) ?? {}
  const typed = { ...card, addressType: 'manual', macAddress: '00:50:56:01:02:03' }
  expect(await reconfigure(sim, vm, edit(typed))).toBe('InvalidPowerState')
  const independent = sim.vm(off)
  const mode = { ...first(sim, independent, 'VirtualDisk') }
  const asIs = { ...mode, backing: { ...backing(mode), diskMode: 'independent_nonpersistent' } }
  expect(await reconfigure(sim, independent, edit(asIs))).toBe('success')
  await sim.outcome(await sim.start('PowerOnVM_Task', independent))
  const larger = { ...asIs, capacityInKB: 90 * 1024 ** 2, capacityInBytes: 90 * 1024 ** 3 }
  expect(await reconfigure(sim, independent, edit(larger))).toBe('GenericVmConfigFault')
})

test('a disk that a running VM writes to is locked for another that runs', async () => {
  const sim = testWorld()
  const held = String(backing(first(sim, sim.vm('R&D <lab>'), 'VirtualDisk'))['fileName'])
  const spec = {
    deviceChange: [
      {
        operation: 'add',
        device: {
          $type: 'VirtualDisk',
          key: -1,
          controllerKey: 1000,
          unitNumber: 9,
          capacityInKB: 0,
          backing: { $type: 'VirtualDiskFlatVer2BackingInfo', fileName: held, diskMode: 'persistent' },
        },
      },
    ],
  }
  const task = await sim.start('ReconfigVM_Task', sim.vm(on), { spec })
  expect(await sim.outcome(task)).toBe('FileLocked')
  expect(sim.info(task)['error']).toMatchObject({ fault: { file: held } })
})

test('a paravirtual controller has 64 places, of which 7 is its own; keys stay apart', async () => {
  const sim = testWorld()
  const vm = sim.vm(off)
  const at = (unitNumber: number) => ({
    operation: 'add',
    fileOperation: 'create',
    device: {
      $type: 'VirtualDisk',
      key: -10 - unitNumber,
      controllerKey: -1,
      unitNumber,
      capacityInKB: 1024,
      backing: {
        $type: 'VirtualDiskFlatVer2BackingInfo',
        fileName: '',
        diskMode: 'persistent',
        thinProvisioned: true,
      },
    },
  })
  const controller = {
    operation: 'add',
    device: { $type: 'ParaVirtualSCSIController', key: -1, busNumber: 1, sharedBus: 'noSharing' },
  }
  expect(await reconfigure(sim, vm, { deviceChange: [controller, at(0), at(15), at(16), at(63)] })).toBe('success')
  const made = devices(sim, vm).filter((device) => device['controllerKey'] === 1001)
  expect(made.map(({ unitNumber }) => unitNumber)).toEqual([0, 15, 16, 63])
  expect(new Set(devices(sim, vm).map(({ key }) => key)).size).toBe(devices(sim, vm).length)
  expect(await reconfigure(sim, vm, { deviceChange: [controller, at(7)] })).toBe('InvalidDeviceSpec')
  expect(await reconfigure(sim, vm, { deviceChange: [controller, at(64)] })).toBe('InvalidDeviceSpec')
})

test('an order of devices to start from is set, named devices have to be there, and one empty entry clears it', async () => {
  const sim = testWorld()
  const vm = sim.vm(off)
  const bootable = 'VirtualMachineBootOptionsBootable'
  const order = (...bootOrder: DataObject[]) => reconfigure(sim, vm, { bootOptions: { bootOrder } })
  const cd = { $type: `${bootable}CdromDevice` }
  expect(await order({ $type: `${bootable}DiskDevice`, deviceKey: 2000 }, cd)).toBe('success')
  expect(await reconfigure(sim, vm, { bootOptions: { bootDelay: 5_000 } })).toBe('success')
  expect(sim.world.prop(vm, 'config.bootOptions.bootOrder')).toHaveLength(2)
  expect(await order({ $type: `${bootable}DiskDevice`, deviceKey: 4711 })).toBe('InvalidArgument')
  expect(await order({ $type: `${bootable}Device` })).toBe('success')
  expect(sim.world.prop(vm, 'config.bootOptions.bootOrder')).toBeUndefined()
  expect(sim.world.prop(vm, 'config.bootOptions.bootDelay')).toBe(5_000)
  expect(await reconfigure(sim, vm, { bootOptions: { efiSecureBootEnabled: true } })).toBe('InvalidVmConfig')
  expect(sim.problems()).toEqual([])
})

test('a card gives its own address back for one of the host’s, and takes none of a group', async () => {
  const sim = testWorld()
  const vm = sim.vm(off)
  const card = devices(sim, vm).find(({ macAddress }) => macAddress !== undefined) ?? {}
  const manual = (macAddress: string) => reconfigure(sim, vm, edit({ ...card, addressType: 'manual', macAddress }))
  expect(await manual('01:50:56:01:02:03')).toBe('InvalidDeviceSpec')
  expect(await manual('00:50:56:01:02:03')).toBe('success')
  const { macAddress: _none, ...rest } = card
  expect(await reconfigure(sim, vm, edit({ ...rest, addressType: 'generated' }))).toBe('success')
  expect(sim.world.prop(vm, `config.hardware.device[${String(card['key'])}].macAddress`)).toMatch(/^00:0c:29:/)
})

test('memory is hot-added in the steps that the host tells, once the flag is set while the VM is off', async () => {
  const sim = testWorld()
  const vm = sim.vm(off)
  expect(sim.world.prop(vm, 'config.hotPlugMemoryLimit')).toBeUndefined()
  expect(await reconfigure(sim, vm, { memoryHotAddEnabled: true })).toBe('success')
  const limit = Number(sim.world.prop(vm, 'config.hotPlugMemoryLimit'))
  const step = Number(sim.world.prop(vm, 'config.hotPlugMemoryIncrementSize'))
  await sim.outcome(await sim.start('PowerOnVM_Task', vm))
  expect(await reconfigure(sim, vm, { memoryMB: limit + step })).toBe('InvalidArgument')
  expect(await reconfigure(sim, vm, { memoryMB: limit - 4 })).toBe('InvalidArgument')
  expect(await reconfigure(sim, vm, { memoryMB: limit })).toBe('success')
  expect(await reconfigure(sim, vm, { memoryHotAddEnabled: false })).toBe('InvalidPowerState')
})
