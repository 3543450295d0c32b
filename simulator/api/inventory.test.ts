import { describe, expect, test } from 'vitest'
import { resolvePath, volumeOf, writeFile } from '../estate/datastore-files'
import { copyFile } from '../estate/datastore-moves'
import { faultTypeOf, testWorld, type TestWorld, fileText, mustFile } from '../testing/test-world'
import { ref, type Ref } from '../vim25/value'
import { vmxText } from '../vm/vmx-text'
import { eventsOf } from '../world/events'

const vmFolder = ref('Folder', 'ha-folder-vm')
const rootPool = ref('ResourcePool', 'ha-root-pool')
const put = (sim: TestWorld, path: string, text: string) => {
  const at = resolvePath(sim.world, path)
  volumeOf(sim.world, at.datastore).makeFolder(at.path.split('/').slice(0, -1).join('/'), sim.clock.now())
  const content = Buffer.from(text, 'utf8')
  writeFile(sim.world, at, { size: content.length, content })
}

describe('Rename_Task', () => {
  test('takes the plain and the escaped name, and the .vmx follows', async () => {
    const sim = testWorld()
    const vm = sim.vm('café-01')
    expect(await sim.outcome(await sim.start('Rename_Task', vm, { newName: 'café/02' }))).toBe('success')
    expect(sim.world.prop(vm, 'name')).toBe('café%2f02')
    expect(sim.world.prop(vm, 'summary.config.name')).toBe('café%2f02')
    expect(vmxText(sim.world, vm)).toContain('displayName = "café%2f02"')
    expect(await sim.outcome(await sim.start('Rename_Task', vm, { newName: 'a%2fb 50%' }))).toBe('success')
    expect(sim.world.prop(vm, 'name')).toBe('a%2fb 50%25')
    expect(eventsOf(sim.world).at(-1)).toMatchObject({
      $type: 'VmRenamedEvent',
      oldName: 'café%2f02',
      newName: 'a%2fb 50%25',
    })
  })

  test.each([
    ['', 'InvalidName'],
    ['x'.repeat(81), 'InvalidName'],
    ['web-frontend', 'DuplicateName'],
  ])('refuses %j with %s', (newName, fault) => {
    const sim = testWorld()
    expect(faultTypeOf(() => sim.callNow('Rename_Task', sim.vm('café-01'), { newName }))).toBe(fault)
  })
})

describe('Destroy_Task', () => {
  test('takes the VM from every list and deletes its files, but not those of others', async () => {
    const sim = testWorld()
    const vm = sim.vm('build|agent "7"')
    const home = '[datastore1] build_agent _7_'
    expect(await sim.outcome(await sim.start('Destroy_Task', vm))).toBe('success')
    expect(sim.world.get(vm)).toBeUndefined()
    for (const { props } of ['Folder', 'HostSystem', 'Datastore', 'Network', 'ResourcePool'].flatMap((type) =>
      sim.world.byType(type),
    )) {
      expect([props['childEntity'], props['vm']].flat()).not.toContainEqual(vm)
    }
    expect(() => mustFile(sim.world, `${home}/build_agent _7_.vmdk`)).toThrow('was not found')
    expect(() => mustFile(sim.world, '[nas (backup & iso)] build_agent _7_/build_agent _7__1.vmdk')).toThrow(
      'was not found',
    )
    mustFile(sim.world, `${home}/build-agent-7.log`)
  })

  test('also when it has snapshots', async () => {
    const sim = testWorld()
    const vm = sim.vm('R&D <lab>')
    await sim.outcome(await sim.start('PowerOffVM_Task', vm))
    expect(await sim.outcome(await sim.start('Destroy_Task', vm))).toBe('success')
    expect(() => mustFile(sim.world, '[datastore1] R+Jg-D _lab_')).toThrow('was not found')
    expect(sim.world.byType('VirtualMachineSnapshot').filter(({ props }) => props['vm'] === vm)).toEqual([])
  })

  test('is refused while the VM runs', async () => {
    const sim = testWorld()
    expect(await sim.outcome(await sim.start('Destroy_Task', sim.vm('web-frontend')))).toBe('InvalidPowerState')
  })
})

describe('registering', () => {
  test('a VM that was unregistered brings it back as it was, without a question', async () => {
    const sim = testWorld()
    const vm = sim.vm('db%2Fprimary')
    const path = String(sim.world.prop(vm, 'config.files.vmPathName'))
    const before = sim.world.prop(vm, 'config.uuid')
    sim.callNow('UnregisterVM', vm)
    expect(sim.world.get(vm)).toBeUndefined()
    const task = await sim.start('RegisterVM_Task', vmFolder, { path, asTemplate: false, pool: rootPool })
    expect(await sim.outcome(task)).toBe('success')
    const again = sim.info(task)['result'] as Ref // the registered VM
    expect(again.value).toMatch(/^\d+$/)
    expect(sim.world.prop(again, 'config.uuid')).toBe(before)
    expect(sim.world.prop(again, 'name')).toBe('db%252Fprimary')
    expect(sim.world.prop(again, 'config.hardware.device[2000].capacityInKB')).toBe(40 * 1024 ** 2)
    expect(await sim.outcome(await sim.start('PowerOnVM_Task', again))).toBe('success')
  })

  test('a copied folder makes the host ask who the VM is', async () => {
    const sim = testWorld()
    const vm = sim.vm('100% test')
    copyFile(
      sim.world,
      mustFile(sim.world, '[datastore1] 100+JQ-25 test'),
      resolvePath(sim.world, '[datastore1] copy'),
      false,
    )
    const path = '[datastore1] copy/100+JQ-25 test.vmx'
    const task = await sim.start('RegisterVM_Task', vmFolder, {
      path,
      name: 'the copy',
      asTemplate: false,
      pool: rootPool,
    })
    expect(await sim.outcome(task)).toBe('success')
    const copy = sim.vm('the copy')
    expect(sim.world.prop(copy, 'config.instanceUuid')).not.toBe(sim.world.prop(vm, 'config.instanceUuid'))
    await sim.start('PowerOnVM_Task', copy, {}, 1_000)
    expect(sim.world.prop(copy, 'runtime.question.message')).toMatchObject([{ id: 'msg.uuid.altered' }])
  })

  test('reads what libvirt writes', async () => {
    const sim = testWorld()
    copyFile(
      sim.world,
      mustFile(sim.world, '[datastore1] 100+JQ-25 test'),
      resolvePath(sim.world, '[datastore1] new'),
      false,
    )
    const mount = String(sim.world.prop(mustFile(sim.world, '[datastore1] new').datastore, 'summary.url')).replace(
      'ds://',
      '',
    )
    put(
      sim,
      '[datastore1] new/made-by-hand.vmx',
      [
        '.encoding = "UTF-8"',
        'config.version = "8"',
        'virtualHW.version = "8"',
        'guestOS = "other-64"',
        'uuid.bios = "b0 3b 24 de 84 7f 5b 0d-85 f4 22 1b 30 00 38 a8"',
        'displayName = "made by |22hand|22"',
        'memsize = "1024"',
        'numvcpus = "2"',
        'scsi0.present = "true"',
        'scsi0.virtualDev = "lsilogic"',
        'scsi0:0.present = "true"',
        'scsi0:0.deviceType = "scsi-hardDisk"',
        `scsi0:0.fileName = "${mount}new/100+JQ-25 test.vmdk"`,
        'ethernet0.present = "true"',
        'ethernet0.networkName = "VM Network"',
        'ethernet0.connectionType = "bridged"',
        'ethernet0.addressType = "vpx"',
        'ethernet0.generatedAddress = "00:50:56:91:48:c7"',
      ].join('\n'),
    )
    const task = await sim.start('RegisterVM_Task', vmFolder, {
      path: '[datastore1] new/made-by-hand.vmx',
      asTemplate: false,
      pool: rootPool,
    })
    expect(await sim.outcome(task)).toBe('success')
    const vm = sim.vm('made by "hand"')
    expect(sim.world.prop(vm, 'config.hardware')).toMatchObject({ memoryMB: 1024, numCPU: 2 })
    expect(sim.world.prop(vm, 'config.hardware.device[4000]')).toMatchObject({
      addressType: 'assigned',
      macAddress: '00:50:56:91:48:c7',
    })
    expect(fileText(sim.world, '[datastore1] new/made-by-hand.vmx')).toContain('connectionType')
    expect(await sim.outcome(await sim.start('PowerOnVM_Task', vm))).toBe('success')
  })

  test.each([
    ['[datastore1] no/such.vmx', 'FileNotFound'],
    ['[nowhere] a/b.vmx', 'InvalidDatastore'],
    ['a/b.vmx', 'InvalidDatastorePath'],
    ['[datastore1] ../b.vmx', 'InvalidDatastorePath'],
    ['[datastore1] web-frontend/web-frontend.vmx', 'AlreadyExists'],
  ])('of %s is refused with %s', (path, fault) => {
    const sim = testWorld()
    expect(faultTypeOf(() => sim.callNow('RegisterVM_Task', vmFolder, { path, asTemplate: false }))).toBe(fault)
  })

  test('of a file that is no configuration fails in the task', async () => {
    const sim = testWorld()
    put(sim, '[datastore1] junk/junk.vmx', 'not a configuration')
    const task = await sim.start('RegisterVM_Task', vmFolder, { path: '[datastore1] junk/junk.vmx', asTemplate: false })
    expect(await sim.outcome(task)).toBe('InvalidVmConfig')
  })
})

test('a VM is made from a ConfigSpec, with a disk of its own', async () => {
  const sim = testWorld()
  const config = {
    name: 'made/new',
    guestId: 'debian12_64Guest',
    numCPUs: 2,
    memoryMB: 2048,
    files: { vmPathName: '[datastore1]' },
    deviceChange: [
      {
        operation: 'add',
        device: { $type: 'ParaVirtualSCSIController', key: -1, busNumber: 0, sharedBus: 'noSharing' },
      },
      {
        operation: 'add',
        fileOperation: 'create',
        device: {
          $type: 'VirtualDisk',
          key: -2,
          controllerKey: -1,
          unitNumber: 0,
          capacityInKB: 1_048_576,
          backing: { $type: 'VirtualDiskFlatVer2BackingInfo', fileName: '', diskMode: 'persistent' },
        },
      },
    ],
  }
  const task = await sim.start('CreateVM_Task', vmFolder, { config, pool: rootPool })
  expect(await sim.outcome(task)).toBe('success')
  const vm = sim.vm('made/new')
  expect(sim.world.prop(vm, 'config.hardware.device[2000].backing.fileName')).toBe(
    '[datastore1] made+JQ-2fnew/made+JQ-2fnew.vmdk',
  )
  expect(fileText(sim.world, '[datastore1] made+JQ-2fnew/made+JQ-2fnew.vmx')).toContain('guestOS = "debian12-64"')
  expect(await sim.outcome(await sim.start('PowerOnVM_Task', vm))).toBe('success')
})

test('a spec that is refused leaves neither VM nor files', async () => {
  const sim = testWorld()
  const config = {
    name: 'half',
    memoryMB: 1024,
    files: { vmPathName: '[datastore1]' },
    deviceChange: [{ operation: 'add', device: { $type: 'VirtualDisk', key: -2, controllerKey: -1 } }],
  }
  const task = await sim.start('CreateVM_Task', vmFolder, { config, pool: rootPool })
  expect(await sim.outcome(task)).toBe('InvalidDeviceSpec')
  expect(() => sim.vm('half')).toThrow('no VM')
  expect(() => mustFile(sim.world, '[datastore1] half')).toThrow('was not found')
})
