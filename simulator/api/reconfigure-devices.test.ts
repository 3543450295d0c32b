import { describe, expect, test } from 'vitest'
import { testWorld, type TestWorld, fileText, mustFile } from '../testing/test-world'
import type { DataObject, Ref } from '../vim25/value'

const off = '100% test'
const on = 'web-frontend'
const vmxOf = (sim: TestWorld, vm: Ref) => fileText(sim.world, String(sim.world.prop(vm, 'config.files.vmPathName')))
const reconfigure = async (sim: TestWorld, vm: Ref, spec: DataObject) =>
  sim.outcome(await sim.start('ReconfigVM_Task', vm, { spec }))
const devices = (sim: TestWorld, vm: Ref) => sim.world.prop(vm, 'config.hardware.device') as readonly DataObject[] // VirtualDevice[]

describe('CD-ROM', () => {
  const drive = (sim: TestWorld, vm: Ref) => {
    const found = devices(sim, vm).find((device) => device.$type === 'VirtualCdrom')
    if (found === undefined) throw new Error('No CD drive')
    return found
  }
  const disconnect = (sim: TestWorld, vm: Ref) => {
    const device = drive(sim, vm)
    const connectable = { startConnected: false, allowGuestControl: true, connected: false }
    return sim.start('ReconfigVM_Task', vm, {
      spec: { deviceChange: [{ operation: 'edit', device: { ...device, connectable } }] },
    })
  }

  test('is disconnected without a word when the guest does not use it', async () => {
    const sim = testWorld()
    const vm = sim.vm('R&D <lab>')
    expect(await sim.outcome(await disconnect(sim, vm))).toBe('success')
    expect(drive(sim, vm)['connectable']).toMatchObject({ connected: false, startConnected: false })
  })

  test('locked by the guest makes the host ask; No keeps it in and fails the change', async () => {
    const sim = testWorld()
    const vm = sim.vm('cd-locked-by-guest')
    const task = await disconnect(sim, vm)
    await sim.clock.advance(1_000)
    expect(sim.info(task)['state']).toBe('running')
    expect(sim.world.prop(vm, 'runtime.question.choice.defaultIndex')).toBe(1)
    sim.answer(vm, 'No')
    expect(await sim.outcome(task)).toBe('GenericVmConfigFault')
    expect(drive(sim, vm)['connectable']).toMatchObject({ connected: true })
  })

  test('locked by the guest is taken out after Yes, and is not locked any more', async () => {
    const sim = testWorld()
    const vm = sim.vm('cd-locked-by-guest')
    const task = await disconnect(sim, vm)
    await sim.clock.advance(1_000)
    sim.answer(vm, 'Yes')
    expect(await sim.outcome(task)).toBe('success')
    expect(drive(sim, vm)['connectable']).toMatchObject({ connected: false })
  })

  test('takes another image, if that is there', async () => {
    const sim = testWorld()
    const vm = sim.vm('R&D <lab>')
    const change = (fileName: string) => {
      const device = { ...drive(sim, vm), backing: { $type: 'VirtualCdromIsoBackingInfo', fileName } }
      return reconfigure(sim, vm, { deviceChange: [{ operation: 'edit', device }] })
    }
    expect(await change('[datastore1] iso/no-such.iso')).toBe('FileNotFound')
    expect(await change('[datastore1] iso/debian-12.7.0-amd64-netinst.iso')).toBe('success')
    expect(vmxOf(sim, vm)).toMatch(
      /sata0:0\.fileName = "\/vmfs\/volumes\/[^/]+\/iso\/debian-12\.7\.0-amd64-netinst\.iso"/,
    )
  })
})

describe('serial ports', () => {
  const add = (backing: DataObject, more: DataObject = {}) => ({
    deviceChange: [
      { operation: 'add', device: { $type: 'VirtualSerialPort', key: -1, backing, yieldOnPoll: true, ...more } },
    ],
  })

  test.each([
    [
      { $type: 'VirtualSerialPortFileBackingInfo', fileName: '[datastore1] iso/out.log' },
      ['fileType = "file"', '/iso/out.log'],
    ],
    [{ $type: 'VirtualSerialPortDeviceBackingInfo', deviceName: '/dev/char/serial/uart0' }, ['fileType = "device"']],
    [
      { $type: 'VirtualSerialPortPipeBackingInfo', pipeName: 'p', endpoint: 'client', noRxLoss: true },
      ['fileType = "pipe"', 'pipe.endPoint = "client"'],
    ],
    [
      {
        $type: 'VirtualSerialPortURIBackingInfo',
        serviceURI: 'vspc',
        direction: 'client',
        proxyURI: 'telnet://10.0.0.1:13370',
      },
      ['fileType = "network"', 'fileName = "vspc"', 'network.endPoint = "client"', 'vspc = "telnet://10.0.0.1:13370"'],
    ],
  ])('of %j are added and written', async (backing, lines) => {
    const sim = testWorld()
    const vm = sim.vm(off)
    expect(await reconfigure(sim, vm, add(backing))).toBe('success')
    expect(sim.world.prop(vm, 'config.hardware.device[9000]')).toMatchObject({
      controllerKey: 400,
      deviceInfo: { label: 'Serial port 1' },
    })
    for (const line of lines) expect(vmxOf(sim, vm)).toContain(line)
  })

  test.each([
    { $type: 'VirtualSerialPortPipeBackingInfo', pipeName: 'p', endpoint: 'sideways' },
    { $type: 'VirtualSerialPortURIBackingInfo', serviceURI: '', direction: 'client' },
    { $type: 'VirtualSerialPortFileBackingInfo', fileName: '[datastore1] nowhere/out.log' },
  ])('of %j are refused', async (backing) => {
    const sim = testWorld()
    expect(await reconfigure(sim, sim.vm(off), add(backing))).toBe('InvalidDeviceBacking')
  })

  test('are four at most, and none is added to a running VM', async () => {
    const sim = testWorld()
    const pipe = { $type: 'VirtualSerialPortPipeBackingInfo', pipeName: 'p', endpoint: 'server' }
    for (let count = 0; count < 4; count++) expect(await reconfigure(sim, sim.vm(off), add(pipe))).toBe('success')
    expect(await reconfigure(sim, sim.vm(off), add(pipe))).toBe('InvalidDeviceSpec')
    expect(await reconfigure(sim, sim.vm(on), add(pipe))).toBe('InvalidPowerState')
  })

  test('to an address without a port cannot connect, and say so', async () => {
    const sim = testWorld()
    const vm = sim.vm('console-gateway')
    const port = sim.world.prop(vm, 'config.hardware.device[9001]') as DataObject // the plan has it
    const connect = { startConnected: true, allowGuestControl: true, connected: true }
    const bad = {
      ...port,
      connectable: { ...connect, connected: false },
      backing: { $type: 'VirtualSerialPortURIBackingInfo', serviceURI: 'tcp://5000', direction: 'client' },
    }
    expect(await reconfigure(sim, vm, { deviceChange: [{ operation: 'edit', device: bad }] })).toBe('success')
    expect(
      await reconfigure(sim, vm, { deviceChange: [{ operation: 'edit', device: { ...bad, connectable: connect } }] }),
    ).toBe('success')
    expect(sim.world.prop(vm, 'config.hardware.device[9001].connectable')).toMatchObject({
      connected: false,
      status: 'unrecoverableError',
    })
  })
})

describe('disks and cards', () => {
  test('a new disk on a new controller is a new file; taking it out with destroy deletes it', async () => {
    const sim = testWorld()
    const vm = sim.vm(off)
    const spec = {
      deviceChange: [
        {
          operation: 'add',
          device: { $type: 'ParaVirtualSCSIController', key: -5, busNumber: 1, sharedBus: 'noSharing' },
        },
        {
          operation: 'add',
          fileOperation: 'create',
          device: {
            $type: 'VirtualDisk',
            key: -6,
            controllerKey: -5,
            unitNumber: 0,
            capacityInKB: 1_048_576,
            backing: {
              $type: 'VirtualDiskFlatVer2BackingInfo',
              fileName: '',
              diskMode: 'persistent',
              thinProvisioned: true,
            },
          },
        },
      ],
    }
    expect(await reconfigure(sim, vm, spec)).toBe('success')
    const disk = sim.world.prop(vm, 'config.hardware.device[2016]') as DataObject // scsi1:0
    expect(disk).toMatchObject({
      controllerKey: 1001,
      capacityInBytes: 1_073_741_824,
      deviceInfo: { label: 'Hard disk 2' },
    })
    expect(sim.world.prop(vm, 'config.hardware.device[1001].device')).toEqual([2016])
    const file = '[datastore1] 100+JQ-25 test/100+JQ-25 test_1.vmdk'
    expect(sim.world.prop(vm, 'config.hardware.device[2016].backing.fileName')).toBe(file)
    mustFile(sim.world, file)
    expect(sim.world.prop(vm, 'summary.config.numVirtualDisks')).toBe(2)
    const out = { deviceChange: [{ operation: 'remove', fileOperation: 'destroy', device: disk }] }
    expect(await reconfigure(sim, vm, out)).toBe('success')
    expect(() => mustFile(sim.world, file)).toThrow('was not found')
  })

  test('disks grow and do not shrink', async () => {
    const sim = testWorld()
    const vm = sim.vm(off)
    const disk = sim.world.prop(vm, 'config.hardware.device[2000]') as DataObject // the plan has it
    const resize = (gib: number) =>
      reconfigure(sim, vm, {
        deviceChange: [{ operation: 'edit', device: { ...disk, capacityInKB: gib * 1024 ** 2 } }],
      })
    expect(await resize(8)).toBe('success')
    expect(sim.world.prop(vm, 'config.hardware.device[2000].capacityInBytes')).toBe(8 * 1024 ** 3)
    expect(await resize(2)).toBe('InvalidDeviceOperation')
  })

  test('a card is added to a running VM by the name of its network, with a MAC of the host', async () => {
    const sim = testWorld()
    const vm = sim.vm(on)
    const card = (deviceName: string) => ({
      deviceChange: [
        {
          operation: 'add',
          device: {
            $type: 'VirtualVmxnet3',
            key: -1,
            backing: { $type: 'VirtualEthernetCardNetworkBackingInfo', deviceName },
          },
        },
      ],
    })
    expect(await reconfigure(sim, vm, card('No such network'))).toBe('InvalidDeviceBacking')
    expect(await reconfigure(sim, vm, card('Storage'))).toBe('success')
    expect(sim.world.prop(vm, 'config.hardware.device[4001]')).toMatchObject({
      addressType: 'generated',
      macAddress: expect.stringMatching(/^00:0c:29:/),
    })
    expect(sim.world.prop(vm, 'network')).toHaveLength(2)
    expect(vmxOf(sim, vm)).toContain('ethernet1.networkName = "Storage"')
  })

  test('keys that do not exist are refused with the place in the spec', async () => {
    const sim = testWorld()
    const task = await sim.start('ReconfigVM_Task', sim.vm(off), {
      spec: { deviceChange: [{ operation: 'edit', device: { key: 4711 } }] },
    })
    expect(await sim.outcome(task)).toBe('InvalidDeviceSpec')
    expect(sim.info(task)['error']).toMatchObject({
      fault: { deviceIndex: 0, property: 'configSpec.deviceChange[0].device.key' },
    })
  })
})
